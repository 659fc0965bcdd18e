/** Handshakes, restarts and sockets that go wrong. */
import { at, on, type Scenario } from "../scenario.ts";

const github = "https://github.com/";

export const connectionScenarios: readonly Scenario[] = [
  {
    name: "wedged-gateway",
    about: "One bad handshake wedges the gateway: from then on it takes connections and answers nobody",
    source: `${github}nautechsystems/nautilus_trader/issues/4796`,
    events: [on("handshake", { nth: 1 }, { do: "cut", bytes: 3 }, { do: "wedge" })],
  },
  {
    name: "slow-handshake",
    about: "The host answers the version offer only after eight seconds, as it does while it logs in",
    source: `${github}ib-api-reloaded/ib_async/issues/18`,
    events: [on("handshake", {}, { do: "delay", ms: 8000 })],
  },
  {
    name: "handshake-in-pieces",
    about: "The answer to the version offer comes in two reads of the socket; clients that expect one hang",
    events: [on("handshake", {}, { do: "cut", bytes: 5, ms: 400 })],
  },
  {
    name: "no-next-valid-id",
    about: "Accounts come, the next valid id never does: programs that wait for it wait for ever",
    source: `${github}ib-api-reloaded/ib_async/issues/143`,
    events: [on("NEXT_VALID_ID", {}, { do: "drop" })],
  },
  {
    name: "accounts-after-id",
    about: "The next valid id comes before the accounts, since the order of both is not promised",
    events: [on("MANAGED_ACCTS", { nth: 1 }, { do: "swap" })],
  },
  {
    name: "client-id-in-use",
    about: "A socket that was never closed still holds the client id: every new try ends with 326",
    source: `${github}nautechsystems/nautilus_trader/issues/4193`,
    events: [
      on(
        "MANAGED_ACCTS",
        {},
        {
          do: "error",
          id: -1,
          code: 326,
          text: "Unable to connect as the client id is already in use. Retry with a unique client id.",
        },
        { do: "close" },
      ),
    ],
  },
  {
    name: "daily-restart",
    about: "The host restarts, as it does every day: connections end, and for twenty seconds there are no new ones",
    source: "https://github.com/QuantConnect/Lean.Brokerages.InteractiveBrokers/pull/258",
    events: [at(10, { do: "restart", downMs: 20_000 })],
  },
  {
    name: "restart-rolls-back-ids",
    about: "An order is sent a moment before the restart and is lost; the next valid id is the one it had",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/issues/242`,
    events: [on("PLACE_ORDER", { nth: 1 }, { do: "restart", downMs: 3000, lostMs: 1000 })],
  },
  {
    name: "connection-reset",
    about: "Something on the way cuts the connection without a goodbye",
    events: [at(10, { do: "close", reset: true })],
  },
  {
    name: "half-open-socket",
    about: "The connection stays open and nothing comes any more: the other end is gone and nobody said so",
    source: `${github}erdewit/ib_insync/issues/386`,
    events: [at(10, { do: "mute" })],
  },
  {
    name: "slow-host",
    about: "Every answer takes two seconds, as when the host collects garbage or its machine swaps",
    events: [on("*", {}, { do: "delay", ms: 2000 })],
  },
  {
    name: "startup-drops-requests",
    about: "What is asked in the first second after the start is never answered",
    events: [
      on("REQ_MKT_DATA", { nth: 1 }, { do: "drop" }),
      on("REQ_ACCT_DATA", { nth: 1 }, { do: "drop" }),
      on("REQ_CONTRACT_DATA", { nth: 1 }, { do: "drop" }),
    ],
  },
  {
    name: "read-only",
    about: "The box Read-Only API is ticked: every order is refused with 321",
    source: `${github}IbcAlpha/IBC/issues/341`,
    settings: { readOnly: true },
    events: [],
  },
  {
    name: "strict-rate",
    about: "Ten market data lines allow five requests a second; a program that subscribes in a loop is cut off",
    source: `${github}erdewit/ib_insync/issues/574`,
    settings: { requestsPerSecondMax: 5, marketDataLinesMax: 10, rejectAboveRate: true },
    events: [],
  },
];
