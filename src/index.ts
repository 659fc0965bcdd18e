/** twscope as a library, on Node: everything of the pure part, and logs from files and streams. */
export * from "./pure.ts";
export { InputError } from "./node/input.ts";
export { mergeLogs, openLog, type OpenLog, type OpenLogOptions } from "./node/open-log.ts";
