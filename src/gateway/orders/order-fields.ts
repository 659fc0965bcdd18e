/**
 * Orders and executions as messages tell of them, with all that a real host fills in.
 *
 * Source: captured OPEN_ORDER, ORDER_STATUS, COMPLETED_ORDER and EXECUTION_DATA.
 */
import { gates } from "../../catalogue/gates.ts";
import type { FieldsOf } from "../../catalogue/messages.ts";
import { quantityText } from "../accounts/quantity.ts";
import { sparse } from "../sparse.ts";
import type { HostContractFields, Universe } from "../market-view.ts";
import { momentText } from "./moments.ts";
import { directionOf, type Execution, isBuy, isEnded, type LiveOrder, type OrderTerms, remainingOf } from "./order.ts";
import type { Book } from "./book.ts";
import { tradedBy, tradedContract } from "./traded-contract.ts";
import type { Preview } from "./world.ts";

type OrderState = NonNullable<FieldsOf<"OPEN_ORDER">["orderState"]>;

const isText = (serverVersion: number): boolean => serverVersion < gates.PROTOBUF_PLACE_ORDER.version;

/** What hosts report where a client gave nothing. */
const unstated: OrderTerms = {
  tif: "DAY",
  lmtPrice: 0,
  auxPrice: 0,
  ocaGroup: "",
  openClose: "",
  origin: 0,
  orderRef: "",
  outsideRth: false,
  hidden: false,
  discretionaryAmt: 0,
  goodAfterTime: "",
  faGroup: "",
  faMethod: "",
  faPercentage: "",
  faProfile: "",
  modelCode: "",
  goodTillDate: "",
  rule80A: "",
  percentOffset: null,
  settlingFirm: "",
  shortSaleSlot: 0,
  designatedLocation: "",
  exemptCode: -1,
  auctionStrategy: 0,
  startingPrice: null,
  stockRefPrice: null,
  delta: null,
  stockRangeLower: null,
  stockRangeUpper: null,
  displaySize: null,
  blockOrder: false,
  sweepToFill: false,
  allOrNone: false,
  minQty: null,
  ocaType: 3,
  eTradeOnly: false,
  firmQuoteOnly: false,
  nbboPriceCap: null,
  parentId: 0,
  triggerMethod: 0,
  volatility: null,
  volatilityType: 0,
  deltaNeutralOrderType: "None",
  deltaNeutralAuxPrice: null,
  deltaNeutralConId: 0,
  deltaNeutralSettlingFirm: "",
  deltaNeutralClearingAccount: "",
  deltaNeutralClearingIntent: "",
  deltaNeutralOpenClose: "?",
  deltaNeutralShortSale: false,
  deltaNeutralShortSaleSlot: 0,
  deltaNeutralDesignatedLocation: "",
  continuousUpdate: false,
  referencePriceType: 0,
  trailStopPrice: null,
  trailingPercent: null,
  basisPoints: null,
  basisPointsType: null,
  smartComboRoutingParams: [],
  scaleInitLevelSize: null,
  scaleSubsLevelSize: null,
  scalePriceIncrement: null,
  hedgeType: "",
  optOutSmartRouting: false,
  clearingAccount: "",
  clearingIntent: "IB",
  notHeld: false,
  algoStrategy: "",
  algoParams: [],
  solicited: false,
  whatIf: false,
  randomizeSize: false,
  randomizePrice: false,
  conditions: [],
  conditionsIgnoreRth: false,
  conditionsCancelOrder: false,
  adjustedOrderType: "None",
  triggerPrice: null,
  lmtPriceOffset: null,
  adjustedStopPrice: null,
  adjustedStopLimitPrice: null,
  adjustedTrailingAmount: null,
  adjustableTrailingUnit: 0,
  cashQty: 0,
  dontUseAutoPriceForHedge: true,
  isOmsContainer: false,
  discretionaryUpToLimitPrice: false,
  usePriceMgmtAlgo: 0,
  duration: null,
  postToAts: null,
  autoCancelParent: false,
  minTradeQty: null,
  minCompeteSize: null,
  competeAgainstBestOffset: null,
  midOffsetAtWhole: null,
  midOffsetAtHalf: null,
  customerAccount: "",
  professionalCustomer: false,
  bondAccruedInterest: "",
  includeOvernight: false,
  extOperator: "",
  manualOrderIndicator: null,
  imbalanceOnly: false,
  autoCancelDate: "",
  refFuturesConId: null,
  routeMarketableToBbo: 0,
  shareholder: "Not an insider or substantial shareholder",
  parentPermId: null,
};

/** Protobuf has no empty fields to be filled, and a flag more. */
const unstatedInProtobuf: OrderTerms = {
  ...unstated,
  discretionaryAmt: null,
  cashQty: null,
  deltaNeutralConId: null,
  deltaNeutralOpenClose: null,
  seekPriceImprovement: 0,
};

/** What clients say for the host alone. */
const onlyAsked: ReadonlySet<string> = new Set([
  "advancedErrorOverride",
  "manualOrderTime",
  "overridePercentageConstraints",
  "orderMiscOptions",
  "rfq1",
  "rfq2",
]);

/** The name of the user, as paper logins have them. */
const submitter = "paperuser";

/** The order's fields: what the client wrote, what the host fills in, and what has become of it. */
function orderOf(order: LiveOrder, serverVersion: number): OrderTerms {
  const { terms } = order;
  // As text, clients write every field; what says nothing is not what they said.
  const { transmit: _, ...said } = sparse(terms);
  const stated = Object.fromEntries(Object.entries(said).filter(([key]) => !onlyAsked.has(key))) as OrderTerms;
  // Hosts report a stop with limit orders too, one above the limit. Source: captured OPEN_ORDER of purchases.
  const odd =
    terms.orderType === "LMT" && isBuy(order) && terms.lmtPrice ? Number((terms.lmtPrice + 1).toFixed(8)) : null;
  return {
    ...(isText(serverVersion) ? unstated : unstatedInProtobuf),
    trailStopPrice: order.stop ?? odd,
    ...stated,
    ...(order.stop !== null && { trailStopPrice: Number(order.stop.toFixed(8)) }),
    ...(order.limit !== null && { lmtPrice: Number(order.limit.toFixed(8)) }),
    orderId: order.orderId,
    clientId: order.clientId,
    permId: order.permId,
    account: order.account,
    totalQuantity: quantityText(order.quantity),
    filledQuantity: quantityText(order.filled),
    ocaGroup: order.ocaGroup,
    ocaType: order.ocaType || 3,
    sharesAllocation: sharesAllocation(order),
    softDollarTier: { name: "", value: "", displayName: "", ...terms.softDollarTier },
    parentPermId: order.parent || null,
    submitter,
  };
}

/** `permId.number/account/quantity`, one part after the other. */
const sharesAllocation = ({ permId, account, quantity, allocations }: LiveOrder): string =>
  (allocations.length > 0 ? allocations : [{ account, quantity }])
    .map((part, index) => `${permId}.${index}/${part.account}/${quantityText(part.quantity)}`)
    .join(" ");

/** The contract as the client asked for it, with all that the host knows. */
export function orderContract(universe: Universe, order: LiveOrder, serverVersion: number): HostContractFields {
  const instrument = tradedBy(universe, order);
  const { exchange, comboLegs, deltaNeutralContract } = order.contract;
  const described: HostContractFields = instrument ? universe.describe(instrument, exchange ?? undefined) : {};
  return {
    ...described,
    primaryExch: null,
    ...(isText(serverVersion) && { right: described.right || "?" }),
    comboLegsDescrip: described.comboLegsDescrip ?? "",
    comboLegs: comboLegs ?? [],
    ...(deltaNeutralContract && { deltaNeutralContract }),
  };
}

const noMargins: OrderState = {
  initMarginBefore: null,
  maintMarginBefore: null,
  equityWithLoanBefore: null,
  initMarginChange: null,
  maintMarginChange: null,
  equityWithLoanChange: null,
  initMarginAfter: null,
  maintMarginAfter: null,
  equityWithLoanAfter: null,
  commissionAndFees: null,
  minCommissionAndFees: null,
  maxCommissionAndFees: null,
  commissionAndFeesCurrency: "",
  marginCurrency: "",
  initMarginBeforeOutsideRTH: null,
  maintMarginBeforeOutsideRTH: null,
  equityWithLoanBeforeOutsideRTH: null,
  initMarginChangeOutsideRTH: null,
  maintMarginChangeOutsideRTH: null,
  equityWithLoanChangeOutsideRTH: null,
  initMarginAfterOutsideRTH: null,
  maintMarginAfterOutsideRTH: null,
  equityWithLoanAfterOutsideRTH: null,
  suggestedSize: null,
  rejectReason: "",
  orderAllocations: [],
  warningText: "",
};

const cents = (value: number): number => Number(value.toFixed(2));

/** The effect of an order that is only thought of. Outside regular hours it is the same in this model. */
function previewState(order: LiveOrder, preview: Preview): OrderState {
  const { initialBefore, maintenanceBefore, equityBefore, initialAfter, maintenanceAfter, equityAfter } = preview;
  const figures = {
    initMarginBefore: cents(initialBefore),
    maintMarginBefore: cents(maintenanceBefore),
    equityWithLoanBefore: cents(equityBefore),
    initMarginChange: cents(initialAfter - initialBefore),
    maintMarginChange: cents(maintenanceAfter - maintenanceBefore),
    equityWithLoanChange: cents(equityAfter - equityBefore),
    initMarginAfter: cents(initialAfter),
    maintMarginAfter: cents(maintenanceAfter),
    equityWithLoanAfter: cents(equityAfter),
  };
  const outside = Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${key}OutsideRTH`, value]));
  const enough = equityAfter >= initialAfter || initialAfter <= initialBefore;
  return {
    ...noMargins,
    ...figures,
    ...outside,
    status: "PreSubmitted",
    commissionAndFees: preview.commission,
    minCommissionAndFees: preview.commission,
    maxCommissionAndFees: preview.commission,
    commissionAndFeesCurrency: preview.commissionCurrency,
    marginCurrency: preview.base,
    warningText: enough ? "" : "The account's margin does not allow this order.",
    orderAllocations: preview.allocations.map(({ account, held, quantity }) => ({
      account,
      position: quantityText(held),
      positionDesired: quantityText(quantity * directionOf(order)),
      positionAfter: quantityText(held + quantity * directionOf(order)),
      desiredAllocQty: quantityText(quantity),
      allowedAllocQty: quantityText(quantity),
      isMonetary: false,
    })),
  };
}

const stateOf = (order: LiveOrder): OrderState => ({
  ...noMargins,
  status: order.status,
  rejectReason: order.status === "Inactive" && order.endedAs.startsWith("Order rejected") ? order.endedAs : "",
});

/** OPEN_ORDER. @param preview the order is only thought of */
export const openOrderFields = (
  universe: Universe,
  order: LiveOrder,
  serverVersion: number,
  preview?: Preview,
): FieldsOf<"OPEN_ORDER"> => ({
  orderId: order.orderId,
  contract: orderContract(universe, order, serverVersion),
  order: { ...orderOf(order, serverVersion), whatIf: preview !== undefined },
  orderState: preview ? previewState(order, preview) : stateOf(order),
});

export const orderStatusFields = (order: LiveOrder): FieldsOf<"ORDER_STATUS"> => ({
  orderId: order.orderId,
  status: order.status,
  filled: quantityText(order.filled),
  remaining: quantityText(remainingOf(order)),
  avgFillPrice: order.averagePrice,
  permId: order.permId,
  parentId: order.terms.parentId ?? 0,
  lastFillPrice: order.lastPrice,
  clientId: order.clientId,
  whyHeld: order.whyHeld,
  mktCapPrice: 0,
});

export function completedOrderFields(
  universe: Universe,
  order: LiveOrder,
  serverVersion: number,
): FieldsOf<"COMPLETED_ORDER"> {
  const status = order.status === "ApiCancelled" ? "Cancelled" : order.status;
  return {
    contract: orderContract(universe, order, serverVersion),
    // What is over has no order id of a client any more, and nothing left to be done.
    order: { ...orderOf(order, serverVersion), totalQuantity: quantityText(order.quantity) },
    orderState: {
      status,
      completedTime: isEnded(order) ? momentText(order.endedAt) : "",
      completedStatus: order.endedAs,
    },
  };
}

/** Times of executions have a zone since hosts write that of the instrument; before, two blanks stood between. */
const executionTime = (ms: number, serverVersion: number): string =>
  serverVersion >= gates.INSTRUMENT_TIMEZONE.version
    ? momentText(ms)
    : momentText(ms).replace(/^(\S+) (\S+) .*$/, "$1  $2");

/** EXECUTION_DATA. @param reqId -1 for an execution that has just taken place */
export function executionFields(
  universe: Universe,
  book: Book,
  execution: Execution,
  reqId: number,
  serverVersion: number,
): FieldsOf<"EXECUTION_DATA"> {
  const instrument = tradedContract(universe, book, execution.conId);
  return {
    reqId,
    contract: instrument ? { ...universe.describe(instrument, execution.exchange), primaryExch: null } : {},
    execution: {
      orderId: execution.orderId,
      execId: execution.execId,
      time: executionTime(execution.at, serverVersion),
      acctNumber: execution.account,
      exchange: execution.exchange,
      side: execution.side,
      shares: quantityText(execution.quantity),
      price: execution.price,
      permId: execution.permId,
      clientId: execution.clientId,
      isLiquidation: false,
      cumQty: quantityText(execution.filled),
      avgPrice: execution.averagePrice,
      orderRef: execution.orderRef,
      evRule: "",
      evMultiplier: null,
      modelCode: execution.modelCode,
      lastLiquidity: execution.liquidity,
      isPriceRevisionPending: false,
      submitter,
      optExerciseOrLapseType: execution.exercise,
    },
  };
}

export const commissionFields = (execution: Execution): FieldsOf<"COMMISSION_AND_FEES_REPORT"> => ({
  execId: execution.execId,
  commissionAndFees: execution.commission,
  currency: execution.commissionCurrency,
  realizedPNL: execution.realized,
  bondYield: null,
  yieldRedemptionDate: "",
});
