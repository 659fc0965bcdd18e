/** Codes 2100 to 2199: data farms, account subscriptions, and remarks on orders and requests that live on. */
import { codes, officialList, reported, unconfirmed, webApiPrompts, type ErrorCode } from "./error-code.ts";

export const notices: readonly ErrorCode[] = [
  ...codes(
    { class: "ok", topic: "connectivity", source: officialList, advice: "Nothing to do." },
    {
      2104: "The connection to a market data farm is up; the text names the farm",
      2106: "The connection to a historical data farm is up; the text names the farm",
      2158: "The connection to the farm of contract definitions is up; the text names the farm",
    },
  ),
  ...codes(
    { class: "info", topic: "connectivity", source: officialList },
    {
      2107: [
        "A connection to a historical data farm is asleep and wakes on demand",
        "Nothing to do: the next historical request wakes it.",
      ],
      2108: ["A connection to a market data farm is asleep and wakes on demand", "Nothing to do."],
      2119: ["A connection to a market data farm is being made", "Expect 2104 within seconds."],
    },
  ),
  ...codes(
    { class: "warning", topic: "connectivity", source: officialList },
    {
      2103: [
        "The connection to a market data farm is down; the text names the farm",
        "Keep the API connection; after 2104, check that every affected subscription ticks again.",
      ],
      2105: [
        "The connection to a historical data farm is down; the text names the farm",
        "Keep the API connection; after 2106, repeat queries and updating bars that stopped.",
      ],
      2110: [
        "The link between TWS and the broker's servers is down and is restored by itself",
        "Wait; outside the nightly reset, check the internet line.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "connectivity", source: reported("deephaven-ib code list") },
    {
      2157: [
        "The connection to the farm of contract definitions is down; the text names the farm",
        "Wait for 2158; contract requests may fail or stay unanswered until then.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "account", source: officialList },
    {
      2100: [
        "A newer request for account data took over, and this client no longer receives account updates",
        "Keep one reqAccountUpdates subscription, or use reqAccountUpdatesMulti or reqPositions.",
      ],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: officialList },
    {
      2101: [
        "Account data was refused, as other clients are subscribed to another account; the text names them",
        "Use the same account, or reqAccountUpdatesMulti.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, refuses: "change", source: officialList },
    {
      2102: [
        "A change came while the order was still being processed; the order stays as it was",
        "Wait for the next orderStatus, then send the change again.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: officialList },
    {
      2109: [
        "outsideRth makes no difference for this order type and destination and is ignored; the order is processed",
        "Clear outsideRth to get rid of the remark.",
      ],
      2111: [
        "Start or end of an algo order was moved to the next trading day",
        "Check the times, or the auto-adjust setting of the order configuration.",
      ],
      2137: [
        "The order turns the position from long to short or the reverse",
        "Check the quantity; the remark can be switched off under Messages in the configuration.",
      ],
      2168: ["eTradeOnly is no longer supported and is ignored", "Clear the field."],
      2169: ["firmQuoteOnly is no longer supported and is ignored", "Clear the field."],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: reported("deephaven-ib code list") },
    { 2113: ["Size of a bond order is its par value and must be a multiple", "Check totalQuantity of bond orders."] },
  ),
  ...codes(
    { class: "warning", topic: "order", source: webApiPrompts },
    {
      2136: "The order is allocated to several accounts in a mixed way and asks for confirmation",
      2165: "The instrument does not trade in fractions outside regular hours",
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: unconfirmed },
    { 2161: ["The broker put a price cap on the order", "Read mktCapPrice in orderStatus; the order may wait there."] },
  ),
  ...codes(
    { class: "info", topic: "contract", final: false, source: officialList },
    {
      2130: ["Prices of the product are currency prices with a factor", "Read priceMagnifier of the contract details."],
    },
  ),
  ...codes(
    { class: "info", topic: "contract", final: false, source: reported("deephaven-ib code list") },
    { 2129: ["The product is indicative only, and its valuation is not vouched for", "Do not trade on its prices."] },
  ),
  ...codes(
    { class: "warning", topic: "account", final: false, source: reported("several projects") },
    {
      2150: [
        "Profit and loss of a position cannot be worked out, mostly for lack of a market price; repeats often",
        "Treat unset figures as unknown until a price arrives.",
      ],
    },
  ),
  ...codes(
    { class: "info", topic: "depth", final: false, source: officialList },
    {
      2152: [
        "Lists which exchanges give depth, which give the top only, and which need a permission; depth may follow",
        "Nothing to do, unless an exchange that matters is in the last list.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "request", final: false, source: reported("ib-tws-api #29") },
    {
      2174: [
        "A date and time came without a zone; the host assumes one, and will refuse such values some day",
        "Append a zone name such as US/Eastern, or send yyyymmdd-hh:mm:ss in UTC.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", final: false, source: reported("ib-tws-api #28") },
    {
      2176: [
        "The client is too old for fractional sizes, so sizes are cut to whole numbers",
        "Use a client with server version 163 or later.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "market data", final: false, source: reported("rust-ibapi #805") },
    { 2187: ["Generic ticks do not come with delayed data", "Subscribe to live data, or do without these ticks."] },
  ),
  ...codes(
    { class: "warning", topic: "historical data", final: false, source: reported("rust-ibapi #764") },
    {
      2188: [
        "The most recent seconds of historical data need a subscription for the API; the older bars follow",
        "Use the bars that arrive, and subscribe if the latest are needed.",
      ],
    },
  ),
];
