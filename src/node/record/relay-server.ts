/** The sockets of the relay: listens, connects on to the host, and wires both to the core that knows what to do. */
import { createServer, connect, type OnReadOpts, type Server, type Socket } from "node:net";
import { Leg, type Line, type Side, type Tape } from "../../relay/leg.ts";
import { formatAddress, type Address } from "./address.ts";

export interface RelayOptions {
  readonly listen: Address;
  readonly to: Address;
  /** A client has come; the host is being connected to. @returns who wants to know of its bytes */
  readonly opened: (leg: number, client: string) => Tape;
  /** The host took the connection. */
  readonly connected?: (leg: number) => void;
  /** The host did not take the connection. */
  readonly refused: (leg: number, error: NodeJS.ErrnoException) => void;
}

export interface Relay {
  readonly address: Address;
  /** Legs that are open. */
  readonly size: number;
  /** Listens no more. Open legs go on. */
  readonly stopListening: () => Promise<void>;
  /** Ends all legs too. */
  readonly stop: (graceMs: number) => Promise<void>;
}

interface OpenLeg {
  /** `undefined` until the host has taken the connection. */
  leg: Leg | undefined;
  /** Ends it before that. */
  readonly giveUp: (how: string) => void;
  readonly sockets: readonly Socket[];
}

/** How long bytes may still be on their way to a side when the other one was reset. */
const resetGraceMs = 500;
/** As much as is read from a host at once. */
const readBytes = 64 * 1024;

/** @throws the system's error when it cannot listen */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { listen, to } = options;
  const legs = new Map<number, OpenLeg>();
  let last = 0;
  let emptied = (): void => {};
  const forget = (number: number): void => {
    legs.delete(number);
    if (legs.size === 0) emptied();
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
    const number = ++last;
    const tape = options.opened(number, peer(client));
    const host = connect({
      ...to,
      allowHalfOpen: true,
      noDelay: true,
      onread: readInto((bytes) => state.leg?.data("host", bytes)),
    });
    const giveUp = (how: string): void => {
      host
        .off("error", refuse)
        .on("error", () => {})
        .destroy();
      // The nearest to a refusal that is still possible, now that the client has been taken.
      client.resetAndDestroy();
      tape.close(how, { in: 0, out: 0 });
      forget(number);
    };
    const refuse = (error: NodeJS.ErrnoException): void => {
      options.refused(number, error);
      giveUp(`the host did not take the connection (${error.code ?? error.message})`);
    };
    const state: OpenLeg = { leg: undefined, giveUp, sockets: [client, host] };
    legs.set(number, state);
    host.once("error", refuse);
    client.on("error", () => {});
    host.once("connect", () => {
      host.off("error", refuse);
      options.connected?.(number);
      const over: Tape = {
        data: tape.data,
        close: (how, bytes) => {
          tape.close(how, bytes);
          forget(number);
        },
      };
      const drained = (side: Side) => (): void => state.leg?.drained(side);
      state.leg = new Leg(lineOf(client, drained("client")), lineOf(host, drained("host")), over);
      client.on("data", (bytes: Buffer) => state.leg?.data("client", bytes));
      wire(state.leg, "client", client);
      wire(state.leg, "host", host);
      client.resume();
    });
  });
  await listening(server, listen);
  const bound = server.address();
  const address = typeof bound === "object" && bound ? { host: bound.address, port: bound.port } : listen;
  const stopListening = (): Promise<void> => new Promise((done) => void server.close(() => done()));
  return {
    address,
    get size() {
      return legs.size;
    },
    stopListening,
    stop: async (graceMs) => {
      const why = "the recorder was stopped";
      const closed = stopListening();
      // A host that hangs never closes its side: the server alone would not wait for it, and the process would.
      const over = new Promise<void>((resolve) => (emptied = resolve));
      for (const { leg, giveUp } of legs.values())
        if (leg) leg.stop(why);
        else giveUp(why);
      if (legs.size === 0) emptied();
      const destroy = (): void => {
        for (const { sockets } of legs.values()) for (const socket of sockets) socket.destroy();
      };
      const timer = setTimeout(destroy, graceMs);
      await Promise.all([closed, over]);
      clearTimeout(timer);
    },
  };
}

/**
 * Reads into the same memory again and again. That is safe because a line says that it has not taken bytes as long as any
 * of them wait, and nothing is read before they are gone.
 */
function readInto(take: (bytes: Uint8Array) => void): OnReadOpts {
  return {
    buffer: Buffer.allocUnsafeSlow(readBytes),
    callback: (count, buffer) => {
      take(buffer.subarray(0, count));
      return true;
    },
  };
}

function wire(leg: Leg, side: Side, socket: Socket): void {
  socket.on("end", () => {
    // A reset behind bytes is told as an end; writing nothing then fails (an error event), and the other side hears of a reset.
    if (!socket.writable || socket.writableLength > 0) leg.ended(side);
    else socket.write(nothing, (error) => void (error || leg.ended(side)));
  });
  socket.on("error", (error: NodeJS.ErrnoException) => leg.failed(side, error.code ?? error.message));
  socket.on("close", () => leg.gone(side));
}

const nothing = new Uint8Array(0);

/** @param drained to be told when bytes that were not taken at once are gone */
function lineOf(socket: Socket, drained: () => void): Line {
  let waiting = false;
  const taken = (): void => {
    if (!waiting || socket.writableLength > 0) return;
    waiting = false;
    drained();
  };
  return {
    write: (bytes) => {
      socket.write(bytes, taken);
      waiting = socket.writableLength > 0;
      return !waiting;
    },
    end: () => void socket.end(),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    reset: () => {
      socket.pause();
      const ending = socket.writableEnded && !socket.writableFinished;
      if (socket.writableLength === 0 && !ending) {
        socket.resetAndDestroy();
        return;
      }
      // A socket cannot be reset while its end is on the way.
      const timer = setTimeout(() => (ending ? socket.destroy() : socket.resetAndDestroy()), resetGraceMs);
      socket.once(ending ? "finish" : "drain", () => socket.resetAndDestroy()).once("close", () => clearTimeout(timer));
    },
  };
}

function listening(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", fail);
      done();
    });
  });
}

const peer = ({ remoteAddress = "?", remotePort = 0 }: Socket): string =>
  formatAddress({ host: remoteAddress.replace(/^::ffff:/, ""), port: remotePort });
