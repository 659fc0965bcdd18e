/**
 * The precautionary settings of order presets: limits within which an order goes out without a question. Over the API the
 * question is not asked, the order is refused.
 *
 * Source: the vendor's page on precautionary settings; error table, codes 163, 164, 382, 383, 451.
 */
import { quantityOf } from "../accounts/quantity.ts";
import type { Instrument } from "../market-view.ts";
import type { OrderPresets } from "../settings.ts";
import { given, type OrderTerms } from "./order.ts";
import type { OrderType } from "./order-types.ts";
import { codes, type World } from "./world.ts";

const where = "Restriction is specified in Precautionary Settings of Global Configuration/Presets.";

/** @returns code and words of the first limit that an order breaks */
export function brokenPrecaution(
  orderId: number,
  terms: OrderTerms,
  type: OrderType,
  instrument: Instrument,
  world: World,
): readonly [code: number, text: string] | undefined {
  const { percentage, ticks, sizeLimit, totalValueLimit }: OrderPresets = world.presets;
  const broken = (code: number, what: string): readonly [number, string] => [
    code,
    `The following order "ID:${orderId}" ${what}\n${where}`,
  ];
  const quantity = quantityOf(terms.totalQuantity);
  if (sizeLimit !== undefined && quantity > sizeLimit)
    return broken(codes.presetSize, `size exceeds the Size Limit of ${sizeLimit}.`);
  const quote = world.quote(instrument.conId);
  const market = terms.action === "BUY" ? quote.ask : quote.bid;
  const isLimit = type.pricing === "limit" && type.trigger === "none" && given(terms.lmtPrice);
  const price = isLimit ? (terms.lmtPrice ?? 0) : market || quote.last;
  if (totalValueLimit !== undefined && quantity * price * instrument.multiplier > totalValueLimit)
    return broken(codes.presetValue, `value estimate exceeds the Total Value Limit of ${totalValueLimit}.`);
  if (!isLimit) return undefined;
  const away = Math.abs(price - market);
  if (ticks !== undefined && market > 0 && away > ticks * instrument.tickAt(market) + 1e-9)
    return broken(codes.presetTicks, `price exceeds the ticks constraint of ${ticks}.`);
  if (percentage === undefined || terms.overridePercentageConstraints) return undefined;
  if (!(market > 0))
    return broken(codes.presetUnchecked, "price cannot be checked for violations: there is no market data.");
  return away > (market * percentage) / 100
    ? broken(codes.presetPercentage, `price exceeds the Percentage constraint of ${percentage}%.`)
    : undefined;
}
