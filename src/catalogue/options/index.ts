export * from "./exercise-options.ts";
export * from "./option-chain.ts";
export * from "./option-computation.ts";
