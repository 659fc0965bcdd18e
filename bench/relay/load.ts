/**
 * The load of the relay's benchmarks: one process that is client and host at once, so that on a machine of two cores the
 * relay has one for itself. Speaks as a client and a host do: handshake, then frames.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import { FrameReader, frameBytes } from "../../src/wire/frames.ts";
import { MessageSource } from "../messages.ts";

const serverVersion = 187;
const text = (content: string): Uint8Array => frameBytes(Buffer.from(content, "latin1"));
const opening = Buffer.concat([Buffer.from("API\0", "latin1"), text("v100..187")]);
const answer = text(`${serverVersion}\0time\0`);
const startApi = text("71\x002\x007\x00\0");
const nextValidId = text("9\x001\x001\0");

/** Ticks and what orders make a host send, as bytes of about this length. */
export function trafficOf(bytes: number): Uint8Array {
  const source = new MessageSource(7, serverVersion);
  const frames: Uint8Array[] = [];
  for (let length = 0; length < bytes;) {
    const frame = frameBytes(source.tick().payload);
    frames.push(frame);
    length += frame.length;
  }
  return Buffer.concat(frames);
}

export interface Host {
  readonly port: number;
  /** What is done with a connection once its handshake is over. */
  serve: (socket: Socket) => void;
  readonly close: () => Promise<void>;
}

export async function startHost(): Promise<Host> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    const reader = new FrameReader();
    let prefix = 4;
    let seen = 0;
    const greet = (bytes: Buffer): void => {
      const { frames } = reader.push(bytes.subarray(prefix));
      prefix = Math.max(0, prefix - bytes.length);
      if (seen === 0 && frames.length > 0) socket.write(answer);
      seen += frames.length;
      if (seen < 2) return;
      socket.off("data", greet);
      host.serve(socket);
      socket.write(nextValidId);
    };
    socket.on("data", greet);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const host: Host = {
    port: typeof address === "object" && address ? address.port : 0,
    serve: echo,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => void server.close(() => done()));
    },
  };
  return host;
}

/** Sends back what comes. */
export const echo = (socket: Socket): void => void socket.on("data", (bytes) => socket.write(bytes));

/** A client whose handshake is over. It is paused: what the host sent behind that is still to be read. */
export async function connectClient(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true, allowHalfOpen: true });
  await new Promise<void>((done, fail) => {
    socket.once("error", fail).once("connect", done);
  });
  let received = 0;
  await new Promise<void>((done) => {
    const hear = (bytes: Buffer): void => {
      if (received < answer.length && received + bytes.length >= answer.length) socket.write(startApi);
      received += bytes.length;
      const behind = received - answer.length - nextValidId.length;
      if (behind < 0) return;
      socket.off("data", hear).pause();
      if (behind > 0) socket.unshift(bytes.subarray(bytes.length - behind));
      done();
    };
    socket.on("data", hear);
    socket.write(opening);
  });
  return socket;
}

/** Of one round, in µs. */
export interface RoundTrips {
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

/** One message of a client, about as long as most are. */
const ping = frameBytes(new MessageSource(3, serverVersion).marketDataRequest().payload);

/**
 * Sends messages at a rate, each on its own, and measures until it is back. Does not wait for answers before it sends the
 * next. Above ten a second the process never sleeps, so that its own waking up is not measured.
 */
export async function roundTrips(port: number, perSecond: number, seconds: number): Promise<number[]> {
  const socket = await connectClient(port);
  const times: number[] = [];
  const sent: number[] = [];
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
    const now = performance.now();
    while ((times.length + 1) * ping.length <= bytes) times.push((now - (sent[times.length] ?? now)) * 1000);
  });
  socket.resume();
  const total = Math.max(1, Math.round(perSecond * seconds));
  const start = performance.now();
  const due = (index: number): number => start + (index * 1000) / perSecond;
  while (times.length < total) {
    if (sent.length < total && due(sent.length) <= performance.now()) {
      sent.push(performance.now());
      socket.write(ping);
    }
    if (perSecond > 10) await new Promise((next) => setImmediate(next));
    else await new Promise((next) => setTimeout(next, sent.length < total ? due(sent.length) - performance.now() : 50));
  }
  socket.destroy();
  return times;
}

export function quantiles(times: readonly number[]): RoundTrips {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

/** Writes so many bytes as fast as they are taken, or at most so many a second. */
export async function pour(
  socket: Socket,
  traffic: Uint8Array,
  bytes: number,
  perSecond = Number.POSITIVE_INFINITY,
): Promise<void> {
  const pieceBytes = 64 * 1024;
  const start = performance.now();
  for (let sent = 0; sent < bytes;) {
    const at = sent % traffic.length;
    const piece = traffic.subarray(at, Math.min(at + pieceBytes, traffic.length, at + bytes - sent));
    sent += piece.length;
    if (!socket.write(piece)) await new Promise((done) => socket.once("drain", done));
    const ahead = (sent / perSecond) * 1000 - (performance.now() - start);
    if (ahead > 1) await new Promise((done) => setTimeout(done, ahead));
  }
}

/** How long bytes of a host take to a client. @returns bytes a second */
export async function throughput(
  host: Host,
  port: number,
  traffic: Uint8Array,
  bytes: number,
  perSecond?: number,
): Promise<number> {
  host.serve = (socket) => void setImmediate(() => void pour(socket, traffic, bytes, perSecond));
  const socket = await connectClient(port);
  const start = performance.now();
  await new Promise<void>((done) => {
    let received = 0;
    socket.on("data", (chunk) => {
      received += chunk.length;
      if (received >= bytes) done();
    });
    socket.resume();
  });
  const seconds = (performance.now() - start) / 1000;
  host.serve = echo;
  socket.destroy();
  return bytes / seconds;
}
