/** Days on which the market itself was the trouble. Times are shorter than they were, sizes are about what they were. */
import { at, type Scenario } from "../scenario.ts";

const minute = 60_000;

export const marketScenarios: readonly Scenario[] = [
  {
    name: "flash-crash",
    about: "May 2010: everything falls nine percent in minutes and comes back; what was sold at the bottom is gone",
    source: "https://www.lexology.com/library/detail.aspx?g=80878e65-2bbd-4668-b7c5-38a956a47ea0",
    events: [
      at(
        10,
        { do: "move", symbol: "*", percent: -9, over: 4 * minute },
        { do: "spread", symbol: "*", times: 8 },
        { do: "liquidity", symbol: "*", part: 0.1 },
      ),
      at(280, { do: "move", symbol: "*", percent: 9.5, over: 6 * minute }),
      at(640, { do: "spread", symbol: "*", times: 1 }, { do: "liquidity", symbol: "*", part: 1 }),
    ],
  },
  {
    name: "stop-gapped-through",
    about:
      "January 2015: the franc is set free, EUR.CHF falls by a sixth between two quotes; stops fill far below them",
    source: "https://cyceon.com/2015/01/15/no-more-swiss-franc-minimum-exchange-rate/",
    start: "2026-11-25T09:30:00Z",
    events: [
      at(10, { do: "quotes", symbol: "EUR.CHF", show: "none" }),
      at(
        15,
        { do: "move", symbol: "EUR.CHF", percent: -16 },
        { do: "quotes", symbol: "EUR.CHF", show: "usual" },
        { do: "spread", symbol: "EUR.CHF", times: 40 },
      ),
    ],
  },
  {
    name: "halted-symbol",
    about: "A stock is halted for news: no quotes, no trades, orders refused with 154; it opens again much lower",
    events: [
      at(10, { do: "halt", symbol: "AAPL" }),
      at(310, { do: "move", symbol: "AAPL", percent: -12 }, { do: "resume", symbol: "AAPL" }),
    ],
  },
  {
    name: "circuit-breaker",
    about:
      "March 2020: the index falls seven percent within minutes of the open, and all trading stops for a quarter of an hour",
    start: "2026-11-25T14:30:00Z",
    events: [
      at(10, { do: "move", symbol: "*", percent: -7.2, over: 4 * minute }),
      at(250, { do: "halt", symbol: "*", ms: 15 * minute, volatility: true }),
    ],
  },
  {
    name: "volatility-halts",
    about: "January 2021: a stock is halted for its volatility again and again, up and down, five minutes each time",
    events: [
      at(5, { do: "move", symbol: "AAPL", percent: 14, over: minute }),
      at(65, { do: "halt", symbol: "AAPL", ms: 5 * minute, volatility: true }),
      at(366, { do: "move", symbol: "AAPL", percent: -18, over: minute }),
      at(426, { do: "halt", symbol: "AAPL", ms: 5 * minute, volatility: true }),
    ],
  },
  {
    name: "no-quotes",
    about:
      "Bid and ask are gone and come as -1; programs that take that for a price trade at it or crash on its logarithm",
    events: [at(5, { do: "quotes", symbol: "*", show: "none" }), at(65, { do: "quotes", symbol: "*", show: "usual" })],
  },
  {
    name: "crossed-quotes",
    about: "The bid stands above the ask, as at openings and in slow feeds; spreads are negative for a while",
    events: [
      at(5, { do: "quotes", symbol: "*", show: "crossed" }),
      at(35, { do: "quotes", symbol: "*", show: "locked" }),
      at(50, { do: "quotes", symbol: "*", show: "usual" }),
    ],
  },
  {
    name: "wide-spreads",
    about:
      "August 2015: at the open nobody makes markets, spreads are a hundred times as wide; market orders fill anywhere",
    start: "2026-11-25T14:30:00Z",
    events: [
      at(1, { do: "spread", symbol: "*", times: 100 }, { do: "liquidity", symbol: "*", part: 0.05 }),
      at(600, { do: "spread", symbol: "*", times: 1 }, { do: "liquidity", symbol: "*", part: 1 }),
    ],
  },
  {
    name: "partial-fills",
    about:
      "There is hardly anything to buy: one order is filled in many small pieces, each with a commission of its own",
    events: [at(0, { do: "liquidity", symbol: "*", part: 0.02 })],
  },
  {
    name: "nobody-there",
    about: "A holiday elsewhere empties the book: no sizes, no trades; market orders stay open and no error says why",
    events: [at(5, { do: "liquidity", symbol: "*", part: 0 })],
  },
  {
    name: "price-band-reject",
    about: "The broker refuses limits that lie too far through the market: the order is cancelled, and 202 says why",
    source: "https://interactivebrokers.github.io/tws-api/automated_considerations.html",
    events: [at(0, { do: "band", symbol: "*", percent: 3 })],
  },
  {
    name: "stock-split",
    about: "August 2020: four shares for one; positions and past bars are in new shares, standing orders are gone",
    events: [at(15, { do: "split", symbol: "AAPL", shares: 4 })],
  },
  {
    name: "wild-day",
    about: "February 2018: prices move four times as far as usual all day, and options cost accordingly",
    market: { volatility: 4 },
    events: [],
  },
];
