/** What a scenario means by a symbol: an instrument, all that follows its price, and all that stands on it. */
import { listed } from "../universe/derived-listings.ts";
import { byConId } from "../universe/find.ts";
import { products } from "../universe/futures.ts";
import type { Listing } from "../universe/listing.ts";

export interface Target {
  /** The whole market. */
  readonly all: boolean;
  /** Contract ids of the instrument itself; what stands on it is found by them. */
  readonly ids: ReadonlySet<number>;
  /** The way in which its price wanders. */
  readonly path: string;
  /** Price that a move to a price starts from; of the whole market there is none. */
  readonly of: Listing | undefined;
}

/** The whole market, as a scenario writes it. */
export const everything = "*";

export const wholeMarket: Target = { all: true, ids: new Set(), path: "", of: undefined };

/** The kind that is meant where several have one symbol: the stock, not its bonds and CFDs. */
const kinds: readonly string[] = ["STK", "IND", "CRYPTO", "CMDTY", "FUND"];

const pathOf = ({ pricing }: Listing): string => (pricing.kind === "spot" ? pricing.path : "");

function found(symbol: string): Target | undefined {
  const named =
    listed.find((of) => of.secType === "CASH" && of.localSymbol === symbol) ??
    kinds.flatMap((kind) => listed.filter((of) => of.secType === kind && of.symbol === symbol))[0];
  if (named) return { all: false, ids: new Set([named.conId]), path: pathOf(named), of: named };
  const product = products.find((one) => one.symbol === symbol);
  return product && { all: false, ids: new Set([product.underlying]), path: product.spot.path, of: undefined };
}

/**
 * @param symbol `AAPL`, `EUR.USD`, `SPX`, the symbol of a future such as `CL`, or `*`
 * @returns undefined where nothing is called so
 */
export const targetCalled = (symbol: string): Target | undefined =>
  symbol === everything ? wholeMarket : found(symbol);

/** Whether a target is an instrument or what it stands on: options, CFDs and futures stop with what they stand on. */
export function concerns(target: Target, of: Listing): boolean {
  if (target.all) return true;
  if (of.pricing.kind === "combo") return of.pricing.legs.some(({ listing }) => concerns(target, listing));
  for (let one: Listing | undefined = of; one; one = one.underlying > 0 ? byConId(one.underlying) : undefined)
    if (target.ids.has(one.conId) || target.ids.has(one.underlying)) return true;
  return false;
}
