/** Every message about orders and executions. */
export * from "./cancel-order.ts";
export * from "./completed-orders.ts";
export * from "./executions.ts";
export * from "./open-orders.ts";
export * from "./order-ids.ts";
export * from "./order-status.ts";
export * from "./place-order.ts";
