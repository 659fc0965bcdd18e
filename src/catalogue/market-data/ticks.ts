/**
 * The ticks of a quote, by the form of their value. What a tick is about is said by its tick type, in codes/tick-types.ts.
 */
import { decimal, double, int, response, shape, string, version } from "../schema.ts";
import { dayText, numberText } from "../patterns.ts";
import { tickTypes } from "../codes/tick-types.ts";

export const TickPrice = shape("TickPrice", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(2, "What the price is", { codes: tickTypes, min: 0, aka: ["field"] }),
  price: double(3, "Price of the kind that tickType names", {
    unit: "the contract's currency",
    special: { "-1": "no price, if the size is 0" },
  }),
  size: decimal(
    4,
    "Size that belongs to the price; clients pass it on as a tick of its own (bid to BID_SIZE, and so on)",
    { unit: "shares or contracts" },
  ),
  attrMask: int(
    5,
    "Marks, by bit: 0 executable at once, 1 beyond the day's limit (from 109), 2 before the open (from 132)",
    { min: 0, aka: ["attribs", "attrib", "canAutoExecute"] },
  ),
});

export const TICK_PRICE = response({
  id: 1,
  name: "TICK_PRICE",
  about: "A price of a quote, with the size that belongs to it. Sent for REQ_MKT_DATA.",
  shape: TickPrice,
  text: [version, "reqId", "tickType", "price", "size", "attrMask"],
  protobuf: "PROTOBUF_MARKET_DATA",
  notes: [
    "Below server version 109 attrMask is 0 or 1 and says only whether the price can be executed at once.",
    "A tick of type 1, 2, 4, 66, 67 or 68 makes official clients report its size too, as type 0, 3, 5, 69, 70 or 71; that second report is not a message of its own.",
  ],
  sends: 6,
  streaming: true,
  official: {
    csharp: "TickPrice",
    call: "tickPrice, tickSize",
    tws: "Bid, Ask, Last and other price columns of a Watchlist",
  },
});

export const TickSize = shape("TickSize", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(2, "What the size is", { codes: tickTypes, min: 0, aka: ["field"] }),
  size: decimal(3, "The size; stands for a volume or open interest too, as the tick type says", {
    unit: "shares or contracts",
  }),
});

export const TICK_SIZE = response({
  id: 2,
  name: "TICK_SIZE",
  about:
    "A size, volume or open interest of a quote. Sent for REQ_MKT_DATA, also when only the size of an unchanged price has changed.",
  shape: TickSize,
  text: [version, "reqId", "tickType", "size"],
  protobuf: "PROTOBUF_MARKET_DATA",
  notes: [
    "Sizes of US stocks are in shares from server version 159, volumes from 220, unless a setting of the host asks for lots of 100.",
  ],
  sends: 6,
  streaming: true,
  official: { csharp: "TickSize", call: "tickSize", tws: "Bid Size, Ask Size and Volume columns of a Watchlist" },
});

export const TickGeneric = shape("TickGeneric", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(2, "What the value is", { codes: tickTypes, min: 0, aka: ["field"] }),
  value: double(3, "The value, in the unit of the tick type"),
});

export const TICK_GENERIC = response({
  id: 45,
  name: "TICK_GENERIC",
  about:
    "A number of a quote that is neither a price nor a size, such as a volatility or a trading halt. Sent for REQ_MKT_DATA.",
  shape: TickGeneric,
  text: [version, "reqId", "tickType", "value"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 6,
  streaming: true,
  official: {
    csharp: "TickGeneric",
    call: "tickGeneric",
    tws: "columns such as Shortable or Hist. Vol. in a Watchlist",
  },
});

export const TickString = shape("TickString", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(2, "What the text is", { codes: tickTypes, min: 0, aka: ["field"] }),
  value: string(3, "The text; its form depends on the tick type: a time, exchange letters, or values joined by ; or ,"),
});

export const TICK_STRING = response({
  id: 46,
  name: "TICK_STRING",
  about: "A text of a quote, such as the time of the last trade or the exchanges at the bid. Sent for REQ_MKT_DATA.",
  shape: TickString,
  text: [version, "reqId", "tickType", "value"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 6,
  streaming: true,
  official: {
    csharp: "TickString",
    call: "tickString",
    tws: "Last Time, Exchange and Dividends columns of a Watchlist",
  },
});

export const TickEfp = shape("TickEfp", {
  reqId: int(null, "Id of the request that this answers", { aka: ["tickerId"] }),
  tickType: int(null, "Which of the prices of the day the values belong to", {
    codes: tickTypes,
    min: 0,
    aka: ["field"],
  }),
  basisPoints: double(null, "Financing rate implied by the EFP", { unit: "basis points a year" }),
  formattedBasisPoints: string(null, "The same rate as a text with a percent sign", { pattern: numberText }),
  impliedFuturesPrice: double(null, "Price of the future that the EFP implies, by the Java client", {
    unit: "the contract's currency",
    aka: ["impliedFuture", "totalDividends"],
  }),
  holdDays: int(null, "Days until the future's last trade date", { unit: "days", min: 0 }),
  futureLastTradeDate: string(null, "Last trade date of the future", {
    pattern: dayText,
    aka: ["futureExpiry"],
  }),
  dividendImpact: double(null, "Effect of the dividends on the financing rate", { unit: "basis points a year" }),
  dividendsToLastTradeDate: double(null, "Dividends expected until the future's last trade date", {
    unit: "the contract's currency",
    aka: ["dividendsToExpiry"],
  }),
});

export const TICK_EFP = response({
  id: 47,
  name: "TICK_EFP",
  about:
    "Values of an exchange of a future for physical stock. Sent for REQ_MKT_DATA on an EFP combination; it has no protobuf form.",
  shape: TickEfp,
  text: [
    version,
    "reqId",
    "tickType",
    "basisPoints",
    "formattedBasisPoints",
    "impliedFuturesPrice",
    "holdDays",
    "futureLastTradeDate",
    "dividendImpact",
    "dividendsToLastTradeDate",
  ],
  uncertain:
    "The clients disagree about the sixth value: the Java client reads an implied futures price, the Python client total dividends. No captured message is known",
  sends: 6,
  streaming: true,
  official: { csharp: "TickEFP", call: "tickEFP", tws: "quotes of an exchange for physical (EFP) in a Watchlist" },
});
