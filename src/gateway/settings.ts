/** What a user of the simulated host can set, with what a paper IB Gateway has where there is a counterpart. */

export interface GatewaySettings {
  /** The newest server version that is offered, 100 to 226; a client gets the lower of this and its own newest. */
  readonly serverVersion: number;
  /** Everything that looks like chance comes from it. */
  readonly seed: number;
  /** Accounts of the user, the first one being the default; several with `advisor` make an FA structure. */
  readonly accounts: readonly string[];
  /** The first account is that of a financial advisor, the others its clients'. */
  readonly advisor: boolean;
  /** Orders are refused (error 321) and nothing of the account can be changed. */
  readonly readOnly: boolean;
  /** This client also sees the orders of all others; undefined: none does. */
  readonly masterClientId: number | undefined;
  /** Addresses that may connect without being asked for; loopback always may. */
  readonly trustedAddresses: readonly string[];
  /** Requests a second and client before the pacing limit acts; left out: half the market data lines, as documented. */
  readonly requestsPerSecondMax: number | undefined;
  /** Requests above the rate are refused with error 100; otherwise they wait. */
  readonly rejectAboveRate: boolean;
  /** Clients at a time. Documented: 32. */
  readonly clientsMax: number;
  /** Market data subscriptions of all clients together. Documented default: 100. */
  readonly marketDataLinesMax: number;
  /**
   * Exchanges whose data the user has not subscribed to: delayed data exists for what is listed there, and no live data.
   */
  readonly unsubscribedExchanges: readonly string[];
  /** Precautionary settings of the order presets: blank, as they may be left at the real host. */
  readonly presets: OrderPresets;
  /** A client that asks for another account's updates takes them from the others (2100); otherwise it is refused (2101). */
  readonly switchesAccount: boolean;
  /** API orders go out whatever the presets say. */
  readonly bypassPrecautions: boolean;
  /** Sends the client elsewhere, `host:port`, as its first answer. */
  readonly redirect: string | undefined;
  /** `debug=1` of jts.ini. */
  readonly debug: boolean;
  /** The port that clients connect to; 0 while it is not known. */
  readonly port: number;
  /** Whether an API message log is written for every client. Off, as at the real host. */
  readonly createApiLog: boolean;
  /** Whether that log holds market data too. */
  readonly marketDataInApiLog: boolean;
  /** How much the host's log tells of clients. */
  readonly logLevel: LogLevel;
}

/** Limits beyond which an order is not sent without a question; those that are left out do not exist. */
export interface OrderPresets {
  /** How far a limit may lie from the market, percent. */
  readonly percentage?: number;
  /** The same in price steps. */
  readonly ticks?: number;
  /** Shares or contracts. */
  readonly sizeLimit?: number;
  /** In the contract's currency. */
  readonly totalValueLimit?: number;
}

/** As `SET_SERVER_LOGLEVEL` numbers them, from 1. */
export const logLevels = ["system", "error", "warning", "info", "detail"] as const;
export type LogLevel = (typeof logLevels)[number];

export const defaultSettings: GatewaySettings = {
  serverVersion: 226,
  seed: 1,
  accounts: ["DU1234567"],
  advisor: false,
  readOnly: false,
  masterClientId: undefined,
  trustedAddresses: [],
  requestsPerSecondMax: undefined,
  rejectAboveRate: true,
  clientsMax: 32,
  marketDataLinesMax: 100,
  unsubscribedExchanges: ["LSE", "TSEJ", "SEHK", "ASX", "MEXI", "HKFE", "OSE.JPN"],
  presets: {},
  switchesAccount: true,
  bypassPrecautions: false,
  redirect: undefined,
  debug: false,
  port: 0,
  createApiLog: false,
  marketDataInApiLog: false,
  logLevel: "error",
};

/** Documented: half the market data lines, of which nobody has less than a hundred. */
export const requestsPerSecond = ({ requestsPerSecondMax, marketDataLinesMax }: GatewaySettings): number =>
  requestsPerSecondMax ?? Math.max(100, marketDataLinesMax) / 2;
