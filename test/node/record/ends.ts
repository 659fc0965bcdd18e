/** Both ends of a connection through a recorder, in one process: what each was sent and what came of it. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Recorder, type RecorderEvent, type RecorderOptions } from "../../../src/node/record/recorder.ts";
import { KeyRing } from "../../../src/node/store/key-ring.ts";

export class End {
  readonly socket: Socket;
  readonly received: Buffer[] = [];
  readonly sent: Buffer[] = [];
  ended = false;
  error: string | undefined;
  readonly closed: Promise<void>;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes) => this.received.push(bytes));
    socket.on("end", () => {
      this.ended = true;
      // A reset behind bytes is told as an end; writing nothing then fails.
      if (socket.writable && socket.writableLength === 0) socket.write(Buffer.alloc(0));
    });
    socket.on("error", (error: NodeJS.ErrnoException) => (this.error = error.code));
    this.closed = new Promise((done) => socket.once("close", () => done()));
  }

  send(bytes: Uint8Array): void {
    this.sent.push(Buffer.from(bytes));
    this.socket.write(bytes);
  }
  get got(): Buffer {
    return Buffer.concat(this.received);
  }
  get gave(): Buffer {
    return Buffer.concat(this.sent);
  }
  get address(): string {
    return `127.0.0.1:${this.socket.localPort}`;
  }
}

export async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "twscope-record-"));

export interface Running {
  readonly recorder: Recorder;
  readonly events: RecorderEvent[];
  readonly store: string;
  readonly keys: string;
}

export async function record(
  to: number,
  { sealed = true, ...options }: Partial<RecorderOptions> & { sealed?: boolean } = {},
): Promise<Running> {
  const folder = newFolder();
  const [store, keys] = [join(folder, "store"), join(folder, "keys")];
  const events: RecorderEvent[] = [];
  const recorder = await Recorder.start({
    listen: { host: "127.0.0.1", port: 0 },
    to: { host: "127.0.0.1", port: to },
    store,
    keep: true,
    key: sealed ? await new KeyRing({ folder: keys }).newKey() : undefined,
    version: "test",
    includeMarketData: true,
    logLevel: 2,
    rules: { keepDays: 7, keepBytes: 1e12 },
    tell: (event) => void events.push(event),
    ...options,
  });
  return { recorder, events, store, keys };
}

/** A client and the host's end of its connection. */
export async function connectEnds(server: Server, port: number): Promise<{ client: End; host: End }> {
  const taken = once(server, "connection") as Promise<[Socket]>;
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
  const client = new End(socket);
  await once(socket, "connect");
  const [other] = await taken;
  return { client, host: new End(other) };
}

/** Waits for something that comes about by itself; fails loudly when it does not. */
export async function until(what: string, holds: () => boolean, timeoutMs = 20_000): Promise<void> {
  for (const start = performance.now(); !holds();) {
    if (performance.now() - start > timeoutMs) throw new Error(`did not come about: ${what}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
