/**
 * The attributes of the `ApiSettings` element of `tws.xml` and `ibg.xml`, as a table: the setting's title in the program,
 * what it means, and when it hinders somebody who looks for a fault.
 *
 * Sources: specimens of the element; the vendor's documentation of the API settings and of the API log; the order of the
 * log levels is that of the API's call `setServerLogLevel`.
 */
import type { Remark } from "./remark.ts";

export type HostProgram = "TWS" | "Gateway";

export interface ApiAttribute {
  readonly name: string;
  /** The title in Configuration > API > Settings. */
  readonly title: string;
  readonly about: string;
  readonly remark?: (value: string, program: HostProgram) => Remark | undefined;
}

/** Where the settings are, in the words of the programs' menus. */
export const settingsMenu = (program: HostProgram | undefined): string =>
  program === "TWS"
    ? "TWS: File (or Edit) > Global Configuration > API > Settings"
    : program === "Gateway"
      ? "Gateway: Configure > Settings > API > Settings"
      : "TWS: File > Global Configuration > API > Settings; Gateway: Configure > Settings > API > Settings";

export const logLevels = ["System", "Error", "Warning", "Information", "Detail"] as const;

export const apiAttributes: readonly ApiAttribute[] = [
  {
    name: "createApiMsgLogFile",
    title: "Create API message log file",
    about: "A log of all messages between API programs and the host, a file a client.",
    remark: (value, program) =>
      value === "false"
        ? {
            code: "api-log-off",
            weight: "hinders",
            about: "The API message log is off: what API programs send and get is not recorded.",
            remedy: `${settingsMenu(program)}: tick Create API message log file, set Logging Level to Detail, and repeat what went wrong.`,
          }
        : undefined,
  },
  {
    name: "includeMktData",
    title: "Include market data in API log file",
    about: "Ticks are recorded in the API message log too; historical bars are recorded always.",
    remark: (value, program) =>
      value === "false"
        ? {
            code: "market-data-left-out",
            weight: "note",
            about: "The API message log leaves out streaming market data: their absence in it proves nothing.",
            remedy: `For a fault in market data, ${settingsMenu(program)}: tick Include market data in API log file.`,
          }
        : undefined,
  },
  {
    name: "logLevel",
    title: "Logging Level",
    about: "1 System, 2 Error (the default), 3 Warning, 4 Information, 5 Detail.",
    remark: (value, program) =>
      /^[1-4]$/.test(value)
        ? {
            code: "log-level-low",
            weight: "hinders",
            about: `The logging level is ${logLevels[Number(value) - 1]}; the vendor's support asks for Detail, set before the fault.`,
            remedy: `${settingsMenu(program)}: set Logging Level to Detail. Logs grow fast then: set it back afterwards.`,
          }
        : undefined,
  },
  {
    name: "socketClient",
    title: "Enable ActiveX and Socket Clients",
    about: "The API socket is open. A Gateway's socket is open whatever stands here.",
    remark: (value, program) =>
      value === "false" && program === "TWS"
        ? {
            code: "socket-off",
            weight: "hinders",
            about: "The API socket is off: no API program can connect (error 502).",
            remedy: `${settingsMenu(program)}: tick Enable ActiveX and Socket Clients.`,
          }
        : undefined,
  },
  {
    name: "port",
    title: "Socket port",
    about: "The port of the API socket; 0 where none was ever chosen, and the program takes its default.",
  },
  {
    name: "readOnlyApi",
    title: "Read-Only API",
    about: "Orders of API programs are refused.",
    remark: (value) =>
      value === "true"
        ? {
            code: "read-only",
            weight: "note",
            about: "The API is read-only: orders are refused (error 321), and some order data are not sent.",
          }
        : undefined,
  },
  {
    name: "allowOnlyLocalhost",
    title: "Allow connections from localhost only",
    about: "Connections from other machines are refused.",
    remark: (value) =>
      value === "true"
        ? {
            code: "localhost-only",
            weight: "note",
            about: "Only programs on the same machine, or in the same container, can connect to the API.",
          }
        : undefined,
  },
  {
    name: "masterClientID",
    title: "Master API client ID",
    about: "This client is told of the orders of all clients; -1 or nothing: there is none.",
    remark: (value) =>
      /^\d{1,10}$/.test(value)
        ? {
            code: "master-client",
            weight: "note",
            about: `Client ${value} is the master client: it is told of the orders of all clients.`,
          }
        : undefined,
  },
  {
    name: "slowBufferTimeout",
    title: "Timeout to send bulk data to API",
    about: "Seconds after which a client that does not read is given up.",
  },
  {
    name: "encodeMessagesInAscii7",
    title: "Encode API messages, instrument names in ASCII-7",
    about: "Characters outside of ASCII are replaced in messages to API programs.",
  },
  { name: "autoOpenOrdDonwload", title: "Download open orders on connection", about: "(The name is sic.)" },
  {
    name: "useNegativeAutoRange",
    title: "Use negative numbers to bind automatic orders",
    about: "Orders that were not placed over the API get negative order ids.",
  },
  {
    name: "includeFxPositions",
    title: "Include FX positions in portfolio",
    about: "Currencies are shown as positions too.",
  },
  { name: "dde", title: "Enable DDE clients", about: "The old interface for spreadsheets is open." },
  {
    name: "overridePrecautionaryConstraints",
    title: "Bypass Order Precautions for API Orders",
    about: "Orders beyond the precautionary limits are not held back.",
  },
  { name: "bypassBondWarning", title: "Bypass Bond warning for API Orders", about: "No warning for orders of bonds." },
  {
    name: "bypassYtwWarning",
    title: "Bypass negative yield to worst confirmation for API Orders",
    about: "No confirmation is asked for.",
  },
  {
    name: "bypassCalledBondWarning",
    title: "Bypass Called Bond warning for API Orders",
    about: "No warning is shown.",
  },
  {
    name: "bypassSameActionPairTradeWarning",
    title: 'Bypass "same action pair trade" warning for API orders',
    about: "No warning is shown.",
  },
  { name: "compExchSeparator", title: "Component Exch. Separator", about: "What stands between component exchanges." },
];
