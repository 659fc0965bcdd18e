/**
 * Single ticks, shared by tick-by-tick subscriptions (TICK_BY_TICK) and historical time and sales (HISTORICAL_TICKS and
 * its two variants). Their attributes are one bit mask in the text form, whose bit order differs between the two uses.
 */
import { bool, decimal, double, int, long, one, shape, string } from "../schema.ts";
import { exchangeText } from "../patterns.ts";

const tickTime = { unit: "seconds since 1970-01-01 UTC", min: 0 };
const price = "the contract's currency";
const size = "shares or contracts";

export const HistoricalTick = shape("HistoricalTick", {
  time: long(1, "Time of the tick", tickTime),
  price: double(2, "Midpoint of bid and ask after the tick", { unit: price, aka: ["midPoint"] }),
  size: decimal(3, "Size of the tick; has no meaning for midpoints and is 0 there", { unit: size }),
  attribMask: int(null, "Placeholder in the text form of HISTORICAL_TICKS, which every client skips", {
    aka: ["unused"],
  }),
});

export const TickAttribBidAsk = shape("TickAttribBidAsk", {
  bidPastLow: bool(1, "The bid is below the lowest price of the day"),
  askPastHigh: bool(2, "The ask is above the highest price of the day"),
});

export const HistoricalTickBidAsk = shape("HistoricalTickBidAsk", {
  time: long(1, "Time of the quote", tickTime),
  tickAttribBidAsk: one(2, TickAttribBidAsk, "How the quote stands to the day's range; one bit mask in the text form", {
    aka: ["tickAttrib", "attribMask"],
  }),
  priceBid: double(3, "Best bid price", { unit: price, aka: ["bidPrice"] }),
  priceAsk: double(4, "Best ask price", { unit: price, aka: ["askPrice"] }),
  sizeBid: decimal(5, "Quantity wanted at the bid", { unit: size, aka: ["bidSize"] }),
  sizeAsk: decimal(6, "Quantity offered at the ask", { unit: size, aka: ["askSize"] }),
});

export const TickAttribLast = shape("TickAttribLast", {
  pastLimit: bool(1, "The price is beyond the exchange's limit; with price and size 0 it marks a trading halt"),
  unreported: bool(
    2,
    "The trade is not reported in the consolidated volume, such as an average-price or derivative trade",
  ),
});

export const HistoricalTickLast = shape("HistoricalTickLast", {
  time: long(1, "Time of the trade", tickTime),
  tickAttribLast: one(2, TickAttribLast, "Marks on the trade; one bit mask in the text form", {
    aka: ["tickAttrib", "attribMask"],
  }),
  price: double(3, "Price of the trade; 0 with size 0 in the pair of ticks that mark a halt and its end", {
    unit: price,
  }),
  size: decimal(4, "Quantity traded; 0 in the ticks that mark a halt and its end", { unit: size }),
  exchange: string(5, "Exchange that reported the trade", { pattern: exchangeText }),
  specialConditions: string(
    6,
    "Trade condition letters of the exchange's tape, such as TI for an odd lot out of hours",
  ),
});
