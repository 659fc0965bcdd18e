/** Every message about the market scanner. */
export * from "./scanner.ts";
