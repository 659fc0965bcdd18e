/** Every message about option chains, the option model and exercise. */
export * from "./exercise-options.ts";
export * from "./option-chain.ts";
export * from "./option-computation.ts";
