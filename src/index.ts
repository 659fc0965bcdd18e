/** twscope as a library, on Node: everything of the pure part, logs from files and streams, and the simulated host. */
export * from "./pure.ts";
export { startGateway, type Gateway, type GatewayOptions } from "./node/gateway/gateway.ts";
export { InputError } from "./node/input.ts";
export { mergeLogs, openLog, type OpenLog, type OpenLogOptions } from "./node/open-log.ts";
export { markIncident, type MadeMark, type MarkOptions } from "./node/store/mark-incident.ts";
export { listMarks, releaseMark, type Mark } from "./node/store/marks.ts";
export { KeyRing, type KeyRingOptions } from "./node/store/key-ring.ts";
