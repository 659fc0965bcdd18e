/**
 * The order: every field that a request may set or a host may report. One long table, because the protocol has one
 * order for all order types; the fields without a number exist in the text form only.
 */
import { bool, decimal, double, int, long, many, one, shape, string, tags } from "../schema.ts";
import {
  actions,
  adjustableTrailingUnits,
  algoStrategies,
  auctionStrategies,
  clearingIntents,
  faMethods,
  hedgeTypes,
  manualOrderIndicators,
  ocaTypes,
  openCloses,
  optionalFlags,
  orderTypes,
  origins,
  referencePriceTypes,
  rule80A,
  shortSaleSlots,
  timesInForce,
  triggerMethods,
  volatilityTypes,
} from "../codes/order-codes.ts";
import {
  accountText,
  allocationText,
  codeText,
  dateTimeText,
  exchangeText,
  numberText,
  overrideText,
  wordText,
} from "../patterns.ts";
import { OrderCondition } from "../groups/order-condition.ts";

export const SoftDollarTier = shape("SoftDollarTier", {
  name: string(1, "Name of the tier; empty when the order has none"),
  value: string(2, "Value of the tier, which goes with the name", { aka: ["val"] }),
  displayName: string(3, "Name of the tier as shown to the user; reported by the host, not sent"),
});

export const Order = shape(
  "Order",
  {
    clientId: int(1, "API client that placed the order; 0 also for orders entered in TWS"),
    orderId: int(2, "Order id of the API client; 0 for orders of others, negative for orders bound automatically"),
    permId: long(
      3,
      "The host's own id of the order, unique in the account and kept over sessions; 0 while not assigned",
    ),
    parentId: int(4, "Order id of the parent, for bracket, hedge and attached orders; 0 without one"),
    action: string(5, "Side of the order; BUY or SELL for all but some institutional accounts", {
      filled: true,
      codes: actions,
      pattern: wordText,
    }),
    totalQuantity: decimal(6, "Size of the order; 0 for orders by amount or by percentage change", {
      unit: "shares or contracts",
      min: 0,
    }),
    displaySize: int(7, "Size shown to the market (iceberg); 0 or unset shows all of it", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    orderType: string(8, "Type of order; decides what lmtPrice and auxPrice mean", {
      filled: true,
      codes: orderTypes,
      pattern: codeText,
    }),
    lmtPrice: double(9, "Limit price; for relative and pegged orders the cap, unset where the type has no limit", {
      blank: true,
      unit: "the contract's currency",
    }),
    auxPrice: double(
      10,
      "Stop or trigger price, trailing amount or offset, by order type; unset where the type has none",
      { blank: true, unit: "the contract's currency" },
    ),
    tif: string(11, "How long the order stays in force; empty means DAY", { codes: timesInForce, pattern: wordText }),
    account: string(12, "Account of the order; required with several accounts unless a group is given", {
      pattern: accountText,
    }),
    settlingFirm: string(13, "Firm that settles the trade; institutions only"),
    clearingAccount: string(
      14,
      "True owner of the order; execution-only customers, and futures reported to the exchange",
    ),
    clearingIntent: string(
      15,
      "Where the trade is to be cleared; execution-only customers, hosts report IB otherwise",
      {
        codes: clearingIntents,
        pattern: wordText,
      },
    ),
    allOrNone: bool(16, "Whether the order must be filled in one execution or not at all"),
    blockOrder: bool(17, "Whether the order is a block order at the ISE; large option orders only"),
    hidden: bool(18, "Whether the order is kept out of the order book; exchanges that allow it only"),
    outsideRth: bool(19, "Whether the order may trigger and fill outside regular trading hours"),
    sweepToFill: bool(20, "Whether price levels at several exchanges are taken at once, for speed over price"),
    percentOffset: double(
      21,
      "Offset of a relative order in percent of the price, up to 100; unset when auxPrice gives an amount",
      { blank: true, min: 0, unit: "percent" },
    ),
    trailingPercent: double(22, "Trailing amount as a percentage of the price; replaces the amount in auxPrice", {
      blank: true,
      unit: "percent",
      min: 0,
    }),
    trailStopPrice: double(
      23,
      "Stop price from which a TRAIL LIMIT order starts; hosts report a value on other types too",
      { blank: true, unit: "the contract's currency" },
    ),
    minQty: int(24, "Smallest quantity of a fill; unset without a minimum", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    goodAfterTime: string(25, "Time from which the order is active; empty for at once", { pattern: dateTimeText }),
    goodTillDate: string(26, "Time until which a GTD order is active; not together with duration", {
      pattern: dateTimeText,
    }),
    ocaGroup: string(27, "Name of the one-cancels-all group, chosen by the user; empty without one"),
    orderRef: string(28, "Reference of the user's own, kept with the order and its executions"),
    rule80A: string(29, "Capacity in which an institution trades; empty otherwise", {
      codes: rule80A,
      pattern: codeText,
    }),
    ocaType: int(30, "What happens to the rest of the one-cancels-all group on a fill", { codes: ocaTypes, min: 0 }),
    triggerMethod: int(31, "Price that triggers a simulated stop; 0 for the usual one of the instrument", {
      codes: triggerMethods,
      min: 0,
    }),
    activeStartTime: string(32, "Start of the time in which a GTC scale order is active", { pattern: dateTimeText }),
    activeStopTime: string(33, "End of the time in which a GTC scale order is active", { pattern: dateTimeText }),
    faGroup: string(34, "Account group of an advisor's allocated order; empty otherwise"),
    faMethod: string(35, "How an advisor's order is divided among the group; empty for the method of the group", {
      codes: faMethods,
      pattern: wordText,
    }),
    faPercentage: string(36, "Percentage for the allocation method PctChange; empty otherwise", {
      unit: "percent",
      pattern: numberText,
    }),
    volatility: double(37, "Volatility at which a VOL order is priced; unset for other types", {
      blank: true,
      unit: "percent",
      min: 0,
    }),
    volatilityType: int(38, "Period of the volatility of a VOL order; 0 for other types", {
      blank: true,
      codes: volatilityTypes,
      min: 0,
    }),
    continuousUpdate: bool(39, "Whether the limit of a VOL order follows the underlying"),
    referencePriceType: int(40, "Price of the underlying that prices a VOL order; 0 for other types", {
      blank: true,
      codes: referencePriceTypes,
      min: 0,
    }),
    deltaNeutralOrderType: string(41, "Type of the hedge order of a VOL order; hosts write None on ordinary orders", {
      codes: orderTypes,
      pattern: codeText,
    }),
    deltaNeutralAuxPrice: double(42, "Stop price or offset of the hedge order, for types that need one", {
      min: 0,
      blank: true,
      unit: "the underlying's currency",
    }),
    deltaNeutralConId: int(43, "Contract id of the instrument used for the hedge; 0 without one", { min: 0 }),
    deltaNeutralOpenClose: string(
      44,
      "Whether the hedge opens or closes a position; hosts write ? on ordinary orders",
      {
        codes: openCloses,
        pattern: codeText,
      },
    ),
    deltaNeutralShortSale: bool(45, "Whether the stock of the hedge is sold short"),
    deltaNeutralShortSaleSlot: int(46, "Where the shares of a hedge sold short come from; 0 for other hedges", {
      codes: shortSaleSlots,
      min: 0,
    }),
    deltaNeutralDesignatedLocation: string(
      47,
      "Where the shares of the hedge are held, when its short-sale slot is 2",
      {
        pattern: codeText,
      },
    ),
    scaleInitLevelSize: int(48, "Size of the first component of a scale order; unset for other orders", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    scaleSubsLevelSize: int(49, "Size of the later components of a scale order; unset for the size of the first", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    scalePriceIncrement: double(50, "Price step between the components; makes the order a scale order when above 0", {
      min: 0,
      blank: true,
      unit: "the contract's currency",
    }),
    scalePriceAdjustValue: double(
      51,
      "Amount by which the starting price is moved at every interval; scale orders with adjustment",
      { blank: true, unit: "the contract's currency" },
    ),
    scalePriceAdjustInterval: int(
      52,
      "Time between two moves of the starting price; scale orders with adjustment, unit not documented",
      { blank: true, min: 0 },
    ),
    scaleProfitOffset: double(
      53,
      "Profit at which a filled component is closed again; scale orders with profit taking",
      {
        min: 0,
        blank: true,
        unit: "the contract's currency",
      },
    ),
    scaleAutoReset: bool(54, "Whether the scale starts again once it has ended; scale orders with profit taking"),
    scaleInitPosition: int(55, "Position with which the scale order starts", {
      blank: true,
      unit: "shares or contracts",
    }),
    scaleInitFillQty: int(56, "Quantity of the first component that counts as filled at the start", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    scaleRandomPercent: bool(57, "Whether the sizes of the components are varied at random"),
    scaleTable: string(58, "Prices and sizes of a scale order set by hand, as a table in one text"),
    hedgeType: string(59, "Kind of hedging child order; empty for other orders", {
      codes: hedgeTypes,
      pattern: wordText,
    }),
    hedgeParam: string(60, "Beta of a beta hedge or ratio of a pair trade; only on the wire with a hedgeType", {
      pattern: numberText,
    }),
    algoStrategy: string(61, "Algorithm that works the order; empty without one", {
      codes: algoStrategies,
      pattern: wordText,
    }),
    algoParams: tags(62, "Parameters of the algorithm by name; only with algoStrategy"),
    algoId: string(63, "Identifier of the algorithmic trading that made the order; the user's own"),
    smartComboRoutingParams: tags(64, "Routing parameters of a combination sent to SMART, such as NonGuaranteed"),
    whatIf: bool(65, "Whether only margin and commission are computed; the order is not placed"),
    transmit: bool(66, "Whether the order is sent on; 0 leaves it in TWS until it or a child is transmitted"),
    overridePercentageConstraints: bool(
      67,
      "Whether the precautionary percentage limits of TWS are overridden for this order",
    ),
    openClose: string(68, "Whether the order opens or closes a position; institutions only, empty otherwise", {
      codes: openCloses,
      pattern: codeText,
    }),
    origin: int(69, "Whether the order is for a customer or for the firm; institutions only, else 0", {
      codes: origins,
      min: 0,
    }),
    shortSaleSlot: int(70, "Where the shares of a short sale come from; institutions only, else 0", {
      codes: shortSaleSlots,
      min: 0,
    }),
    designatedLocation: string(
      71,
      "Where the shares to be sold short are held, when shortSaleSlot is 2; empty otherwise",
      { pattern: codeText },
    ),
    exemptCode: int(72, "Exemption of a short sale from the uptick rule; execution-only accounts", {
      special: { "-1": "not marked as exempt" },
    }),
    deltaNeutralSettlingFirm: string(73, "Firm that settles the hedge; institutions only"),
    deltaNeutralClearingAccount: string(74, "True owner of the hedge; execution-only customers"),
    deltaNeutralClearingIntent: string(75, "Where the hedge is to be cleared; execution-only customers", {
      codes: clearingIntents,
      pattern: wordText,
    }),
    discretionaryAmt: double(76, "Amount beyond the limit that may be used at discretion; 0 for none", {
      min: 0,
      blank: true,
      unit: "the contract's currency",
    }),
    optOutSmartRouting: bool(77, "Whether smart routing is refused for an order sent straight to ASX"),
    startingPrice: double(78, "Starting price of an auction at BOX, or of a pegged order", {
      min: 0,
      blank: true,
      unit: "the contract's currency",
    }),
    stockRefPrice: double(
      79,
      "Stock price from which a pegged-to-stock or VOL order is computed; unset for the current midpoint",
      { min: 0, blank: true, unit: "the underlying's currency" },
    ),
    delta: double(
      80,
      "Delta by which a pegged-to-stock order follows the stock, 0 to 100; also of an auction order at BOX",
      {
        blank: true,
        unit: "percent",
      },
    ),
    stockRangeLower: double(81, "Stock price below which a pegged-to-stock or VOL order is cancelled", {
      min: 0,
      blank: true,
      unit: "the underlying's currency",
    }),
    stockRangeUpper: double(82, "Stock price above which a pegged-to-stock or VOL order is cancelled", {
      min: 0,
      blank: true,
      unit: "the underlying's currency",
    }),
    notHeld: bool(83, "Whether the order is not held: at IBDARK it only rests in the book"),
    orderMiscOptions: tags(84, "Options for internal use by tag; normally empty"),
    solicited: bool(85, "Whether the broker or advisor suggested the order and the client approved it"),
    randomizeSize: bool(86, "Whether the size is varied at random; VOL orders and their pegged kinds only"),
    randomizePrice: bool(87, "Whether the price is varied at random; VOL orders and their pegged kinds only"),
    referenceContractId: int(88, "Contract id of the benchmark; pegged-to-benchmark orders only", { min: 0 }),
    peggedChangeAmount: double(89, "Amount by which the price of the order moves; pegged-to-benchmark orders only", {
      unit: "the contract's currency",
    }),
    isPeggedChangeAmountDecrease: bool(
      90,
      "Whether the price of the order falls when the benchmark rises; pegged-to-benchmark only",
    ),
    referenceChangeAmount: double(
      91,
      "Move of the benchmark that moves the order once; pegged-to-benchmark orders only",
      { unit: "the benchmark's currency" },
    ),
    referenceExchangeId: string(92, "Exchange at which the benchmark is watched; pegged-to-benchmark orders only", {
      pattern: exchangeText,
      aka: ["referenceExchange"],
    }),
    adjustedOrderType: string(
      93,
      "Order type that a stop is changed into when triggerPrice is passed; hosts write None otherwise",
      { codes: orderTypes, pattern: codeText },
    ),
    triggerPrice: double(94, "Price at which a stop is adjusted; unset for stops that are not adjustable", {
      blank: true,
      unit: "the contract's currency",
    }),
    adjustedStopPrice: double(95, "Stop price after the adjustment; unset for stops that are not adjustable", {
      blank: true,
      unit: "the contract's currency",
    }),
    adjustedStopLimitPrice: double(96, "Limit price after the adjustment, when the stop becomes a stop limit", {
      blank: true,
      unit: "the contract's currency",
    }),
    adjustedTrailingAmount: double(97, "Trailing amount after the adjustment, when the stop becomes a trailing one", {
      blank: true,
    }),
    adjustableTrailingUnit: int(98, "Unit of adjustedTrailingAmount", { codes: adjustableTrailingUnits, min: 0 }),
    lmtPriceOffset: double(99, "Distance of the limit from the stop; TRAIL LIMIT orders, instead of a limit price", {
      blank: true,
      unit: "the contract's currency",
    }),
    conditions: many(
      100,
      OrderCondition,
      "Conditions that must hold before the order is sent, or cancelled; empty for most orders",
    ),
    conditionsCancelOrder: bool(101, "Whether the conditions cancel the order rather than send it"),
    conditionsIgnoreRth: bool(102, "Whether the conditions also count outside regular trading hours"),
    modelCode: string(103, "Model portfolio of the order; empty without one"),
    extOperator: string(104, "Person or team responsible for the order, by CME rule 576; futures traders only"),
    softDollarTier: one(105, SoftDollarTier, "Soft dollar tier for the order; registered advisors and funds only"),
    cashQty: double(106, "Amount of money to trade instead of a quantity; unset for orders by quantity", {
      blank: true,
      unit: "the contract's currency",
      min: 0,
    }),
    mifid2DecisionMaker: string(107, "Short code of the person who made the investment decision (MiFIR reporting)"),
    mifid2DecisionAlgo: string(108, "Short code of the algorithm that made the investment decision (MiFIR reporting)"),
    mifid2ExecutionTrader: string(109, "Short code of the person responsible for the execution (MiFIR reporting)"),
    mifid2ExecutionAlgo: string(110, "Short code of the algorithm responsible for the execution (MiFIR reporting)"),
    dontUseAutoPriceForHedge: bool(
      111,
      "Whether the price of a hedge order is not set automatically; hosts report 1 on ordinary orders",
    ),
    isOmsContainer: bool(112, "Whether the order becomes a ticket, when TWS serves as an order management system"),
    discretionaryUpToLimitPrice: bool(113, "Whether a relative order may use discretion up to its limit price (D-Peg)"),
    autoCancelDate: string(114, "Day on which a GTC order is cancelled automatically; reported for completed orders"),
    filledQuantity: decimal(115, "Quantity filled, as reported with completed orders", {
      unit: "shares or contracts",
      min: 0,
    }),
    refFuturesConId: int(116, "Contract id of a reference future; reported by hosts, unset for most orders", {
      min: 0,
    }),
    autoCancelParent: bool(117, "Whether the parent is cancelled when this child is cancelled"),
    shareholder: string(
      118,
      "What the account's owner declared about holding the issuer's shares, in words; reported by hosts",
    ),
    imbalanceOnly: bool(119, "Whether the order takes part in an auction only against an imbalance"),
    routeMarketableToBbo: int(
      120,
      "Whether a marketable order is sent to the best quote; empty for the setting of the host",
      { codes: optionalFlags, min: 0, since: "ADDITIONAL_ORDER_PARAMS_2" },
    ),
    parentPermId: long(121, "permId of the parent order; unset without one"),
    usePriceMgmtAlgo: int(122, "Whether the broker's price management is used; empty leaves it to the host", {
      blank: true,
      codes: optionalFlags,
      min: 0,
    }),
    duration: int(123, "Time for which a GTD order is active; not together with goodTillDate", {
      blank: true,
      unit: "seconds",
      min: 0,
    }),
    postToAts: int(124, "Time for which the order rests at IBKRATS before it is sent on", {
      blank: true,
      unit: "seconds",
      min: 0,
    }),
    advancedErrorOverride: string(
      125,
      "Rejections to be overridden, from advancedOrderRejectJson of the error, joined by commas",
      { pattern: overrideText },
    ),
    manualOrderTime: string(126, "When a broker or advisor received an order entered by hand; empty otherwise", {
      unit: "UTC in the form with a dash",
      pattern: dateTimeText,
    }),
    minTradeQty: int(127, "Smallest trade at IBKRATS; pegged-to-best and pegged-to-midpoint orders", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    minCompeteSize: int(128, "Smallest size on the other side to compete for; pegged-to-best orders", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    competeAgainstBestOffset: double(
      129,
      "Offset from the best quote of a pegged-to-best order; Infinity stands for up to the midpoint",
      { min: 0, blank: true, unit: "the contract's currency" },
    ),
    midOffsetAtWhole: double(
      130,
      "Offset from the midpoint when the spread is an even number of cents; PEG MID and PEG BEST",
      { blank: true, unit: "the contract's currency" },
    ),
    midOffsetAtHalf: double(
      131,
      "Offset from the midpoint when the spread is an odd number of cents; PEG MID and PEG BEST",
      { blank: true, unit: "the contract's currency" },
    ),
    customerAccount: string(132, "Id of the end customer in a nondisclosed omnibus account; empty otherwise"),
    professionalCustomer: bool(133, "Whether that end customer is a professional; nondisclosed omnibus accounts only", {
      aka: ["isProCustomer"],
    }),
    bondAccruedInterest: string(134, "Accrued interest that is paid with a bond, as decimal text; reported by hosts", {
      unit: "the contract's currency",
    }),
    includeOvernight: bool(135, "Whether the order also works in the overnight session"),
    manualOrderIndicator: int(136, "Whether a person or a program entered the order; US futures, by CME rule 576", {
      blank: true,
      codes: manualOrderIndicators,
      min: 0,
    }),
    submitter: string(137, "User name that submitted the order; reported by hosts"),
    deactivate: bool(138, "Whether the order is kept deactivated instead of working; little documented", {
      since: "ADDITIONAL_ORDER_PARAMS_1",
    }),
    postOnly: bool(139, "Whether the order may only rest in the book and never take liquidity", {
      since: "ADDITIONAL_ORDER_PARAMS_1",
    }),
    allowPreOpen: bool(140, "Whether the order may work before the opening; little documented", {
      since: "ADDITIONAL_ORDER_PARAMS_1",
    }),
    ignoreOpenAuction: bool(141, "Whether the order stays out of the opening auction; little documented", {
      since: "ADDITIONAL_ORDER_PARAMS_1",
    }),
    seekPriceImprovement: int(
      142,
      "Whether routing looks for a better price than quoted; empty for the setting of the host",
      { codes: optionalFlags, min: 0, since: "ADDITIONAL_ORDER_PARAMS_2" },
    ),
    whatIfType: int(143, "Kind of what-if computation; values are not documented", {
      min: 0,
      since: "ADDITIONAL_ORDER_PARAMS_2",
    }),
    hedgeMaxSize: int(144, "Largest size of a hedge order; little documented", {
      unit: "shares or contracts",
      min: 0,
      since: "HEDGE_MAX_SIZE",
    }),
    conditionsIncludeOvernight: bool(145, "Whether the conditions also count in the overnight session", {
      since: "UNIFIED_VERSION_COND_ORDER_WITH_OVERNIGHT_PARAM",
    }),
    auctionStrategy: int(null, "Auction strategy at BOX; 0 for other orders; text form only", {
      blank: true,
      codes: auctionStrategies,
      min: 0,
    }),
    basisPoints: double(null, "Price of an exchange-for-physical order; unset for other orders; text form only", {
      blank: true,
      unit: "basis points",
    }),
    basisPointsType: int(
      null,
      "Kind of the basis points of an exchange-for-physical order; values are not documented; text form only",
      { blank: true, min: 0 },
    ),
    notSuppScaleNumComponents: int(
      null,
      "Number of scale components; openOrder below message version 20 only, no longer supported",
      { blank: true, min: 0 },
    ),
    sharesAllocation: string(
      null,
      "How the order is divided: permId and number, account and quantity; clients ignore it and send it empty",
      { pattern: allocationText },
    ),
    faProfile: string(null, "Allocation profile of an advisor's order; no longer on the wire from server version 177"),
    eTradeOnly: bool(null, "Whether only electronic quotes are traded with; no longer supported, still on the wire"),
    firmQuoteOnly: bool(null, "Whether only firm quotes are traded with; no longer supported, still on the wire"),
    nbboPriceCap: double(null, "Largest distance from the best quote; no longer supported, still on the wire, unset", {
      min: 0,
      blank: true,
      unit: "the contract's currency",
    }),
    rfq1: string(null, "Placeholder of server versions 187 to 189, sent empty; meant for an external user id", {
      aka: ["externalUserId"],
    }),
    rfq2: int(null, "Placeholder of server versions 187 to 189, sent unset; meant for the manual order indicator", {
      min: 0,
    }),
  },
  {
    brief: [
      "action",
      "totalQuantity",
      "orderType",
      "lmtPrice",
      "auxPrice",
      "tif",
      "account",
      "orderRef",
      "parentId",
      "transmit",
    ],
  },
);
