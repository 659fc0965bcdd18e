/** @stoqey/ib against a small host of our own: it connects over loopback, as programs do. */
import { readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stoqeyFolder } from "./set-up.ts";

const dist = join(stoqeyFolder, "node_modules", "@stoqey", "ib", "dist");

type Method = (...args: unknown[]) => unknown;
export interface StoqeyClient {
  readonly connect: Method;
  readonly disconnect: Method;
  readonly on: Method;
  readonly off: Method;
  readonly [method: string]: Method;
}
export type ConditionName = `${"Price" | "Time" | "Margin" | "Execution" | "Volume" | "PercentChange"}Condition`;
export interface StoqeyModule extends Readonly<Record<ConditionName, new (...args: unknown[]) => object>> {
  readonly IBApi: new (options: object) => StoqeyClient;
}

export async function loadStoqey(): Promise<StoqeyModule> {
  const module: StoqeyModule = await import(pathToFileURL(join(dist, "index.js")).href);
  return module;
}

const namesIn = (list = ""): string[] => [...list.matchAll(/(?:^|, )(\w+)\??: /g)].map(([, name = ""]) => name);

/** Parameter names of every method and of every event, as the package's own declarations have them. */
export function declaredParameters(): { methods: Map<string, string[]>; events: Map<string, string[]> } {
  const text = readFileSync(join(dist, "api", "api.d.ts"), "utf8").replaceAll(/\s+/g, " ");
  const methods = new Map<string, string[]>();
  const events = new Map<string, string[]>();
  for (const [, name = "", list] of text.matchAll(/ (\w+)\(((?:\w+\??: [^()]*)?)\): (?:IBApi|this);/g))
    if (name !== "on") methods.set(name, namesIn(list));
  for (const [, event = "", list] of text.matchAll(/on\(event: EventName\.(\w+), listener: \((.*?)\) => void\)/g))
    events.set(event, namesIn(list));
  return { methods, events };
}

export interface StoqeyEvent {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** A connection at one server version: the frames that the client sends, and the events that it raises. */
export class StoqeyConnection {
  readonly frames: Uint8Array[] = [];
  events: StoqeyEvent[] = [];
  readonly client: StoqeyClient;
  private readonly server: Server;
  private socket: Socket | undefined;
  private pending = Buffer.alloc(0);
  private arrived: () => void = () => {};

  private constructor(stoqey: StoqeyModule, server: Server) {
    this.server = server;
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    this.client = new stoqey.IBApi({ host: "127.0.0.1", port, maxReqPerSec: 1e8 });
    this.client.on("all", (event: string, args: readonly unknown[]) => {
      if (event !== "sent" && event !== "received") this.events.push({ event, args });
    });
    this.client.on("error", () => {});
  }

  static async open(stoqey: StoqeyModule, serverVersion: number): Promise<StoqeyConnection> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const connection = new StoqeyConnection(stoqey, server);
    server.on("connection", (socket) => {
      connection.socket = socket;
      socket.on("data", (bytes) => connection.receive(bytes));
    });
    connection.client.connect(7);
    await connection.framesAre(1);
    connection.send(Buffer.from(`${serverVersion}\0the time\0`));
    await connection.framesAre(2);
    connection.send(Buffer.from("9\x001\x00100\0"));
    await connection.event("nextValidId");
    return connection;
  }

  /** Sends one frame's payload to the client. */
  send(payload: Uint8Array): void {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(payload.length);
    this.socket?.write(Buffer.concat([head, payload]));
  }

  /** Waits until so many frames have come from the client. */
  async framesAre(count: number): Promise<void> {
    while (this.frames.length < count) await new Promise<void>((resolve) => (this.arrived = resolve));
  }

  async event(name: string, first?: unknown): Promise<void> {
    for (const start = performance.now(); performance.now() - start < 10_000;) {
      const found = this.events.find(({ event, args }) => event === name && (first === undefined || args[0] === first));
      if (found) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`@stoqey/ib did not raise ${name}`);
  }

  async close(): Promise<void> {
    this.client.disconnect();
    this.socket?.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    if (this.frames.length === 0 && this.pending.subarray(0, 4).toString("latin1") === "API\0")
      this.pending = this.pending.subarray(4);
    while (this.pending.length >= 4 && this.pending.length >= 4 + this.pending.readUInt32BE()) {
      const end = 4 + this.pending.readUInt32BE();
      this.frames.push(new Uint8Array(this.pending.subarray(4, end)));
      this.pending = this.pending.subarray(end);
    }
    this.arrived();
  }
}
