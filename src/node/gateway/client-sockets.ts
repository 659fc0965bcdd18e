/** The sockets of the simulated host's clients: bytes in and out, slow readers and broken links. */
import { createServer, type Server, type Socket } from "node:net";
import type { Host } from "../../gateway/host.ts";

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
}

export class ClientSockets {
  private readonly sockets = new Map<number, Socket>();
  private readonly slowAt = new Map<number, number>();
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
    const socket = this.sockets.get(connection);
    if (!socket || socket.destroyed) return;
    // All that one moment says goes out together; each message stays whole.
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(bytes);
    this.watchSlow(connection, socket);
  };

  /** Behind what was written. */
  readonly close = (connection: number): void => {
    this.sockets.get(connection)?.end();
  };

  /** As a crash or a broken cable does. */
  reset(connection: number): void {
    this.sockets.get(connection)?.resetAndDestroy();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((done) => void this.server.close(() => done()));
    for (const socket of this.sockets.values()) socket.destroy();
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
    this.sockets.set(connection, socket);
    let how = "Connection terminated";
    socket.on("error", (error: NodeJS.ErrnoException) => {
      how = error.code === "ECONNRESET" ? "Connection reset" : (error.code ?? error.message);
    });
    socket.on("data", (bytes: Buffer) => {
      this.options.catchUp();
      simulated.receive(connection, bytes);
      this.options.catchUp();
    });
    socket.on("close", () => {
      this.sockets.delete(connection);
      this.slowAt.delete(connection);
      this.options.catchUp();
      simulated.left(connection, how);
    });
  }

  private watchSlow(connection: number, socket: Socket): void {
    const waiting = socket.writableLength;
    const reported = this.slowAt.get(connection) ?? slowBytes;
    if (waiting <= reported) return;
    this.slowAt.set(connection, waiting * 2);
    this.simulated?.log("WARN", `JTS-EWriter-${connection}`, `The EBuffer buffer has grown to ${waiting} bytes`);
    if (waiting > waitingBytesMax) {
      this.simulated?.cut(connection, "it does not read");
      socket.destroy();
    }
  }
}
