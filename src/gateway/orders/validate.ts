/**
 * What is wrong with an order before it is taken: the first thing that a host would say. Checks are in one list, from
 * what makes an order unreadable to what its contract does not allow.
 *
 * Source: error table; the vendor's page on orders; captured refusals.
 */
import { algoStrategies } from "../../catalogue/codes/order-codes.ts";
import { isOnTick, quantityOf } from "../accounts/quantity.ts";
import type { ContractFields, Instrument } from "../market-view.ts";
import { knownConditionTypes, watchingTypes } from "./conditions.ts";
import { stepOf } from "./filling.ts";
import { hedgeFactor, isHedge, knownHedgeTypes } from "./hedging.ts";
import { endOf, momentOf } from "./moments.ts";
import { given, type OrderTerms } from "./order.ts";
import { isOrderType, type OrderType, orderTypeOf, takes } from "./order-types.ts";
import { brokenPrecaution } from "./precautions.ts";
import { wrongScale } from "./scaling.ts";
import { knownTriggerMethods } from "./triggers.ts";
import { wrongVolatility } from "./volatility.ts";
import { codes, type World } from "./world.ts";

export interface Refusal {
  readonly code: number;
  readonly text: string;
}

export const invalid = (cause: string): Refusal => ({
  code: codes.validation,
  text: `Error validating request.-'bW' : cause - ${cause}`,
});
const refusal = (code: number, text: string): Refusal => ({ code, text });

/** What is asked for. */
interface Asked {
  readonly orderId: number;
  readonly terms: OrderTerms;
  readonly instrument: Instrument;
  readonly contract: ContractFields;
  readonly world: World;
}
interface Checked extends Asked {
  readonly type: OrderType;
}
type Check = (checked: Checked) => Refusal | undefined;

const actions: readonly string[] = ["BUY", "SELL", "SSHORT", "SLONG"];
const timesInForce: readonly string[] = ["", "DAY", "GTC", "IOC", "FOK", "GTD", "OPG", "DTC", "AUC"];

const side: Check = ({ terms }) => (actions.includes(terms.action ?? "") ? undefined : invalid("Invalid order side"));

const unsupported = refusal(codes.unsupportedType, "Unsupported order type for this exchange and security type.");

const typeFits: Check = ({ terms, type, instrument, contract, world }) => {
  // Nobody trades an index, nor the future that stands for a series of futures.
  const untradable = instrument.secType === "IND" || instrument.secType === "CONTFUT";
  const elsewhere = type.exchange !== "" && contract.exchange !== type.exchange;
  if (type.pricing === "volatility" && !takes(instrument, type))
    return refusal(codes.volatilityContract, "Volatility orders are only valid for US options.");
  if (untradable || elsewhere || !takes(instrument, type)) return unsupported;
  if ((terms.conditions?.length ?? 0) > 0 && !type.conditional)
    return refusal(
      codes.conditionType,
      "Conditional submission of orders is supported for Limit, Market, Relative and Snap order types only.",
    );
  for (const condition of terms.conditions ?? []) {
    if (!knownConditionTypes.includes(condition.type ?? 0)) return invalid("Invalid condition type");
    if (watchingTypes.includes(condition.type ?? 0) && !world.instrument(condition.conId ?? 0))
      return refusal(codes.conditionContract, "Condition contract is incomplete.");
  }
  return undefined;
};

const volatility: Check = ({ terms, instrument, contract }) => {
  const wrong = wrongVolatility(terms, instrument) ?? wrongScale(terms);
  if (wrong) return refusal(...wrong);
  return contract.deltaNeutralContract && instrument.secType !== "BAG"
    ? refusal(codes.deltaNeutral, "Delta neutral orders are only supported for combos (BAG security type).")
    : undefined;
};

/** The range of the underlying's price within which an order lives. */
const range: Check = ({ terms, type }) => {
  const { stockRangeLower: lower, stockRangeUpper: upper } = terms;
  if (!given(lower) && !given(upper)) return undefined;
  if (!["volatility", "stock", "benchmark"].includes(type.pricing))
    return refusal(codes.rangeType, "Can only set stock range attribute on VOL or PEGGED TO STOCK order.");
  if ((lower ?? 0) < 0 || (upper ?? 0) < 0)
    return refusal(codes.rangeNegative, "The stock range cannot be less than zero.");
  return given(lower) && given(upper) && lower >= upper
    ? refusal(codes.rangeOrder, "If both are set, the lower stock range attribute must be less than the upper one.")
    : undefined;
};

const precautions: Check = ({ orderId, terms, type, instrument, world }) => {
  const broken = brokenPrecaution(orderId, terms, type, instrument, world);
  return broken && refusal(...broken);
};

const trading: Check = ({ instrument, world }) =>
  world.state(instrument).halted
    ? refusal(codes.halted, "Order cannot be transmitted for halted security.")
    : undefined;

const size: Check = ({ terms, instrument }) => {
  const quantity = quantityOf(terms.totalQuantity);
  const money = given(terms.cashQty);
  if (Number.isNaN(quantity) || quantity < 0) return invalid("Invalid order quantity");
  if (money && quantity > 0) return refusal(codes.cashAndSize, "Cash quantity order cannot specify size.");
  if (money)
    return ["CASH", "CRYPTO", "FUND"].includes(instrument.secType)
      ? undefined
      : refusal(codes.cashQuantity, "Cash Quantity cannot be used for this order");
  // The size of a hedge follows from its parent.
  if (quantity === 0 && isHedge(terms) && given(terms.parentId)) return undefined;
  if (quantity === 0) return refusal(codes.zeroSize, "The order size cannot be zero.");
  const step = stepOf(instrument);
  if (quantity < step)
    return refusal(
      codes.tooSmall,
      `Order size ${quantity} is smaller than the minimum required size of ${instrument.sizeMin}.`,
    );
  if (!isOnTick(quantity, step))
    return Number.isInteger(step)
      ? refusal(codes.fraction, "Fractional-sized order cannot be placed via API. Please see documentation.")
      : refusal(codes.increment, `Order quantity does not conform to the size increment ${instrument.sizeMin}.`);
  if (terms.blockOrder && quantity < 50) return refusal(codes.blockTooSmall, "Block order size must be at least 50.");
  if (given(terms.displaySize) && terms.displaySize >= quantity)
    return refusal(codes.displaySize, "The display size should be smaller than the total quantity.");
  return undefined;
};

/** Each price that a type needs, and the code for a stop that is none. */
const prices: Check = ({ terms, type, instrument }) => {
  const { lmtPrice, auxPrice, trailStopPrice, trailingPercent, lmtPriceOffset } = terms;
  const incomplete = refusal(codes.incomplete, "Cannot transmit incomplete order.");
  const needsLimit = type.pricing === "limit" && !type.trailing;
  if (needsLimit && (lmtPrice === null || lmtPrice === undefined)) return incomplete;
  if (type.trigger !== "none" && !type.trailing && !given(auxPrice))
    return type.trigger === "stop" ? refusal(codes.stopPrice, "Invalid stop price.") : incomplete;
  if (type.trailing) {
    if (!given(auxPrice) && !given(trailingPercent))
      return refusal(codes.offsetMissing, "Neither amount nor percentage is set.");
    if (given(trailingPercent) && (trailingPercent < 0 || trailingPercent > 100))
      return refusal(codes.offsetRange, "The percentage must be between 0 and 100.");
    if (
      type.pricing === "limit" &&
      given(lmtPrice) === given(lmtPriceOffset) &&
      !(given(lmtPrice) && given(trailStopPrice))
    )
      return incomplete;
  }
  if (given(terms.percentOffset) && (terms.percentOffset < 0 || terms.percentOffset > 100))
    return refusal(codes.offsetRange, "Percentage offset must be between 0 and 100.");
  const onTick = (price: number | null | undefined): boolean =>
    !given(price) || !Number.isFinite(price) || isOnTick(price, instrument.tickAt(Math.abs(price)));
  const written = [
    ...(needsLimit || type.capped ? [lmtPrice] : []),
    ...(type.trigger !== "none" && !type.trailing ? [auxPrice] : []),
    ...(type.trailing ? [trailStopPrice] : []),
    ...(terms.adjustedOrderType && terms.adjustedOrderType !== "None"
      ? [terms.adjustedStopPrice, terms.adjustedStopLimitPrice]
      : []),
  ];
  return written.every(onTick)
    ? undefined
    : refusal(codes.notOnTick, "The price does not conform to the minimum price variation for this contract.");
};

const time: Check = ({ terms, type, world }) => {
  const tif = terms.tif ?? "";
  if (!timesInForce.includes(tif)) return refusal(codes.tif, `Invalid time in force:${tif}`);
  if (type.auction === "closing" && tif !== "" && tif !== "DAY")
    return refusal(codes.closeOrderTif, "The time-in-force for MOC orders should be DAY.");
  if (tif === "OPG" && !["MKT", "LMT"].includes(type.name))
    return refusal(codes.tifAndType, "The TIF (Tif type) and the order type are incompatible.");
  if ((tif === "IOC" || tif === "FOK") && type.trailing)
    return refusal(codes.tifAndType, "The TIF (Tif type) and the order type are incompatible.");
  if (tif === "GTD" && !given(terms.duration)) {
    const until = endOf(terms.goodTillDate ?? "");
    if (until === undefined || until <= world.now)
      return refusal(codes.goodTillDate, `Invalid Good Till Date : ${terms.goodTillDate ?? ""}`);
  }
  if (terms.goodAfterTime && momentOf(terms.goodAfterTime) === undefined)
    return refusal(
      codes.goodAfterTime,
      "The date, time, or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xx/xxxx.",
    );
  return undefined;
};

const account: Check = ({ terms, world }) => {
  const name = terms.account ?? "";
  const { accounts, advisor } = world;
  if (terms.faGroup) {
    if (advisor === undefined) return refusal(codes.notAdvisor, "Not a financial advisor account.");
    const parts = world.allocate(terms.faGroup, terms.faMethod ?? "", 0, 1, terms.faPercentage ?? "");
    return parts
      ? undefined
      : refusal(codes.wrongAllocation, `Mismatch with allowed trading subaccounts. ${terms.faGroup}`);
  }
  if (name === "") {
    if (advisor !== undefined)
      return refusal(
        codes.allocationMissing,
        "You must specify an allocation (either a single account, group, or profile).",
      );
    return accounts.length > 1 ? refusal(codes.accountMissing, "You must specify an account.") : undefined;
  }
  return accounts.includes(name) ? undefined : invalid(`Invalid account code '${name}'.`);
};

/** Attributes that hosts no longer take; older clients set them unasked. */
const retired: Check = ({ terms }) => {
  if (terms.eTradeOnly) return refusal(codes.eTradeOnly, "The 'EtradeOnly' order attribute is not supported.");
  if (terms.firmQuoteOnly) return refusal(codes.firmQuoteOnly, "The 'FirmQuoteOnly' order attribute is not supported.");
  return given(terms.nbboPriceCap)
    ? refusal(codes.nbboPriceCap, "The 'NbboPriceCap' order attribute is not supported.")
    : undefined;
};

const flags: Check = ({ terms }) => {
  if (isHedge(terms) && !knownHedgeTypes.includes(terms.hedgeType ?? ""))
    return refusal(codes.hedgeType, "Invalid hedge type.");
  if (isHedge(terms) && !(hedgeFactor(terms) > 0))
    return terms.hedgeType === "B"
      ? refusal(codes.hedgeBeta, "Invalid beta value.")
      : refusal(codes.hedgeRatio, "Invalid hedge ratio.");
  if (terms.algoStrategy && !algoStrategies.get(terms.algoStrategy))
    return refusal(codes.algo, "Order processing failed. Algorithm definition not found.");
  if (!knownTriggerMethods.includes(terms.triggerMethod ?? 0))
    return refusal(codes.triggerMethod, "Invalid trigger method.");
  if (terms.whatIf && !terms.transmit)
    return refusal(codes.preview, "What-If order should use the transmit flag set to true.");
  const oca = terms.ocaType ?? 0;
  return terms.ocaGroup && (oca < 0 || oca > 3) ? invalid(`Invalid OCA type ${oca}`) : undefined;
};

const checks: readonly Check[] = [
  side,
  retired,
  account,
  flags,
  typeFits,
  volatility,
  range,
  size,
  prices,
  time,
  precautions,
  trading,
];

/** The first thing that is wrong, in the words of a host; undefined when the order can be taken. */
export function refusalOf(asked: Asked): Refusal | undefined {
  const { orderType } = asked.terms;
  const type = orderTypeOf(orderType);
  if (!type) return isOrderType(orderType) ? unsupported : invalid("Invalid order type was entered");
  for (const check of checks) {
    const found = check({ ...asked, type });
    if (found) return found;
  }
  return undefined;
}
