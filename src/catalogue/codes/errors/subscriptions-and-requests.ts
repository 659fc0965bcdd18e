/** Codes 200 to 353: contracts, rejected orders, subscriptions and depth, requests the host could not carry out, combos. */
import { codes, officialList, type ErrorCode } from "./error-code.ts";

const dde = "Concerns the spreadsheet link (DDE) only, never a socket client.";

export const subscriptionsAndRequests: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "contract", final: true, source: officialList },
    {
      200: [
        "No contract fits the description, or more than one does; answers orders too",
        "Ask reqContractDetails and send conId with the exchange, or add expiry, multiplier, tradingClass or primaryExch.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList },
    {
      201: [
        "The order was rejected; the reason follows in the text",
        "Read the reason (margin, permission, price limits, closed exchange, too many orders) and advancedOrderRejectJson.",
      ],
      303: [
        "The action of the order is not allowed for the account",
        "Use BUY or SELL; SSHORT and SLONG are for institutional accounts.",
      ],
      311: ["The origin of the order is not valid", "Use 0 for a customer or 1 for a firm."],
      312: ["The combo is not valid", "Check the legs, their ratios and the exchange of the BAG contract."],
      313: [
        "A combo leg is not valid; the text gives its number",
        "Check conId, ratio, action and exchange of that leg.",
      ],
      314: ["A BAG contract came without legs", "Fill in comboLegs."],
      315: ["A combo with stock legs must be routed by SMART", "Set the exchange of the BAG contract to SMART."],
      325: [
        "A discretionary amount is not possible for this exchange and order type",
        "Clear discretionaryAmt or choose another exchange or type.",
      ],
      327: [
        "Only client id 0 may bind orders that were entered by hand",
        "Connect with client id 0, or leave reqAutoOpenOrders alone.",
      ],
      328: [
        "A trailing stop can be attached to limit and stop-limit orders only",
        "Change the parent order's type, or attach another kind of order.",
      ],
      334: ["The good-till date of the order is not valid", "Send yyyymmdd hh:mm:ss with a zone, in the future."],
      335: ["A delta lies outside 0 to 100", "Give the delta as a number from 0 to 100."],
      336: ["A time or its zone is not valid", "Send hh:mm:ss, a blank and a zone name such as US/Eastern."],
      337: [
        "A date, time or zone is not valid",
        "Send yyyymmdd hh:mm:ss with a zone name such as US/Eastern, or yyyymmdd-hh:mm:ss in UTC.",
      ],
      338: [
        "The exchange takes no good-after-time orders at present",
        "Clear goodAfterTime and send the order in time.",
      ],
      339: ["Futures spreads are no longer orders of their own", "Use a BAG contract with two legs."],
      340: ["The improvement amount of a box auction order is not valid", "Check auxPrice of the order."],
      341: ["A delta lies outside 1 to 100", "Give the delta as a number from 1 to 100."],
      342: ["The exchange takes no pegged orders", "Choose another exchange or order type."],
      343: [
        "A date, time or zone is not valid",
        "Send yyyymmdd hh:mm:ss with a zone name such as US/Eastern, or yyyymmdd-hh:mm:ss in UTC.",
      ],
      347: [
        "The short sale slot must be 1 or 2",
        "Use 1 if the broker holds the shares, 2 if they come from elsewhere.",
      ],
      348: [
        "A short sale slot was given for an order that is not a short sale",
        "Set the action to SSHORT or clear the slot.",
      ],
      349: "A generic combo cannot have a good-after time",
      350: ["A minimum quantity is not possible for a best-price combo", "Clear minQty."],
      351: ["The flag for regular hours only does not apply to this order", "Clear the flag."],
      352: ["Short sale slot 2 needs a location", "Fill in designatedLocation."],
      353: ["Short sale slot 1 must come without a location", "Clear designatedLocation."],
    },
  ),
  ...codes(
    { class: "info", topic: "order", final: true, source: officialList },
    {
      202: [
        "The order was cancelled; a reason may follow in the text",
        "Expected after a cancel of your own; otherwise read the reason, such as margin, expiry or the exchange.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "change", source: officialList },
    {
      329: [
        "A live order cannot be changed to this order type; it stays as it was",
        "Cancel the order and place a new one of the other type.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: officialList },
    {
      203: [
        "The account may not trade this security",
        "Check the trading permissions and restrictions of the account in the client portal.",
      ],
      304: "The account data request has an unknown action",
      330: "Only advisor accounts and the like may ask for the list of managed accounts",
      331: "The login has no managed accounts although its type calls for them",
      346: "The account is neither institutional nor cleared elsewhere, as the order requires",
    },
  ),
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList },
    {
      332: ["The accounts of the allocation profile are not valid", "Check the accounts in the group with requestFA."],
      333: ["The share allocation is not written correctly", "Check faGroup, faMethod and faPercentage."],
      344: ["The login is not a financial advisor's", "Clear the advisor fields of the order or request."],
      345: "Advisor accounts cannot trade generic combos",
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, refuses: "cancel", source: officialList },
    {
      300: [
        "No market data subscription has this id, so there is nothing to cancel",
        "Harmless after a double cancel or a finished snapshot; otherwise check the id.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "depth", final: true, refuses: "cancel", source: officialList },
    {
      310: [
        "No market depth subscription has this id, so there is nothing to cancel",
        "Check the id, and send isSmartDepth as in the request.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "depth", final: true, source: officialList },
    {
      309: [
        "The limit of simultaneous market depth subscriptions is reached: 3 at 100 market data lines",
        "Cancel a depth subscription first; quote booster packs raise the limit.",
      ],
      316: ["Market depth of this subscription was stopped", "Drop the book and subscribe again."],
    },
  ),
  ...codes(
    { class: "warning", topic: "depth", final: false, source: officialList },
    {
      317: [
        "The market depth book was reset; the subscription goes on",
        "Clear every row of the book before applying the next updates.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "request", final: true, source: officialList },
    {
      301: "A market data message has an unknown action",
      302: "A cancel of market data could not be read",
      320: [
        "The host could not read a message: a field is missing, shifted or of the wrong kind",
        "Compare the fields sent with the layout at the negotiated server version, also of the message just before.",
      ],
      321: [
        "The host read a message and refused its content; the cause follows in the text",
        "Read the cause: read-only API, missing account or exchange, wrong field; a live order that was to change stays.",
      ],
      322: [
        "The host could not carry out a request; the cause follows in the text",
        "Read the cause: id in use, too many requests at a time, or an option exercise that was refused.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "request", final: true, source: officialList, advice: dde },
    {
      305: "A request of the spreadsheet link could not be read and was ignored",
      306: "A request of the spreadsheet link failed",
      307: "A request of the spreadsheet link has an unknown topic",
      324: "A request of the spreadsheet link lacks information",
    },
  ),
  ...codes(
    { class: "error", topic: "connectivity", final: true, source: officialList },
    {
      326: [
        "Another connection holds this client id, and the host closes the new one",
        "Close the older connection, also a leaked one, or connect with another client id.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "system", source: officialList },
    {
      308: ["TWS cannot open its page for API orders, as it has as many pages as it can", "Close a page in TWS."],
      319: ["The log level is not one of 1 to 5", "Use a level from 1 (system) to 5 (detail)."],
      323: [
        "The host met an error of its own; the cause follows in the text",
        "Read the cause and repeat the request.",
      ],
    },
  ),
];
