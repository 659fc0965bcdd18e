/**
 * The host's own connections: to the broker's servers and to the data farms. A new client hears how they stand; all
 * clients hear when that changes.
 *
 * Source: codes 1100 to 1102, 2103 to 2110 and 2157, 2158 of the error table; the texts are those of real captures.
 */
import type { Instrument } from "../market-view.ts";
import type { ClientPort, Service, Surroundings } from "../service.ts";

type FarmKind = "market data" | "HMDS data" | "Sec-def data";

export interface Farm {
  readonly name: string;
  readonly kind: FarmKind;
}

/** The farms of a user with American and European data. */
export const farms: readonly Farm[] = [
  { name: "usfarm.nj", kind: "market data" },
  { name: "usfuture", kind: "market data" },
  { name: "eufarm", kind: "market data" },
  { name: "cashfarm", kind: "market data" },
  { name: "usfarm", kind: "market data" },
  { name: "euhmds", kind: "HMDS data" },
  { name: "ushmds", kind: "HMDS data" },
  { name: "secdefil", kind: "Sec-def data" },
];

/** What was heard of a farm's connection. */
export type FarmState = "ok" | "broken" | "inactive" | "connecting";

const codeOf: Readonly<Record<FarmKind, Readonly<Record<FarmState, number>>>> = {
  "market data": { ok: 2104, broken: 2103, inactive: 2108, connecting: 2119 },
  "HMDS data": { ok: 2106, broken: 2105, inactive: 2107, connecting: 2107 },
  "Sec-def data": { ok: 2158, broken: 2157, inactive: 2157, connecting: 2157 },
};

const inactiveHint = "connection is inactive but should be available upon demand.";

function textOf({ name, kind }: Farm, state: FarmState): string {
  const subject = kind === "market data" ? "Market data farm" : `${kind} farm`;
  if (state === "connecting" && kind === "market data") return `Market data farm is connecting:${name}`;
  if (state === "ok" || state === "broken") {
    const words = state === "ok" ? "OK" : "broken";
    return `${subject} connection is ${words}:${name}`;
  }
  return `${subject} ${inactiveHint}${name}`;
}

/** The link between the host and the broker's servers. */
export type BrokerLink = "up" | "down" | "up, data lost" | "up, data kept";

const brokerTexts: Readonly<Record<Exclude<BrokerLink, "up">, readonly [code: number, text: string]>> = {
  down: [1100, "Connectivity between IBKR and Trader Workstation has been lost."],
  "up, data lost": [
    1101,
    "Connectivity between IBKR and Trader Workstation has been restored - data lost. All data farms are connected.",
  ],
  "up, data kept": [
    1102,
    "Connectivity between IBKR and Trader Workstation has been restored - data maintained. All data farms are connected.",
  ],
};

/** What of the host's connections data services need to know. */
export interface DataLink {
  /**
   * Which life of its farm's connection an instrument's data comes through; undefined while it does not come. What was
   * subscribed to in an earlier life is dead, though nobody says so.
   */
  readonly life: (of: Instrument) => number | undefined;
  /** Whether the service of historical data can be reached. */
  readonly hasHistory: (of: Instrument) => boolean;
}

/** Everything comes through, always. */
export const unbroken: DataLink = { life: () => 0, hasHistory: () => true };

export interface Farms extends Service, DataLink {
  /** @throws nothing: a farm that does not exist is left alone */
  readonly set: (name: string, state: FarmState) => void;
  readonly broker: (link: BrokerLink) => void;
  /** Whether the host is connected to the broker. */
  readonly linked: () => boolean;
}

const european: ReadonlySet<string> = new Set(["EUR", "GBP", "CHF", "SEK"]);

/** Which farm an instrument's quotes come from. */
function quoteFarm({ secType, currency }: Instrument): string {
  if (secType === "CASH" || secType === "CMDTY") return "cashfarm";
  if (european.has(currency)) return "eufarm";
  return secType === "FUT" || secType === "FOP" || secType === "CONTFUT" ? "usfuture" : "usfarm";
}

export function farmsService(surroundings: Surroundings): Farms {
  const states = new Map<Farm, FarmState>(farms.map((farm) => [farm, "ok"]));
  const lives = new Map<string, number>();
  let dataLosses = 0;
  let brokerUp = true;
  const comes = (name: string): boolean => {
    const farm = farms.find((one) => one.name === name);
    return brokerUp && farm !== undefined && states.get(farm) !== "broken";
  };
  const notify = (client: ClientPort, farm: Farm, state: FarmState): void =>
    client.error(-1, codeOf[farm.kind][state], textOf(farm, state));
  return {
    answers: {},
    clientStarted: (client) => {
      for (const [farm, state] of states) notify(client, farm, state);
      if (!brokerUp) client.error(-1, ...brokerTexts.down);
    },
    set: (name, state) => {
      const farm = farms.find((one) => one.name === name);
      if (!farm) return;
      states.set(farm, state);
      if (state === "broken") lives.set(name, (lives.get(name) ?? 0) + 1);
      surroundings.log(state === "broken" ? "WARN" : "INFO", farmLine(farm, state));
      for (const client of surroundings.clients()) notify(client, farm, state);
    },
    broker: (link) => {
      brokerUp = link !== "down";
      if (link === "up, data lost") dataLosses += 1;
      if (link === "up") return;
      surroundings.log(brokerUp ? "INFO" : "ERROR", brokerUp ? "Connected to ccp." : "Connection to ccp disconnected.");
      for (const client of surroundings.clients()) client.error(-1, ...brokerTexts[link]);
    },
    linked: () => brokerUp,
    life: (of) => {
      const farm = quoteFarm(of);
      return comes(farm) ? (lives.get(farm) ?? 0) + dataLosses : undefined;
    },
    hasHistory: ({ currency }) => comes(european.has(currency) ? "euhmds" : "ushmds"),
  };
}

const farmLine = ({ name }: Farm, state: FarmState): string =>
  state === "broken"
    ? `Farm ${name}/CCP: Lost active connection with disconnect status DISCONNECT_ON_SOCKET_ERROR`
    : `Farm ${name}/PRE_CCP: Connected, sending secure connect and/or auth`;
