/**
 * A day of a simulated gateway with real sockets, its clock moved by hand: several clients that come, ask for everything
 * there is, go and come again, with all that passed on the wire kept as it was.
 */
import { connect, type Socket } from "node:net";
import type { RequestName } from "../../../src/catalogue/messages.ts";
import { startGateway, type Gateway, type GatewayOptions } from "../../../src/node/gateway/gateway.ts";
import { Session, type SessionEvent } from "../../../src/session/session.ts";
import { EveryOrder } from "../../gateway/every-order.ts";
import { EveryRequest, hostForAll } from "../../gateway/every-request.ts";
import { ClientOfTests } from "../../gateway/simulated-host.ts";
import type { SentFrame } from "../../harness/log-verdict.ts";

/** Monday, 02:00 in New York, 08:00 in Frankfurt. */
const morningMs = Date.UTC(2026, 10, 30, 7, 0, 0);
const patienceMs = 20_000;

export interface TappedDay {
  readonly gateway: Gateway;
  /** What passed, by client id, in the order in which the host took and gave it; handshakes are none of it. */
  readonly sent: ReadonlyMap<number, readonly SentFrame[]>;
  readonly asked: ReadonlySet<RequestName>;
  /** Bytes at the clients' ends that are not those at the host's. */
  readonly differ: readonly string[];
}

type Bytes = Record<"in" | "out", Uint8Array[]>;

/** A client at the other end of a socket. */
export interface Remote {
  readonly bytes: Bytes;
  readonly client: ClientOfTests;
  readonly clientId: number;
  readonly socket: Socket;
}

class Taps {
  /** Of each connection of the host, what passed. */
  readonly frames = new Map<number, SentFrame[]>();
  readonly bytes = new Map<number, Bytes>();
  private readonly sessions = new Map<number, Session>();

  constructor({ host }: Gateway) {
    const receive = host.receive.bind(host);
    const deliver = host.deliver.bind(host);
    host.receive = (connection, bytes) => {
      this.tap(connection, "out", bytes);
      receive(connection, bytes);
    };
    host.deliver = (link, bytes, messages) => {
      this.tap(link.connection, "in", bytes);
      deliver(link, bytes, messages);
    };
  }

  private tap(connection: number, direction: "in" | "out", bytes: Uint8Array): void {
    const session = this.sessions.get(connection) ?? new Session();
    this.sessions.set(connection, session);
    const frames = this.frames.get(connection) ?? [];
    this.frames.set(connection, frames);
    const all = this.bytes.get(connection) ?? { in: [], out: [] };
    this.bytes.set(connection, all);
    all[direction].push(bytes.slice());
    frames.push(...session.push(direction, bytes).flatMap(frameOf));
  }
}

const frameOf = (event: SessionEvent): SentFrame[] => {
  if (event.kind !== "frame") return [];
  const { direction, payload, serverVersion } = event;
  return [{ direction, payload: payload.slice(), serverVersion }];
};

/** The day, at one server version. The gateway is closed when it is over. */
export async function tappedDay(serverVersion: number, options: GatewayOptions): Promise<TappedDay> {
  const gateway = await startGateway({
    startMs: morningMs,
    pace: { kind: "stepped" },
    ...options,
    settings: { ...hostForAll, serverVersion, createApiLog: true, logLevel: "detail", ...options.settings },
  });
  const taps = new Taps(gateway);
  const sent = new Map<number, SentFrame[]>();
  const asked = new Set<RequestName>();
  const differ: string[] = [];
  const here: Remote[] = [];

  /** Waits until the host has taken all that was asked, and this end has all that was said. */
  const settled = async (): Promise<void> => {
    for (const { client } of here) {
      const count = client.got("CURRENT_TIME").length;
      client.request("REQ_CURRENT_TIME", {});
      await until(() => client.got("CURRENT_TIME").length > count);
    }
  };
  const pass = async (seconds: number): Promise<void> => {
    await settled();
    gateway.step(seconds * 1000);
    await settled();
  };
  const come = async (clientId: number): Promise<Remote> => {
    const known = new Set(taps.frames.keys());
    const remote = await connected(gateway.port, clientId);
    here.push(remote);
    await until(() => remote.client.got("NEXT_VALID_ID").length > 0);
    const [connection = -1] = [...taps.frames.keys()].filter((one) => !known.has(one));
    sent.set(clientId, sent.get(clientId) ?? []);
    links.set(remote, connection);
    return remote;
  };
  const links = new Map<Remote, number>();
  const go = async (remote: Remote): Promise<void> => {
    await settled();
    remote.socket.end();
    await new Promise<void>((done) => void remote.socket.once("close", done));
    await until(() => !gateway.host.clients.some(({ clientId }) => clientId === remote.clientId));
    here.splice(here.indexOf(remote), 1);
    const connection = links.get(remote) ?? -1;
    const frames = taps.frames.get(connection) ?? [];
    const atHost = taps.bytes.get(connection);
    sent.get(remote.clientId)?.push(...frames);
    for (const direction of ["in", "out"] as const)
      if (!Buffer.concat(remote.bytes[direction]).equals(Buffer.concat(atHost?.[direction] ?? [])))
        differ.push(`client ${remote.clientId}, ${direction}`);
  };

  // The morning: whoever comes first, with the id 0.
  const zero = await come(0);
  const first = new EveryRequest(zero.client);
  first.session();
  first.contracts();
  await pass(1);
  await pass(2 * 3600);
  const seven = await come(7);
  const accounts = new EveryRequest(seven.client, 700_000);
  accounts.account();
  accounts.reports();
  await pass(4);
  accounts.reportsEnd();
  await pass(1);
  accounts.eventsEnd();
  // New York opens: everything at once.
  await pass(5.5 * 3600);
  const one = await come(1);
  const all = new EveryRequest(one.client, 100);
  const orders = new EveryOrder(all);
  all.session();
  all.contracts();
  await pass(0.5);
  all.marketData();
  all.history();
  await pass(3);
  all.marketDataEnd();
  orders.types(gateway.simulated, gateway.host.agenda.now, { turn: 0, turns: 2 });
  await pass(1);
  orders.end();
  orders.terms();
  await pass(3);
  orders.afterwards();
  await pass(2);
  orders.end();
  await pass(1);
  orders.completed();
  all.slowData();
  await pass(11);
  all.slowDataEnd();
  all.historyEnd();
  accounts.accountEnd();
  await go(seven);
  await go(one);
  // It comes again in the afternoon, after the client with the id 0 has gone, and is there over the close.
  await pass(2 * 3600);
  await go(zero);
  const again = await come(1);
  const late = new EveryRequest(again.client, 100_000);
  const lateOrders = new EveryOrder(late);
  late.account();
  lateOrders.terms({ turn: 0, turns: 3 });
  await pass(5);
  lateOrders.afterwards();
  late.reports();
  await pass(2);
  late.reportsEnd();
  late.eventsEnd();
  late.accountEnd();
  lateOrders.end();
  await pass(4 * 3600);
  lateOrders.completed();
  await go(again);
  await gateway.close();
  for (const requests of [first, accounts, all, late]) for (const name of requests.asked) asked.add(name);
  return { gateway, sent, asked, differ };
}

/** A client of a gateway at a port, with its number told and its session begun. */
export async function connected(port: number, clientId: number): Promise<Remote> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await new Promise<void>((done, fail) => {
    socket.once("connect", done);
    socket.once("error", fail);
  });
  const bytes: Bytes = { in: [], out: [] };
  const write = (piece: Uint8Array): void => {
    bytes.out.push(piece);
    socket.write(piece);
  };
  const client = new ClientOfTests({ receive: (_, piece) => write(piece) }, 0, { clientId });
  socket.on("data", (piece: Buffer) => {
    bytes.in.push(piece);
    client.take(piece);
  });
  client.hello();
  await until(() => client.serverVersion > 0);
  client.request("START_API", { clientId, optionalCapabilities: "" });
  return { client, clientId, socket, bytes };
}

export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error("the gateway did not answer in time");
    await new Promise((wake) => void setImmediate(wake));
  }
}
