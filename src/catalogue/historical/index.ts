export * from "./head-timestamp.ts";
export * from "./histogram.ts";
export * from "./historical-data.ts";
export * from "./historical-ticks.ts";
