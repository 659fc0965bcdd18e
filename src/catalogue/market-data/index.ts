/** Every message about live market data, except the option model and news. */
export * from "./depth.ts";
export * from "./depth-exchanges.ts";
export * from "./market-data.ts";
export * from "./market-data-type.ts";
export * from "./real-time-bars.ts";
export * from "./smart-components.ts";
export * from "./tick-by-tick.ts";
export * from "./ticks.ts";
