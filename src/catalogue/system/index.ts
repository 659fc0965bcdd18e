/** Messages about the session itself: start, errors, time, log level, configuration, window groups, verification. */
export * from "./configuration.ts";
export * from "./current-time.ts";
export * from "./display-groups.ts";
export * from "./errors.ts";
export * from "./server-log-level.ts";
export * from "./start-api.ts";
export * from "./verification.ts";
