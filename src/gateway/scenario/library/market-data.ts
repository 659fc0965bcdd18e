/** Data that is refused, late, wrong or not there. */
import { at, on, type Scenario } from "../scenario.ts";

const github = "https://github.com/";
const competing = "No market data during competing live session";

export const marketDataScenarios: readonly Scenario[] = [
  {
    name: "competing-session",
    about: "Another login of the same user takes the market data (10197); paper and live share it",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/issues/140`,
    events: [on("REQ_MKT_DATA", {}, { do: "drop" }, { do: "error", code: 10_197, text: competing })],
  },
  {
    name: "no-subscription",
    about: "The login has no subscription for the data that is asked for (354)",
    events: [
      on(
        "REQ_MKT_DATA",
        {},
        { do: "drop" },
        { do: "error", code: 354, text: "Requested market data is not subscribed." },
      ),
    ],
  },
  {
    name: "partly-subscribed",
    about: "Part of the data is not subscribed (10090): the other ticks still flow, and the request is not over",
    source: `${github}wboayue/rust-ibapi/issues/768`,
    events: [
      on(
        "REQ_MKT_DATA",
        {},
        {
          do: "error",
          code: 10_090,
          text: "Part of requested market data is not subscribed. Subscription-independent ticks are still active.",
        },
      ),
    ],
  },
  {
    name: "delayed-data-only",
    about: "Delayed data follows instead of live data (10167): an advice, not a failure",
    events: [
      on(
        "REQ_MKT_DATA",
        {},
        {
          do: "error",
          code: 10_167,
          text: "Requested market data is not subscribed. Displaying delayed market data.",
        },
      ),
      on("MARKET_DATA_TYPE", {}, { do: "change", fields: { marketDataType: 3 } }),
    ],
  },
  {
    name: "ticks-stop",
    about: "Prices stop in the middle of the session and nobody says so",
    events: [on("TICK_PRICE", { from: 20 }, { do: "drop" }), on("TICK_SIZE", { from: 20 }, { do: "drop" })],
  },
  {
    name: "bars-never-answered",
    about: "A request for historical bars is never answered",
    events: [on("REQ_HISTORICAL_DATA", {}, { do: "drop" })],
  },
  {
    name: "historical-pacing",
    about: "The pacing limit of historical data is hit (162), one of the four meanings of that code",
    source: `${github}QuantConnect/Lean/issues/607`,
    events: [
      on(
        "REQ_HISTORICAL_DATA",
        { from: 3 },
        { do: "drop" },
        {
          do: "error",
          code: 162,
          text: "Historical Market Data Service error message:Historical data request pacing violation",
        },
      ),
    ],
  },
  {
    name: "bars-without-end",
    about: "All bars come, the message that ends them does not: from server version 196 on it is one of its own",
    events: [on("HISTORICAL_DATA_END", {}, { do: "drop" })],
  },
  {
    name: "details-without-end",
    about: "Contract details come, their end does not: programs that collect until the end wait for ever",
    events: [on("CONTRACT_DATA_END", {}, { do: "drop" })],
  },
  {
    name: "account-download-without-end",
    about: "The account's values come, the end of the download does not",
    events: [on("ACCT_DOWNLOAD_END", {}, { do: "drop" })],
  },
  {
    name: "depth-resubscribe",
    about: "The book must be cleared and subscribed to anew (317)",
    events: [
      on(
        "MARKET_DEPTH",
        { nth: 20 },
        {
          do: "error",
          code: 317,
          text: "Market depth data has been RESET. Please empty deep book contents before applying any new entries.",
        },
      ),
    ],
  },
  {
    name: "tick-by-tick-dropped",
    about: "One subscription is dropped by the host (10182), and only that one has to be made again",
    source: `${github}nautechsystems/nautilus_trader/issues/4412`,
    events: [
      on(
        "TICK_BY_TICK",
        { nth: 10 },
        { do: "error", code: 10_182, text: "Failed to request live updates (disconnected)." },
      ),
      on("TICK_BY_TICK", { from: 11 }, { do: "drop" }),
    ],
  },
  {
    name: "time-zone-warning",
    about: "A time without a zone is answered with 2174: bars may be shifted by whole hours",
    source: `${github}maxicus/ib-tws-api/issues/29`,
    events: [
      on(
        "REQ_HISTORICAL_DATA",
        {},
        {
          do: "error",
          code: 2174,
          text: "Warning: You submitted request with date-time attributes without explicit time zone.",
        },
      ),
    ],
  },
  {
    name: "market-data-late",
    about: "The first price of a subscription comes after fifteen seconds",
    events: [on("TICK_PRICE", { nth: 1 }, { do: "delay", ms: 15_000 })],
  },
  {
    name: "news-in-the-night",
    about: "Notices of all kinds come while nothing was asked",
    events: [
      at(3, {
        do: "error",
        id: -1,
        code: 2107,
        text: "HMDS data farm connection is inactive but should be available upon demand.ushmds",
      }),
      at(4, { do: "error", id: -1, code: 2100, text: "API client has been unsubscribed from account data." }),
    ],
  },
];
