/** Everything about accounts: figures, positions, profit and loss, and who the accounts belong to. */
export * from "./account-summary.ts";
export * from "./account-updates.ts";
export * from "./account-updates-multi.ts";
export * from "./family-codes.ts";
export * from "./managed-accounts.ts";
export * from "./pnl.ts";
export * from "./positions.ts";
export * from "./positions-multi.ts";
export * from "./user-info.ts";
