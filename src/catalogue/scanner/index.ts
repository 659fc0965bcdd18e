export * from "./scanner.ts";
