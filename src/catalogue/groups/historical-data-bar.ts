/**
 * One bar of historical data, as HISTORICAL_DATA lists them and HISTORICAL_DATA_UPDATE repeats the newest. What the
 * values are of (trades, bids, yields …) is said by `whatToShow` of the request only.
 */
import { decimal, double, int, shape, string } from "../schema.ts";
import { barDateText, wordText } from "../patterns.ts";

const noTrades = { "-1": "not available for this kind of data" };

export const HistoricalDataBar = shape("HistoricalDataBar", {
  date: string(1, "Start of the bar, in the form asked for by formatDate; bars of a day or longer carry the day only", {
    pattern: barDateText,
    aka: ["time"],
  }),
  open: double(2, "First value of the bar; in BID_ASK bars the time-weighted average bid", {
    unit: "the contract's currency, or as whatToShow implies",
  }),
  high: double(3, "Highest value of the bar; in BID_ASK bars the highest ask", {
    unit: "the contract's currency, or as whatToShow implies",
  }),
  low: double(4, "Lowest value of the bar; in BID_ASK bars the lowest bid", {
    unit: "the contract's currency, or as whatToShow implies",
  }),
  close: double(5, "Last value of the bar; in BID_ASK bars the time-weighted average ask", {
    unit: "the contract's currency, or as whatToShow implies",
  }),
  volume: decimal(6, "Quantity traded during the bar; only bars of trades have one", {
    unit: "shares or contracts; lots of 100 for US stocks below server version 175 or by a setting of the host",
    special: noTrades,
  }),
  WAP: decimal(7, "Volume-weighted average price of the bar; only bars of trades have one", {
    unit: "the contract's currency",
    aka: ["wap", "average"],
    special: noTrades,
  }),
  barCount: int(8, "Number of trades during the bar; only bars of trades have one", {
    aka: ["count"],
    special: noTrades,
  }),
  hasGaps: string(
    null,
    "Whether data is missing within the bar, as true or false; ignored by clients, gone since 124",
    {
      pattern: wordText,
      aka: ["unused"],
    },
  ),
});
