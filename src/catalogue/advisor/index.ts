export * from "./financial-advisor.ts";
export * from "./soft-dollar-tiers.ts";
