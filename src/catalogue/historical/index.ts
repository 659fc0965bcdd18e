/** Every message about historical data. */
export * from "./head-timestamp.ts";
export * from "./histogram.ts";
export * from "./historical-data.ts";
export * from "./historical-ticks.ts";
