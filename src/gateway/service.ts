/**
 * What the parts of the simulated host agree on. A *service* answers the requests of one domain (orders, market data, …);
 * the *host* gives every service the same surroundings: a clock that only moves when told, chance from a seed, the
 * clients that are connected. Nothing here knows a socket, and nothing reads the real time.
 */
import type { Random } from "../base/random.ts";
import type { FieldsOf, RequestName, ResponseName } from "../catalogue/messages.ts";
import type { GatewaySettings, LogLevel } from "./settings.ts";

/** A message to a client, by its name. */
export type Outgoing = { [N in ResponseName]: readonly [name: N, fields: FieldsOf<N>] }[ResponseName];

/** A client as services see it: started, with a version and a number. */
export interface ClientPort {
  /** Number of the connection, from 1; never used again. */
  readonly connection: number;
  /** The number that the client gave itself in START_API. */
  readonly clientId: number;
  readonly serverVersion: number;
  /** How much of this client the host's log is told from now on. */
  readonly setLogLevel: (level: LogLevel) => void;
  /** Sends one message, in the encoding that its version asks for. */
  readonly send: <N extends ResponseName>(name: N, fields: FieldsOf<N>) => void;
  /** Sends several messages in one write to the socket, as hosts do with OPEN_ORDER and ORDER_STATUS. */
  readonly sendTogether: (...messages: readonly Outgoing[]) => void;
  /**
   * Sends ERR_MSG. @param id of the request or order; -1 for notices that concern no request
   * @param text replaces the words of the error table
   */
  readonly error: (id: number, code: number, text?: string, advancedOrderRejectJson?: string) => void;
}

/** Something that will happen. */
export interface Planned {
  readonly cancel: () => void;
}

/** What the host gives to its services. */
export interface Surroundings {
  readonly settings: GatewaySettings;
  /** Ms since 1970-01-01 UTC on the host's clock. */
  readonly now: () => number;
  /** Does something after so many ms of the host's clock, in the order of times and, at one time, of calls. */
  readonly after: (ms: number, what: () => void) => Planned;
  /** Does something again and again, first after `ms`. */
  readonly every: (ms: number, what: () => void) => Planned;
  /** Chance for one purpose; the same seed and purpose give the same chance, whatever other purposes there are. */
  readonly random: (purpose: string) => Random;
  /** All clients that have started, in the order in which they came. */
  readonly clients: () => readonly ClientPort[];
  /** A line for the host's own log. */
  readonly log: (level: "INFO" | "WARN" | "ERROR" | "DEBUG", text: string) => void;
}

/** Answers one kind of request. It sends its answers through the port, now or later, as often as it takes. */
export type Handler<N extends RequestName> = (fields: FieldsOf<N>, from: ClientPort) => void;

/** Which requests a service answers. */
export type Answers<N extends RequestName = RequestName> = { readonly [K in N]: Handler<K> };

export interface Service<N extends RequestName = never> {
  readonly answers: Answers<N>;
  /** A client has started: what is to be sent without being asked for. */
  readonly clientStarted?: (client: ClientPort) => void;
  /** A client has gone: its subscriptions end. */
  readonly clientLeft?: (client: ClientPort) => void;
}
