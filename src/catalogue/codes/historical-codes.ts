/**
 * Code tables of historical data requests: kinds of data, bar sizes and date formats. All are open: the host decides
 * which it accepts for a contract, and answers error 162 or 321 to others.
 */
import { codeTable } from "./code-table.ts";

const documentation = "TWS API documentation, chapter on historical market data";

export const whatToShow = codeTable(
  "what to show",
  "Kind of data that bars, historical ticks or a head timestamp are made of",
  documentation,
  "open",
  [
    { code: "TRADES", about: "Trade prices, adjusted for splits but not for dividends; the only kind with volume." },
    { code: "MIDPOINT", about: "Midpoints of bid and ask." },
    { code: "BID", about: "Bid prices." },
    { code: "ASK", about: "Ask prices." },
    {
      code: "BID_ASK",
      about:
        "Average bid as open, lowest bid as low, highest ask as high, average ask as close; counts as two requests",
    },
    { code: "ADJUSTED_LAST", about: "Trade prices adjusted for splits and dividends; needs an empty end date." },
    { code: "HISTORICAL_VOLATILITY", about: "30-day historical volatility, as a fraction a year." },
    { code: "OPTION_IMPLIED_VOLATILITY", about: "30-day volatility implied by the options, as a fraction a year." },
    { code: "FEE_RATE", about: "Rate charged for borrowing the stock." },
    { code: "REBATE_RATE", about: "Rebate for borrowed stock; dropped from the documentation in 2022." },
    { code: "YIELD_BID", about: "Yield of a corporate bond at the bid." },
    { code: "YIELD_ASK", about: "Yield of a corporate bond at the ask." },
    { code: "YIELD_BID_ASK", about: "Bond yields, put into open, high, low and close as BID_ASK prices are." },
    { code: "YIELD_LAST", about: "Yield of a corporate bond at the last trade." },
    { code: "AGGTRADES", about: "Trades of a cryptocurrency, put together; from server version 168." },
    {
      code: "SCHEDULE",
      about: "No bars but the trading sessions, as HISTORICAL_SCHEDULE; needs bars of 1 day, from server version 165.",
    },
  ],
);

export const barSizes = codeTable(
  "bar size",
  "Length of one bar; short bars are available for short durations and six months only",
  documentation,
  "open",
  [
    { code: "1 secs", about: "One second; also written 1 sec." },
    { code: "5 secs", about: "Five seconds." },
    { code: "10 secs", about: "Ten seconds." },
    { code: "15 secs", about: "Fifteen seconds." },
    { code: "30 secs", about: "Thirty seconds; the longest bar to which all pacing limits apply." },
    { code: "1 min", about: "One minute." },
    { code: "2 mins", about: "Two minutes." },
    { code: "3 mins", about: "Three minutes." },
    { code: "5 mins", about: "Five minutes." },
    { code: "10 mins", about: "Ten minutes." },
    { code: "15 mins", about: "Fifteen minutes." },
    { code: "20 mins", about: "Twenty minutes." },
    { code: "30 mins", about: "Thirty minutes." },
    { code: "1 hour", about: "One hour." },
    { code: "2 hours", about: "Two hours." },
    { code: "3 hours", about: "Three hours." },
    { code: "4 hours", about: "Four hours." },
    { code: "8 hours", about: "Eight hours." },
    { code: "1 day", about: "One trading day; its date has no time." },
    { code: "1 week", about: "One week; also written 1W." },
    { code: "1 month", about: "One month; also written 1M." },
  ],
);

export const dateFormats = codeTable(
  "date format",
  "How dates in the answer are written; bars of a day or longer always carry yyyymmdd",
  documentation,
  "open",
  [
    { code: 1, about: "Text, yyyymmdd hh:mm:ss with a time zone; yyyymmdd-hh:mm:ss in UTC for head timestamps." },
    { code: 2, about: "Seconds since 1970-01-01 UTC." },
    { code: 3, about: "Text without the year, mmdd hh:mm:ss with a time zone." },
  ],
);
