/**
 * Values of the messages about the session and the configuration. Of the configuration's text values only those seen
 * in the vendor's samples and documentation are listed.
 */
import { codeTable } from "./code-table.ts";

const configuration = "samples in the official clients and documentation of the configuration messages";

export const serverLogLevels = codeTable(
  "log level",
  "How much the host writes into its API log",
  "official documentation of setServerLogLevel",
  "closed",
  [
    { code: 1, name: "SYSTEM", about: "System messages only" },
    { code: 2, name: "ERROR", about: "Errors; what a host starts with" },
    { code: 3, name: "WARNING", about: "Errors and warnings" },
    { code: 4, name: "INFORMATION", about: "Errors, warnings and notices" },
    { code: 5, name: "DETAIL", about: "Everything, with the content of messages" },
  ],
);

export const loggingLevels = codeTable(
  "logging level setting",
  "The level of the API log as the configuration names it; whether capitals matter is not documented",
  configuration,
  "open",
  [
    { code: "error", about: "Errors" },
    { code: "Detail", about: "Everything, with the content of messages" },
  ],
);

export const dayHalves = codeTable("half of the day", "Half of the day of a 12-hour time", configuration, "closed", [
  { code: "AM", about: "Midnight to noon" },
  { code: "PM", about: "Noon to midnight" },
]);

export const autoLogoffTypes = codeTable(
  "automatic logoff type",
  "What the host does at its daily logoff time",
  configuration,
  "open",
  [{ code: "restart", about: "Restarts and goes on with the same login" }],
);

export const messageEncodings = codeTable(
  "message encoding",
  "How the host encodes texts that are not plain ASCII",
  configuration,
  "open",
  [{ code: "osCodePage", about: "The code page of the host's operating system" }],
);

export const timeZoneForms = codeTable(
  "time zone form",
  "How the host writes the dates and times of instruments",
  configuration,
  "open",
  [{ code: "utc", about: "In UTC" }],
);

export const exerciseRequestTypes = codeTable(
  "option exercise request type",
  "Whether an option exercise that came through the API can be taken back",
  configuration,
  "open",
  [{ code: "final", about: "Cannot be changed or taken back" }],
);

export const promptActions = codeTable(
  "prompt action",
  "What the host does when a prompt would come up",
  configuration,
  "open",
  [{ code: "Hidden", about: "The prompt is not shown" }],
);

export const routingAlgorithms = codeTable(
  "routing algorithm",
  "The SMART routing algorithm of orders that name none",
  configuration,
  "open",
  [{ code: "SMART", about: "The standard algorithm" }],
);

export const updateStatuses = codeTable(
  "configuration update status",
  "How an update of the configuration ended",
  configuration,
  "open",
  [
    { code: "success", about: "Every setting was taken over" },
    { code: "error", about: "The update was refused; errors names the settings" },
  ],
);

export const contractInfoWords = codeTable(
  "display group content",
  "What a display group shows when it is not a plain contract",
  "official documentation of display groups",
  "open",
  [
    { code: "none", about: "Nothing is selected" },
    { code: "combo", about: "A combo is selected; its legs are not told" },
  ],
);
