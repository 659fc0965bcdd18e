/** Every message about instruments. */
export * from "./contract-data.ts";
export * from "./delta-neutral-validation.ts";
export * from "./market-rule.ts";
export * from "./matching-symbols.ts";
