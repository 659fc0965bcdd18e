/** The indexes of the universe, which have values but are not traded. A table; values are invented. */
import type { CalendarName } from "./calendars.ts";
import { type Listing, listing } from "./listing.ts";

type Row = readonly [
  conId: number,
  symbol: string,
  exchange: string,
  currency: string,
  calendar: CalendarName,
  price: number,
  volatility: number,
  dividends: number,
  name: string,
];

const rows: readonly Row[] = [
  [416904, "SPX", "CBOE", "USD", "us-options", 5905, 16, 1.3, "S&P 500 Stock Index"],
  [11004968, "ES", "CME", "USD", "us-futures", 5905, 16, 1.3, "E-mini S&P 500"],
  [416843, "NDX", "NASDAQ", "USD", "us-options", 20680, 21, 0.7, "NASDAQ 100 Stock Index"],
  [416888, "RUT", "RUSSELL", "USD", "us-options", 2286, 22, 1.2, "Russell 2000 Stock Index"],
  [1935181, "INDU", "CME", "USD", "us-options", 43610, 14, 1.7, "Dow Jones Industrial Average"],
  [13455763, "VIX", "CBOE", "USD", "us-options", 16.8, 60, 0, "CBOE Volatility Index"],
  [825711, "DAX", "EUREX", "EUR", "xetra", 19340, 17, 0, "DAX Performance Index"],
  [4356500, "ESTX50", "EUREX", "EUR", "xetra", 4890, 18, 2.9, "Dow Jones Euro STOXX50"],
  [11004958, "Z", "ICEEU", "GBP", "london", 8180, 13, 3.6, "FTSE 100 Index"],
  [3909294, "N225", "OSE.JPN", "JPY", "tokyo", 38650, 21, 1.8, "Nikkei 225 Index"],
  [1328298, "HSI", "HKFE", "HKD", "hong-kong", 19620, 24, 3.8, "Hang Seng Stock Index"],
  [26718738, "TICK-NYSE", "NYSE", "USD", "us-options", 110, 60, 0, "NYSE Cumulative Tick Index"],
];

export const indices: readonly Listing[] = rows.map(
  ([conId, symbol, exchange, currency, calendar, price, volatility, dividends, name]) =>
    listing({
      conId,
      symbol,
      secType: "IND",
      exchanges: [exchange],
      currency,
      longName: name,
      calendar,
      rule: 0,

      pricing: {
        kind: "spot",
        // The index under a future is the same index.
        path: symbol === "ES" ? "SPX" : symbol,
        price,
        volatility: volatility / 100,
        yield: dividends / 100,
      },
      liquidity: { spreadSteps: 0, spreadPart: 0, lot: 1, tradeChance: 1 },
      facts: { industry: "Funds", category: "Indices" },
    }),
);
