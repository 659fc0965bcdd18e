/** Messages for financial advisors and professional customers. */
export * from "./financial-advisor.ts";
export * from "./soft-dollar-tiers.ts";
