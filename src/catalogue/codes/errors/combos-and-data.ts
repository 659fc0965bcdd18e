/** Codes 10000 to 10229: combos and hedges, order prompts, cancels, and permission for market and historical data. */
import { codes, officialList, reported, unconfirmed, webApiPrompts, type ErrorCode } from "./error-code.ts";

const prompt =
  "TWS may show the prompt and hold the order until it is answered; bypass order precautions in the API settings.";

export const combosAndData: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList },
    {
      10000: ["A combo has legs in more than one currency", "Use legs of one currency, or trade them one by one."],
      10001: ["A volatility order spans more than one currency", "Use contracts of one currency."],
      10002: ["The legs do not make a non-guaranteed combo", "A non-guaranteed SMART combo has exactly two legs."],
      10003: ["The exchange IBSX is not allowed here", "Choose another exchange."],
      10006: [
        "The parent order is unknown to the host",
        "Send the parent first with transmit off, and the child some 50 ms later under its orderId as parentId.",
      ],
      10007: ["The hedge type is not valid", "Use D, B, F or P."],
      10008: ["The beta of a hedge order is not valid", "Check hedgeParam."],
      10009: ["The ratio of a pair hedge is not valid", "Check hedgeParam."],
      10010: ["The delta hedge order is not valid", "Check the delta neutral fields against the main order."],
      10011: ["SMART combos do not exist in this currency", "Route the combo to an exchange."],
      10013: ["The order cannot be SMART routed as it stands", "Set optOutSmartRouting."],
      10015: [
        "Trading through the API is not allowed",
        "Check the read-only setting of the API and the trading permission of the login.",
      ],
      10020: ["The display size must be below the order size", "Lower displaySize."],
    },
  ),
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList },
    {
      10005: ["Models cannot be changed through the API", "Change the model in TWS."],
      10012: ["The allocation percentage is not valid", "Check faPercentage."],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", source: officialList },
    {
      10018: "Orders are shown by EV, a term that the documentation does not explain",
      10019: "Trades are shown by EV, a term that the documentation does not explain",
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: reported("several projects, not in the official list") },
    {
      10043: [
        "The combo routing tag NonGuaranteed is missing or not 0 or 1",
        "Set it in smartComboRoutingParams, or leave it out where the combo is routed to an exchange.",
      ],
      10052: [
        "The time in force is not valid, or not for this contract and route",
        "Use one that the order ticket of TWS offers; overnight forms of other interfaces do not work here.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: reported("ibkr-go live captures") },
    { 10063: ["The hedging contract of an FX hedge must be a pair with the parent's currency", "Check the child."] },
  ),
  ...codes(
    { class: "warning", topic: "order", source: webApiPrompts, advice: prompt },
    {
      10082: "The bond has been called, and the order asks for confirmation",
      10138: "The change of size is above the limit in the presets and asks for confirmation",
      10151: "The risks of market orders are to be confirmed",
      10152: "The risks of stop orders are to be confirmed",
      10153: "A price cap may be put on the order, and this is to be confirmed",
      10164: "The limits of orders by amount of money are to be confirmed",
      10223: "An order by amount of money is simulated and asks for confirmation",
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, refuses: "cancel", source: officialList },
    {
      10147: [
        "The order that is to be cancelled is unknown to the host",
        "Do not wait any longer: it never arrived, belongs to another client id, or ended in an earlier session.",
      ],
      10148: [
        "The order cannot be cancelled in its present state, which the text names",
        "Do not wait any longer: it is filled, cancelled or being cancelled; read orderStatus and executions.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: unconfirmed },
    {
      10198: ["An order that was entered by hand could not be bound to this client", "Use client id 0 to bind orders."],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", source: reported("rust-ibapi PR 677, ibkr-go live captures") },
    {
      10089: [
        "The login has the data but the API needs a further subscription; delayed data may follow",
        "Ask reqMarketDataType(3) to take delayed data, or subscribe; some hosts send nothing more on this id.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", final: false, source: officialList },
    {
      10090: [
        "Part of the requested data is not subscribed; the other ticks keep coming",
        "Go on with what arrives; greeks also need data of the underlying.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", final: false, source: reported("rust-ibapi PR 804") },
    {
      10091: [
        "Part of the requested data needs a further subscription for the API; the other ticks keep coming",
        "Go on with what arrives, or subscribe to the rest.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", final: false, source: reported("rust-ibapi PR 672") },
    {
      10167: [
        "The data is not subscribed, and delayed data follows on the same id",
        "Read tick types 66 to 76 and 88 to 90; subscribe if live data is needed.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "depth", final: true, source: reported("IB4m #1, ibkr-go live captures") },
    {
      10092: [
        "The exchange has no depth for this kind of contract, or the account has none from it",
        "Ask reqMktDepthExchanges which exchanges give depth, and use isSmartDepth with SMART.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, source: reported("deephaven-ib #44") },
    { 10168: ["The data is not subscribed, and delayed data is off", "Subscribe, or ask reqMarketDataType(3) first."] },
  ),
  ...codes(
    { class: "error", topic: "news", final: true, source: reported("deephaven-ib code list") },
    { 10172: ["The news article is not available", "Check providerCode and articleId, and the news subscription."] },
  ),
  ...codes(
    {
      class: "error",
      topic: "historical data",
      final: true,
      source: reported("ib_insync #670, nautilus_trader #4412"),
    },
    {
      10182: [
        "Updating bars stopped or could not start, as the data farm is not connected",
        "Subscribe to this one again after 2104 and 2106; keep the API connection.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, refuses: "cancel", source: reported("several projects") },
    {
      10185: ["No profit and loss subscription has this id, so there is nothing to cancel", "Harmless; check the id."],
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, source: officialList },
    {
      10186: [
        "The data is not subscribed, and delayed data is off; older hosts: no position profit and loss to cancel",
        "Subscribe, or ask reqMarketDataType(3) first.",
      ],
      10189: [
        "Tick-by-tick data was refused: no permission, a login from elsewhere, or a request that is not valid",
        "Read the text; tick-by-tick data needs a live subscription, delayed data does not exist for it.",
      ],
      10225: [
        "A correction of trades at the exchange stopped this bar subscription",
        "Cancel it and subscribe again at once.",
      ],
    },
  ),
  ...codes(
    {
      class: "error",
      topic: "market data",
      final: true,
      source: reported("several projects, not in the official list"),
    },
    {
      10190: [
        "The limit of simultaneous tick-by-tick requests is reached; five were counted at 100 market data lines",
        "Cancel one first; quote booster packs raise the limit.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, source: unconfirmed },
    { 10188: "A request about market data permission failed" },
  ),
  ...codes(
    { class: "error", topic: "market data", source: officialList },
    {
      10197: [
        "Another live session of this user or of its paper account takes the market data",
        "Log the other session out, or share the data between live and paper account in the client portal.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, source: officialList },
    {
      10187: [
        "Historical ticks were refused; the text gives the reason, mostly a missing permission",
        "Subscribe to the data, or ask for bars.",
      ],
    },
  ),
];
