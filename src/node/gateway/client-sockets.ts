/** The sockets of the simulated host's clients: bytes in and out, slow readers and broken links. */
import { createServer, type Server, type Socket } from "node:net";
import type { Direction } from "../../base/direction.ts";
import type { Host } from "../../gateway/host.ts";
import { formatAddress } from "../record/address.ts";

/** A client that reads more slowly than this is behind is reported, as the real host does, and again at each doubling. */
const slowBytes = 64 * 1024;
/** What waits for one client at most; then its connection is cut, so that the others are not harmed. */
const waitingBytesMax = 64 * 1024 * 1024;
/** Connections at a time, most of which cannot be clients: there are at most 32 of those. */
const connectionsMax = 2000;

export interface SocketsOptions {
  readonly host: string;
  readonly port: number;
  /** Whatever comes from outside happens at the present moment. */
  readonly catchUp: () => void;
  // For the API message logs: what passes on a connection.
  readonly opened: (connection: number, client: string) => void;
  readonly received: (connection: number, bytes: Uint8Array) => void;
  readonly sent: (connection: number, bytes: Uint8Array) => void;
  readonly closed: (connection: number, how: string) => void;
}

interface Client {
  readonly socket: Socket;
  readonly address: string;
  readonly bytes: Record<Direction, number>;
  /** The waiting bytes at which it is reported next. */
  slowAt: number;
}

export class ClientSockets {
  private readonly clients = new Map<number, Client>();
  private readonly server: Server;
  private simulated: Host | undefined;
  private readonly options: SocketsOptions;

  constructor(options: SocketsOptions) {
    this.options = options;
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.server.maxConnections = connectionsMax;
  }

  /** @throws the system's error when it cannot listen @returns the port */
  async listen(simulated: Host): Promise<number> {
    this.simulated = simulated;
    const { host, port } = this.options;
    await new Promise<void>((done, fail) => {
      this.server.once("error", fail);
      this.server.listen({ host, port, exclusive: true }, () => {
        this.server.off("error", fail);
        done();
      });
    });
    const address = this.server.address();
    return typeof address === "object" && address ? address.port : port;
  }

  readonly write = (connection: number, bytes: Uint8Array): void => {
    const client = this.clients.get(connection);
    if (!client || client.socket.destroyed) return;
    const { socket } = client;
    // All that one moment says goes out together; each message stays whole.
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(bytes);
    client.bytes.in += bytes.length;
    this.options.sent(connection, bytes);
    this.watchSlow(connection, client);
  };

  /** Behind what was written. */
  readonly close = (connection: number): void => {
    this.clients.get(connection)?.socket.end();
  };

  /** As a crash or a broken cable does. */
  reset(connection: number): void {
    this.clients.get(connection)?.socket.resetAndDestroy();
  }

  /** Bytes of a connection so far. */
  bytesOf(connection: number): Readonly<Record<Direction, number>> {
    return this.clients.get(connection)?.bytes ?? { in: 0, out: 0 };
  }

  /** The address of a client, with its port. */
  clientOf(connection: number): string {
    return this.clients.get(connection)?.address ?? "?";
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((done) => void this.server.close(() => done()));
    for (const { socket } of this.clients.values()) socket.destroy();
    await closed;
  }

  private accept(socket: Socket): void {
    const { simulated } = this;
    const address = socket.remoteAddress;
    this.options.catchUp();
    const connection = address === undefined ? undefined : simulated?.connect(address);
    socket.on("error", () => {});
    if (connection === undefined || !simulated) {
      socket.destroy();
      return;
    }
    const client: Client = {
      socket,
      address: formatAddress({ host: address ?? "?", port: socket.remotePort ?? 0 }),
      bytes: { in: 0, out: 0 },
      slowAt: slowBytes,
    };
    this.clients.set(connection, client);
    this.options.opened(connection, client.address);
    let how = "Connection terminated";
    socket.on("error", (error: NodeJS.ErrnoException) => {
      how = error.code === "ECONNRESET" ? "Connection reset" : (error.code ?? error.message);
    });
    socket.on("data", (bytes: Buffer) => {
      this.options.catchUp();
      client.bytes.out += bytes.length;
      this.options.received(connection, bytes);
      simulated.receive(connection, bytes);
      this.options.catchUp();
    });
    socket.on("close", () => {
      this.clients.delete(connection);
      this.options.catchUp();
      simulated.left(connection, how);
      this.options.closed(connection, how);
    });
  }

  private watchSlow(connection: number, client: Client): void {
    const waiting = client.socket.writableLength;
    if (waiting <= client.slowAt) return;
    client.slowAt = waiting * 2;
    this.simulated?.log("WARN", `JTS-EWriter-${connection}`, `The EBuffer buffer has grown to ${waiting} bytes`);
    if (waiting > waitingBytesMax) {
      this.simulated?.cut(connection, "it does not read");
      client.socket.destroy();
    }
  }
}
