/** Codes 0 and 100 to 199: message rate, ids, the basic checks of an order, and the historical data service. */
import { codes, officialList, reported, type ErrorCode } from "./error-code.ts";

export const ordersAndIds: readonly ErrorCode[] = [
  ...codes(
    { class: "warning", topic: "pacing", final: false, source: reported("ib_insync #443") },
    {
      0: [
        "The client is close to the allowed number of messages per second; the text gives the count",
        "Slow down before the limit is crossed; code 100 follows when it is.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "pacing", final: true, source: officialList },
    {
      100: [
        "The client sent more messages per second than allowed: market data lines divided by two, 50 at 100 lines",
        "Spread requests over time; with rejection switched on in the API settings, the third breach ends the session.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, source: officialList },
    {
      101: [
        "No market data line is free; the limit counts the subscriptions of TWS and of all API clients together",
        "Cancel subscriptions that are not needed or buy quote booster packs; Ctrl-Alt-= in TWS shows the lines in use.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "request", final: true, source: officialList },
    {
      102: [
        "The request has an id that an active request of this client still holds",
        "Give every active request an id of its own, or cancel the earlier request first.",
      ],
      122: [
        "The host cannot match the order with a request, as happens when a message is badly encoded",
        "Compare the fields sent with the layout at the negotiated server version.",
      ],
      138: [
        "A market data request could not be read; the symbol or another field has content that is not allowed",
        "Check the symbol for blanks, signs and letters outside ASCII.",
      ],
      139: [
        "A message could not be read",
        "Compare the fields sent with the layout at the negotiated server version, also of the message before.",
      ],
      143: ["An id is not a whole number", "Send ids as plain integers."],
      145: [
        "A field has a value that is not allowed",
        "The text names the field: correct it and send the request again.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList },
    {
      103: [
        "The order id is not above every order id that this client has used before",
        "Count upwards from nextValidId and never reuse an id; only a live order may be sent again under its own id.",
      ],
      106: [
        "The order cannot be sent on, mostly because of its type or a malformed field",
        "Read the text behind the code and build the same order in the order ticket of TWS to compare.",
      ],
      107: ["The order lacks a field that it needs", "Fill in every field that the order type requires."],
      109: [
        "The price is further from the market than the percentage in the order presets allows; the order is not sent",
        "Move the price, or change the percentage under Precautionary Settings of the presets.",
      ],
      110: [
        "A price of the order does not fall on the price increment of the contract",
        "Round to the increment that reqMarketRule gives for that price and exchange; minTick is only the smallest one.",
      ],
      111: [
        "Time in force and order type do not go together",
        "Take a time in force that the order ticket of TWS offers for this order type.",
      ],
      113: ["An on-close order has a time in force other than DAY", "Set the time in force to DAY."],
      116: [
        "The destination exchange is unknown or no longer in use",
        "Use SMART or one of validExchanges in the contract details.",
      ],
      117: ["A block order is for fewer than 50 contracts", "Raise the quantity to 50 or more, or clear blockOrder."],
      118: ["A VWAP order was not routed to the exchange VWAP", "Set the exchange to VWAP, or use the Vwap algo."],
      119: ["The exchange VWAP takes VWAP orders only", "Set the order type to VWAP or choose another exchange."],
      120: ["The last time for VWAP orders today has passed", "Send the order on the next trading day."],
      125: ["A buy order of this kind must be priced at the best offer", "Read the quote and price the order anew."],
      126: ["A sell order of this kind must be priced at the best bid", "Read the quote and price the order anew."],
      129: ["A VWAP order must be sent at least three minutes before it starts", "Choose a later start time."],
      132: ["The order needs a clearing account", "Fill in clearingAccount or change clearingIntent."],
      133: [
        "The order could not be submitted",
        "Look for another message about the same id, check the connection, and place it under a new id.",
      ],
      140: ["A size is not a whole number", "Send sizes as whole numbers, or check that fractions are allowed."],
      141: ["A price is not a number", "Send prices as plain decimal numbers with a point."],
      146: ["The trigger method is not one of the allowed values", "Use 0, or a method listed for triggerMethod."],
      147: ["The contract of an order condition is incomplete", "Give conId and exchange of the condition's contract."],
      148: [
        "Conditions do not go with this order type: only limit, market, midprice, relative and snap orders may wait for them",
        "Use one of those types; cancelling on a condition works for limit and midprice orders only.",
      ],
      151: "The order lacks the user name that the spreadsheet link requires",
      152: ["The order cannot be hidden", "Clear hidden, or choose an exchange and order type that allow it."],
      154: ["Trading in the contract is halted", "Wait for the end of the halt; tick type 49 reports it."],
      157: [
        "An order cannot have a display size and a discretionary amount together",
        "Set only one of displaySize and discretionaryAmt.",
      ],
      158: [
        "The order has neither an offset amount nor a percentage",
        "Set auxPrice, trailingPercent or percentOffset.",
      ],
      159: ["A percentage offset lies outside 0 to 100", "Check percentOffset and trailingPercent of the order."],
      160: ["The order quantity is zero", "Set totalQuantity above zero."],
      163: [
        "A price breaks the percentage limit of the order presets",
        "Move the price, change the limit under Precautionary Settings, or set overridePercentageConstraints.",
      ],
      164: [
        "The percentage limit of the presets cannot be checked, as there is no market data for the contract",
        "Get market data for the contract, clear the limit in the presets, or set overridePercentageConstraints.",
      ],
      167: ["The start of a VWAP order lies in the past", "Choose a start time in the future."],
      168: ["The discretionary amount does not fall on the price increment", "Round it to the contract's increment."],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, refuses: "change", source: officialList },
    {
      104: [
        "A change came for an order that is already filled",
        "Take the order as filled and read its executions; nothing is left to change.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "change", source: officialList },
    {
      105: [
        "A change differs from the live order in something that cannot be changed; the live order stays as it was",
        "Send the order with all its fields and change only price, size or time in force; else cancel and place a new one.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", refuses: "change", source: officialList },
    {
      134: [
        "The order could not be changed; it may be filled or cancelled by now",
        "Ask for open orders and executions before trying again.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, refuses: "cancel", source: officialList },
    {
      135: [
        "No order with this id is known to the host",
        "Do not wait any longer: read completed orders and executions to learn how it ended.",
      ],
      161: [
        "A cancel came for an order that is filled, already cancelled or otherwise past cancelling; the text has its permId",
        "Nothing is left to cancel: read orderStatus and the executions for the outcome.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", refuses: "cancel", source: officialList },
    {
      136: [
        "The order cannot be cancelled",
        "Read orderStatus and the executions: it is probably filled or has ended already.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "cancel", source: officialList },
    { 137: "A VWAP order can be cancelled only until three minutes before it starts" },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: officialList },
    {
      131: [
        "sweepToFill and displaySize apply only to US stocks routed by SMART; they are ignored here",
        "Clear both fields for this order.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: officialList },
    {
      123: ["The host has no record of this contract id", "Look the contract up anew with reqContractDetails."],
      124: [
        "There is no market rule for this contract id, as with indexes and other instruments that are not traded",
        "Take the rule ids from marketRuleIds in the contract details.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: officialList },
    { 142: ["The order of an institutional customer lacks account details", "Fill in account and clearing fields."] },
  ),
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList },
    {
      144: [
        "The order quantity differs from the sum of its share allocation",
        "Make totalQuantity equal to the allocated shares, or correct the allocation.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, source: officialList },
    {
      162: [
        "The historical data service refused or ended a query; the text tells why: no data, pacing, step, permission, cancel",
        "Wait after a pacing violation, change range or bar size after an invalid step; after a cancel it is a confirmation.",
      ],
      166: [
        "Historical data of this expired contract is not available",
        "Set includeExpired; futures reach back two years, expired options are not kept at all.",
      ],
    },
  ),
  ...codes(
    { class: "info", topic: "historical data", source: officialList },
    {
      165: [
        "A notice of the historical data service about a query, such as a scan without results",
        "Nothing to do: an empty result may follow on the same id.",
      ],
    },
  ),
];
