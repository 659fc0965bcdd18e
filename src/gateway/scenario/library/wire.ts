/** Bytes that are not as they should be. */
import { at, on, type Scenario } from "../scenario.ts";

const github = "https://github.com/";

export const wireScenarios: readonly Scenario[] = [
  {
    name: "glued-frames",
    about: "Two ticks come in one frame, as a host once sent them: clients read the second one as fields of the first",
    source: `${github}erdewit/ib_insync/issues/393`,
    events: [on("TICK_SIZE", { nth: 5 }, { do: "glue" })],
  },
  {
    name: "frame-in-pieces",
    about: "Every price comes in two reads of the socket; clients that take a read for a message break",
    events: [on("TICK_PRICE", {}, { do: "cut", bytes: 6, ms: 5 })],
  },
  {
    name: "frame-cut-off",
    about: "The connection ends in the middle of a message",
    events: [on("TICK_PRICE", { nth: 10 }, { do: "cut", bytes: 7 }, { do: "close", reset: true })],
  },
  {
    name: "unknown-message",
    about: "A newer host sends a message that no client knows; it has to be skipped, not taken for the end",
    source: `${github}wboayue/rust-ibapi/issues/412`,
    events: [at(3, { do: "unknown", id: 180 }), at(6, { do: "unknown", id: 399 })],
  },
  {
    name: "unset-everywhere",
    about: "Fields that are usually filled come unset, which some clients turn into 0 or 1.8e308",
    source: `${github}erdewit/ib_insync/issues/388`,
    events: [
      on("TICK_PRICE", {}, { do: "change", fields: { size: null } }),
      on("ORDER_STATUS", {}, { do: "change", fields: { avgFillPrice: null, lastFillPrice: null } }),
    ],
  },
  {
    name: "order-of-answers",
    about: "The answer that came first is sent second, all day long",
    events: [on("TICK_PRICE", {}, { do: "swap" })],
  },
  {
    name: "localised-texts",
    about: "Error texts come in Chinese: only the code can be relied on",
    source: `${github}vnpy/vnpy_ib/issues/12`,
    events: [at(3, { do: "error", id: -1, code: 2104, text: "市场数据农场连接正常:usfarm" })],
  },
];
