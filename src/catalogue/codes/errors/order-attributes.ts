/** Codes 354 to 499: market data permission, and attributes that an order, an algo or a scan cannot have. */
import { codes, officialList, olderOfficialList, reported, type ErrorCode } from "./error-code.ts";

export const orderAttributes: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "market data", final: true, source: officialList },
    {
      354: [
        "No subscription of the login covers the requested market data, and no delayed data follows",
        "Subscribe to the data in the client portal, or ask for delayed data with reqMarketDataType(3).",
      ],
      414: ["A snapshot cannot be combined with generic ticks", "Leave genericTickList empty for a snapshot."],
      420: [
        "A real-time bar request was refused: pacing, a missing permission or a field; the text tells which",
        "Read the text; at most 60 new real-time bar requests are allowed in 10 minutes.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList },
    {
      355: ["The order size does not follow the contract's size rule", "Use minSize and sizeIncrement of the details."],
      356: ["A SMART combo cannot be in an OCA group", "Clear ocaGroup."],
      358: "A SMART combo of this kind cannot be a child order",
      359: ["A combo's OCA group can only reduce on fill without block", "Set ocaType to 3."],
      360: ["Margin and cost of a SMART combo cannot be previewed", "Do not set whatIf on this order."],
      361: ["The trigger price is not valid", "Check triggerPrice against the increment and the market."],
      362: ["The adjusted stop price is not valid", "Check adjustedStopPrice."],
      363: ["The adjusted stop-limit price is not valid", "Check adjustedStopLimitPrice."],
      364: ["The adjusted trailing amount is not valid", "Check adjustedTrailingAmount and its unit."],
      367: [
        "The volatility type must be 1 or 2, and only on VOL orders",
        "Set volatilityType to 1 (daily) or 2 (annual).",
      ],
      368: ["The reference price type must be 1 or 2, and only on VOL orders", "Set referencePriceType to 1 or 2."],
      369: ["Volatility orders are for US options only", "Use another order type for this contract."],
      370: ["A dynamic VOL order needs SMART or a price improvement exchange", "Set the exchange to SMART."],
      371: ["A VOL order needs a volatility above zero, other orders none", "Fill in volatility on VOL orders only."],
      372: ["A dynamic VOL attribute stands on an order of another type", "Clear continuousUpdate or use type VOL."],
      373: ["A stock range is for VOL and pegged-to-stock orders only", "Clear stockRangeLower and stockRangeUpper."],
      374: ["The lower end of the stock range must be below the upper end", "Swap the two values."],
      375: ["A stock range cannot be negative", "Use values from zero up."],
      376: [
        "The order cannot be updated continuously at this exchange",
        "Clear continuousUpdate or change the exchange.",
      ],
      377: ["The auxiliary price of the delta hedge order is not valid", "Check deltaNeutralAuxPrice."],
      378: ["The type of the delta hedge order needs an auxiliary price", "Fill in deltaNeutralAuxPrice."],
      379: ["The type of the delta hedge order takes no auxiliary price", "Clear deltaNeutralAuxPrice."],
      380: ["The type is not allowed for a delta hedge order", "Use LMT, MKT or REL."],
      382: [
        "A price breaks the limit of ticks from the market in the order presets",
        "Move the price, or change the limit under Precautionary Settings.",
      ],
      383: [
        "The quantity is above the size limit in the order presets",
        "Lower the quantity, or change the limit under Precautionary Settings.",
      ],
      387: [
        "The exchange does not take this order type for this kind of contract",
        "Use one of orderTypes in the contract details of that exchange.",
      ],
      388: ["The order size is below the minimum", "Use at least minSize of the contract details."],
      389: "The routed order id that was supplied is not unique",
      390: "The routed order id that was supplied is not valid",
      391: ["A time or its zone is not valid", "Send hh:mm:ss, a blank and a zone name such as US/Eastern."],
      392: ["The contract has expired", "Take a later expiry from the contract details."],
      393: "A short sale slot may be given for delta hedge orders only",
      394: "The process time must be 100 to 2000 milliseconds",
      395: [
        "OCA groups are not accepted for the moment, for a reason at the host",
        "Watch the bulletins and try later.",
      ],
      396: [
        "Only market and limit orders are accepted for the contract at the moment",
        "Watch the bulletins; try later.",
      ],
      397: [
        "Only market and limit orders are accepted for the contract at the moment",
        "Watch the bulletins; try later.",
      ],
      398: ["The contract cannot serve as the trigger of a condition", "Choose another contract for the condition."],
      400: ["The algo refused the order; the cause follows in the text", "Check algoStrategy and algoParams."],
      401: ["A text field is too long", "Shorten references, group names and other texts."],
      402: ["Conditions are not possible for this contract", "Send the order without conditions."],
      403: ["The stop price is not valid for the contract", "Check the price increment, and the side of the market."],
      406: ["The currency is not allowed", "Check currency of the contract."],
      407: ["The symbol has characters outside ASCII", "Check the symbol for letters and dashes that only look right."],
      408: ["The price increment of a scale order is not valid", "Check scalePriceIncrement."],
      409: ["A scale order needs a component size", "Fill in scaleInitLevelSize."],
      410: ["The size of later components of a scale order is not valid", "Check scaleSubsLevelSize."],
      411: ["The order cannot trade outside regular hours", "Clear outsideRth."],
      413: ["A preview order must be transmitted", "Set transmit together with whatIf."],
      415: ["An earlier request for quotes is still running", "Wait until it ends."],
      416: "The contract has no requests for quotes",
      417: ["The size of the first component of a scale order is not valid", "Check scaleInitLevelSize."],
      418: ["The profit offset of a scale order is not valid", "Check scaleProfitOffset."],
      419: ["A scale order lacks the size of its first component", "Fill in scaleInitLevelSize."],
      423: "The cross order's request for quotes has expired and its committed size is gone",
      429: ["Delta neutral orders are for combos only", "Use a BAG contract, or clear the delta neutral fields."],
      433: "Restoring the size after a profit does not go with an allocation to several accounts",
      434: ["The order size is zero", "Set totalQuantity above zero."],
      439: ["The algo is unknown to the host", "Check the spelling of algoStrategy and that the exchange has it."],
      441: ["Parameters of the algo are not valid", "Check algoParams; every value travels as text."],
      442: ["The algo is not allowed for this order", "Check that contract, exchange and order type have this algo."],
      443: ["A parameter is unknown to the algo; the text names it", "Check the tags in algoParams."],
      445: "The order's request for quotes is no longer valid",
      446: ["A scale order lacks its profit offset", "Fill in scaleProfitOffset or clear scaleAutoReset."],
      447: ["A scale order lacks price adjustment amount or interval", "Fill in both scalePriceAdjust fields."],
      448: ["The price adjustment interval of a scale order is not valid", "Check scalePriceAdjustInterval."],
      449: ["A price adjustment stands on an order that cannot have one", "Clear both scalePriceAdjust fields."],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: officialList },
    {
      399: [
        "A remark on an accepted order, for example that it waits for the next session or is below a lot",
        "Read the text and follow orderStatus: the order lives unless that says otherwise.",
      ],
      404: [
        "The shares are not at hand for a short sale; the order is held while they are looked for",
        "Wait, or cancel the order; it is sent when shares are found.",
      ],
      481: ["The order quantity was reduced", "Read totalQuantity in the next openOrder."],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "change", source: officialList },
    {
      422: ["Account and clearing fields of a live order cannot be changed", "Cancel the order and place a new one."],
      440: ["The algo of a live order cannot be changed", "Cancel the order and place a new one."],
      444: [
        "A volatility combo is not acknowledged yet and cannot be changed",
        "Wait for orderStatus, then try again.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "change", source: reported("ib-ruby code list") },
    {
      462: [
        "A live order cannot be changed to this time in force; it stays as it was",
        "Cancel the order and place a new one with the other time in force.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: reported("IBC #227") },
    {
      451: [
        "The estimated value of the order is above the total value limit in the order presets",
        "Lower the quantity, or raise the limit under Precautionary Settings of that preset.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: officialList },
    {
      412: ["The contract cannot be traded at present", "Look the contract up anew; it may be delisted or replaced."],
      430: [
        "No fundamental data exists for the security, or the account may not have it",
        "Check reportType and the subscription; the request is gone from newer versions of the API.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: reported("several projects, not in the official list") },
    {
      478: [
        "Fields of the contract contradict its contract id; the text names both values",
        "Send only conId and exchange, or copy every field from the contract details.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: officialList },
    {
      426: ["No account holds enough shares for the sale", "Check the position; a cash account cannot sell short."],
      435: ["The request needs an account", "Fill in account; an advisor login holds several."],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: reported("LEAN PR 245") },
    {
      460: [
        "The account has no permission to trade this contract; answers orders, which are then dead",
        "Ask for the trading permission in the client portal, and look whether the contract still trades.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList },
    {
      436: ["An advisor's order needs an allocation", "Give a single account or an allocation group."],
    },
  ),
  ...codes(
    { class: "error", topic: "scanner", final: true, refuses: "cancel", source: officialList },
    { 365: ["No scan has this id, so there is nothing to cancel", "Harmless after a double cancel; check the id."] },
  ),
  ...codes(
    { class: "error", topic: "scanner", final: true, source: officialList },
    { 385: ["A scan has an id that an active scan still holds", "Cancel the earlier scan or use another id."] },
  ),
  ...codes(
    { class: "error", topic: "scanner", final: true, source: reported("IbPy #54") },
    { 490: ["The scan needs market data subscriptions; the text names them", "Subscribe, or drop that filter."] },
  ),
  ...codes(
    { class: "warning", topic: "scanner", final: false, source: reported("ib_insync PR 196") },
    {
      492: [
        "The scan would be more precise with further market data subscriptions; results follow all the same",
        "Use the results with care, or subscribe to the data that the text names.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, refuses: "cancel", source: officialList },
    {
      366: [
        "No historical data query has this id, so there is nothing to cancel",
        "Harmless when the answer had arrived already; check the id otherwise.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, source: officialList },
    {
      386: [
        "A historical data query has an id that an active query still holds",
        "Cancel the earlier or use another id.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, source: olderOfficialList },
    { 450: "The query for the dividend schedule failed" },
  ),
  ...codes(
    { class: "error", topic: "request", final: true, source: officialList },
    {
      357: ["The client is too old for this request", "Use a newer version of the API client."],
      381: ["The library of the spreadsheet link is too old", "Concerns the spreadsheet link (DDE) only."],
      384: ["An array request of the spreadsheet link is not valid", "Concerns the spreadsheet link (DDE) only."],
    },
  ),
  ...codes(
    { class: "error", topic: "system", source: officialList },
    { 438: ["TWS is locked", "Unlock TWS, or switch off the lock under Lock and Exit."] },
  ),
];
