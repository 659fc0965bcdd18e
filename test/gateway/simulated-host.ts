/** A host without sockets, and clients that speak to it: what they send are bytes, what they get is decoded. */
import { bytesOf } from "../../src/base/byte-string.ts";
import type { FieldsOf, MessageName } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, type Message } from "../../src/codec/message.ts";
import { Host, type HostLogEntry, type HostOptions, type Traffic } from "../../src/gateway/host.ts";
import { defaultSettings, type GatewaySettings } from "../../src/gateway/settings.ts";
import { Session, type SessionEvent } from "../../src/session/session.ts";
import { frameBytes } from "../../src/wire/frames.ts";

/** Wednesday, 14:00 in New York. */
export const startMs = Date.UTC(2026, 10, 25, 19, 0, 0);

export interface HostOfTests {
  readonly host: Host;
  readonly log: HostLogEntry[];
  readonly traffic: Traffic[];
  readonly closed: number[];
  /** Connects a client, as far as it gets. */
  readonly client: (options?: ClientOptions) => ClientOfTests;
  /** Connects, and has START_API answered. */
  readonly started: (options?: ClientOptions) => ClientOfTests;
}

export interface ClientOptions {
  readonly clientId?: number;
  readonly min?: number;
  readonly max?: number;
  readonly options?: string;
  readonly optionalCapabilities?: string;
  readonly address?: string;
}

export function hostOfTests(
  settings: Partial<GatewaySettings>,
  rest: Omit<HostOptions, "settings" | "startMs">,
): HostOfTests {
  const log: HostLogEntry[] = [];
  const traffic: Traffic[] = [];
  const closed: number[] = [];
  const clients = new Map<number, ClientOfTests>();
  const host = new Host(
    { settings: { ...defaultSettings, ...settings }, startMs, ...rest },
    {
      write: (connection, bytes) => clients.get(connection)?.take(bytes),
      close: (connection) => closed.push(connection),
      log: (entry) => log.push(entry),
      passed: (one) => traffic.push(one),
    },
  );
  const client = (options: ClientOptions = {}): ClientOfTests => {
    const connection = host.connect(options.address ?? "127.0.0.1");
    const made = new ClientOfTests(host, connection ?? -1, options);
    if (connection !== undefined) clients.set(connection, made);
    return made;
  };
  const started = (options: ClientOptions = {}): ClientOfTests => {
    const made = client(options);
    made.hello();
    const { clientId = 1, optionalCapabilities = "" } = options;
    made.request("START_API", { clientId, optionalCapabilities });
    return made;
  };
  return { host, log, traffic, closed, client, started };
}

export class ClientOfTests {
  readonly connection: number;
  readonly received: Message[] = [];
  readonly events: SessionEvent[] = [];
  /** The bytes of every write, in hexadecimal. */
  readonly writes: string[] = [];
  private readonly host: Pick<Host, "receive">;
  private readonly options: ClientOptions;
  private readonly session = new Session();

  /** @param host whoever takes its bytes: a socket can stand for it */
  constructor(host: Pick<Host, "receive">, connection: number, options: ClientOptions) {
    this.host = host;
    this.connection = connection;
    this.options = options;
  }

  get serverVersion(): number {
    return this.session.serverVersion ?? 0;
  }

  bytes(bytes: Uint8Array): void {
    this.session.push("out", bytes);
    this.host.receive(this.connection, bytes);
  }

  hello(): void {
    const { min = 100, max = 226, options = "" } = this.options;
    this.bytes(bytesOf("API\0"));
    this.bytes(frameBytes(bytesOf(`v${min}..${max}${options ? ` ${options}` : ""}`)));
  }

  request<N extends MessageName>(name: N, fields: FieldsOf<N>): void {
    this.bytes(frameBytes(encodeFrame({ name, serverVersion: this.serverVersion, fields })));
  }

  take(bytes: Uint8Array): void {
    this.writes.push(Buffer.from(bytes).toString("hex"));
    for (const event of this.session.push("in", bytes)) {
      this.events.push(event);
      if (event.kind === "frame" && event.direction === "in")
        this.received.push(decodeFrame(event.payload, { direction: "in", serverVersion: event.serverVersion }));
    }
  }

  /** The fields of all messages of a name that came so far. */
  got<N extends MessageName>(name: N): FieldsOf<N>[] {
    return this.received.filter((message) => message.name === name).map(({ fields }) => fields as FieldsOf<N>);
  }

  /** Forgets what came so far. */
  forget(): this {
    this.received.length = 0;
    return this;
  }

  get names(): (string | undefined)[] {
    return this.received.map(({ name }) => name);
  }
}
