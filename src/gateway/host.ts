/**
 * The simulated host: connections and time in, bytes and log lines out. Everything that a real host decides for all of
 * its clients is decided here; what it answers to requests is in the services.
 */
import type { Issue } from "../base/issue.ts";
import { seeded, seedFor } from "../base/random.ts";
import { errorCodes } from "../catalogue/codes/error-codes.ts";
import type { RequestName } from "../catalogue/messages.ts";
import type { Message } from "../codec/message.ts";
import { Agenda } from "./agenda.ts";
import { ClientLink, idOf, type LinkHost, type Sent } from "./client-link.ts";
import { hostDateTime } from "./host-clock.ts";
import type { Answers, Service, Surroundings } from "./service.ts";
import { type GatewaySettings, logLevels, type LogLevel } from "./settings.ts";

/** What the host asks of the world. */
export interface HostPorts {
  /** Sends bytes to a client, in one write. */
  readonly write: (connection: number, bytes: Uint8Array) => void;
  /** Ends a connection behind what was written. */
  readonly close: (connection: number) => void;
  /** A line for the host's log. */
  readonly log: (entry: HostLogEntry) => void;
  /** Messages that passed, for the API message log: those of one write together. */
  readonly passed?: (traffic: Traffic) => void;
}

export interface HostLogEntry {
  readonly atMs: number;
  readonly level: "INFO" | "WARN" | "ERROR" | "DEBUG";
  readonly thread: string;
  readonly text: string;
}

export interface Traffic {
  readonly atMs: number;
  readonly connection: number;
  readonly clientId: number;
  readonly serverVersion: number;
  readonly direction: "in" | "out";
  readonly payloads: readonly Uint8Array[];
}

/** What a scenario does to messages on their way. It passes them on with `deliver` and `answer`, now, later or never. */
export interface Interference {
  /** @param messages none for the answer to the handshake */
  readonly write: (link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]) => void;
  readonly request: (link: ClientLink, message: Message) => void;
  /** Whether new connections are taken at the moment. */
  readonly accepts: () => boolean;
  /** Whether anything that clients send is read at the moment. */
  readonly reads: () => boolean;
  readonly started: (link: ClientLink) => void;
  readonly left: (link: ClientLink) => void;
}

export interface HostOptions {
  readonly settings: GatewaySettings;
  /** Where the host's clock begins, ms since 1970-01-01 UTC. */
  readonly startMs: number;
  readonly services: (surroundings: Surroundings, change: ChangeSettings) => HostServices;
  readonly interference?: (host: Host) => Interference;
}

/** Changes settings while the host runs. */
export type ChangeSettings = (changed: Partial<GatewaySettings>) => void;

/** The answers to all requests; what happens first, `START_API`, is the host's own affair. */
export interface HostServices {
  readonly answers: Omit<Answers, "START_API">;
  /** In the order in which a new client hears of them. */
  readonly services: readonly Pick<Service, "clientStarted" | "clientLeft">[];
}

type AnyHandler = (fields: unknown, from: ClientLink) => void;

/** Source: error table. */
const clientIdInUse = 326;
const unreadableRequest = 320;

export class Host {
  settings: GatewaySettings;
  readonly agenda: Agenda;
  readonly surroundings: Surroundings;
  private readonly ports: HostPorts;
  private readonly links = new Map<number, ClientLink>();
  private readonly services: HostServices;
  private readonly interference: Interference | undefined;
  private last = 0;

  constructor(options: HostOptions, ports: HostPorts) {
    const { settings, startMs } = options;
    this.settings = settings;
    this.ports = ports;
    this.agenda = new Agenda(startMs);
    const { agenda } = this;
    const settingsNow = (): GatewaySettings => this.settings;
    this.surroundings = {
      // They can be changed over the API, so they are looked up each time.
      get settings() {
        return settingsNow();
      },
      now: () => agenda.now,
      after: (ms, what) => agenda.after(ms, what),
      every: (ms, what) => agenda.every(ms, what),
      random: (purpose) => seeded(seedFor(settings.seed, purpose)),
      clients: () => this.clients,
      log: (level, text) => this.log(level, "JTS-Main", text),
    };
    this.services = options.services(this.surroundings, (changed) => {
      this.settings = { ...this.settings, ...changed };
    });
    this.interference = options.interference?.(this);
  }

  /** Clients that have started. */
  get clients(): readonly ClientLink[] {
    return [...this.links.values()].filter(({ started }) => started);
  }

  /** All connections, started or not. */
  get connections(): number {
    return this.links.size;
  }

  /**
   * A connection came. @param address of its other end, without the port
   * @returns its number, or nothing when the host does not take it
   */
  connect(address: string): number | undefined {
    if (this.interference && !this.interference.accepts()) return undefined;
    this.log("INFO", "JTS-SocketListener", "State: HEADER, IsAPI: UNKNOWN");
    if (!isLoopback(address) && !this.settings.trustedAddresses.includes(address)) {
      this.log("ERROR", "JTS-SocketListener", `Connection from ${address} was refused: it is no trusted address`);
      return undefined;
    }
    this.last += 1;
    this.links.set(this.last, new ClientLink(this.last, address, this.linkHost()));
    return this.last;
  }

  receive(connection: number, bytes: Uint8Array): void {
    const link = this.links.get(connection);
    if (!link) return;
    // What a host does not read stays where it is, in its order, until it reads again.
    if (this.interference && !this.interference.reads())
      link.keep(bytes, () => this.receive(connection, new Uint8Array(0)));
    else link.receive(bytes);
  }

  /** The client closed its connection, or it broke. @param how `Connection terminated`, `Connection reset` */
  left(connection: number, how = "Connection terminated"): void {
    const link = this.links.get(connection);
    if (!link) return;
    this.bracket(link, "ERR", `Socket connection for client{${link.clientId}} has closed.`);
    this.log("INFO", threadOf(link), how);
    this.forget(link);
  }

  /** Ends a connection from the host's side, as a restart or a fault does. */
  cut(connection: number, why: string): void {
    this.links.get(connection)?.end(why);
  }

  cutAll(why: string): void {
    for (const link of Array.from(this.links.values())) link.end(why);
  }

  /** Moves the clock. @returns whether all that was due is done */
  advance(toMs: number, doneMax?: number): boolean {
    return this.agenda.advance(toMs, doneMax);
  }

  log(level: HostLogEntry["level"], thread: string, text: string): void {
    this.ports.log({ atMs: this.agenda.now, level, thread, text });
  }

  /** What the interference lets through, or what it thought up itself, goes to the client. */
  deliver(link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]): void {
    if (link.gone) return;
    this.ports.write(link.connection, bytes);
    const payloads = messages.map(({ payload }) => payload);
    if (payloads.length > 0) this.tell(link, "in", payloads);
  }

  /** Answers a request, as if nobody had interfered. */
  answer(link: ClientLink, message: Message): void {
    if (link.gone) return;
    const [issue] = message.issues;
    if (!message.name || issue) {
      link.error(idOf(message), unreadableRequest, `${errorText(unreadableRequest)} ${whatIsWrong(message, issue)}`);
      return;
    }
    if (message.name === "START_API") {
      link.error(-1, unreadableRequest, `${errorText(unreadableRequest)} The API has been started already.`);
      return;
    }
    (this.services.answers[message.name as Exclude<RequestName, "START_API">] as AnyHandler)(message.fields, link);
  }

  private readonly linkHost = (): LinkHost => ({
    settings: () => this.settings,
    now: () => this.agenda.now,
    after: (ms, what) => void this.agenda.after(ms, what),
    handshakeTime: () => `${hostDateTime(this.agenda.now)} UTC`,
    write: (link, bytes, messages) => {
      if (this.interference) this.interference.write(link, bytes, messages);
      else this.deliver(link, bytes, messages);
    },
    close: (link) => {
      this.forget(link);
      this.ports.close(link.connection);
    },
    log: (link, level, text) => this.bracket(link, level, text),
    note: (text) => this.log("INFO", "JTS-SocketListener", text),
    start: (link, clientId) => this.start(link, clientId),
    request: (link, message, payload) => {
      this.bracket(link, "DET", `Request ${message.id} (${message.name ?? "unknown"})`);
      this.tell(link, "out", [payload]);
      if (this.interference) this.interference.request(link, message);
      else this.answer(link, message);
    },
    errorText,
  });

  private start(link: ClientLink, clientId: number): { code: number; text?: string } | undefined {
    const { clients, settings } = this;
    if (clients.some((other) => other.clientId === clientId)) return { code: clientIdInUse };
    if (clients.length >= settings.clientsMax)
      return { code: clientIdInUse, text: `Unable to connect: ${settings.clientsMax} clients are connected already.` };
    link.clientId = clientId;
    link.started = true;
    this.log("INFO", threadOf(link), `Start API message, ClientID=${clientId}${capabilitiesOf(link)}`);
    this.log("INFO", "JTS-SocketListener", `eServersChanged: ${clients.length + 1}`);
    for (const { clientStarted } of this.services.services) clientStarted?.(link);
    this.interference?.started(link);
    return undefined;
  }

  /** Requests are logged as they came, answers as they went. */
  private tell(link: ClientLink, direction: Traffic["direction"], payloads: readonly Uint8Array[]): void {
    const { connection, clientId, serverVersion } = link;
    this.ports.passed?.({ atMs: this.agenda.now, connection, clientId, serverVersion, direction, payloads });
  }

  private forget(link: ClientLink): void {
    if (link.gone) return;
    link.gone = true;
    this.links.delete(link.connection);
    this.interference?.left(link);
    if (link.started) for (const { clientLeft } of this.services.services) clientLeft?.(link);
    const { clientId, address, connection } = link;
    this.bracket(link, "SYS", `Writer thread terminated for socket client{${clientId}}.`, `JTS-EWriter${connection}`);
    this.bracket(link, "SYS", `Ending conversation with client{${clientId}} at ${address}`);
    this.log("INFO", "JTS-SocketListener", `eServersChanged: ${this.clients.length}`);
  }

  private bracket(link: ClientLink, level: "SYS" | "ERR" | "DET", text: string, thread = threadOf(link)): void {
    if (!isTold(level, link.logLevel ?? this.settings.logLevel)) return;
    const client = link.started ? link.clientId : "-";
    const { serverVersion } = link;
    const bracket = `[${client}:${serverVersion}:${serverVersion}:1:0:0:0:${level}]`;
    this.log(level === "ERR" ? "ERROR" : "INFO", thread, `${bracket} ${text}`);
  }
}

/** The level from which on a kind of line is written. Errors are at the level that hosts begin with. */
const toldFrom: Readonly<Record<"SYS" | "ERR" | "DET", LogLevel>> = { SYS: "system", ERR: "error", DET: "detail" };
const isTold = (kind: keyof typeof toldFrom, level: LogLevel): boolean =>
  logLevels.indexOf(level) >= logLevels.indexOf(toldFrom[kind]);

/** Characters of a client's own text in a line of the host's log. */
const toldMax = 200;

function capabilitiesOf({ optionalCapabilities: told }: ClientLink): string {
  if (told === "") return "";
  const rest = told.length > toldMax ? ` … (${told.length} characters)` : "";
  return `, OptionalCapabilities=${told.slice(0, toldMax)}${rest}`;
}

const threadOf = ({ connection }: ClientLink): string => `JTS-EServerSocket-${connection}`;

const isLoopback = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.|localhost$)/.test(address);

/** The words of the error table, as hosts send them. */
export const errorText = (code: number): string => errorCodes.get(code)?.about ?? `Error ${code}`;

const whatIsWrong = ({ id }: Message, issue: Issue | undefined): string =>
  issue?.code === "unknown-message" || !issue
    ? `There is no request ${id}.`
    : `Request ${id}: ${issue.path || "the message"}: expected ${issue.expected}, got ${issue.got}.`;
