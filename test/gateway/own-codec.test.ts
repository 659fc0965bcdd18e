/**
 * Everything that the host sends passes our own codec: every answer to every request, reports of every type of order and
 * every scenario, at every server version at which a message changes, decode with no issue and encode to the same bytes.
 */
import { describe, expect, test } from "vitest";
import { serverVersionMax, serverVersionMin } from "../../src/catalogue/gates.ts";
import { messages } from "../../src/catalogue/messages.ts";
import { scenarios } from "../../src/gateway/scenario/library/index.ts";
import { EveryOrder } from "./every-order.ts";
import { EveryRequest, existsAt, hostForAll } from "./every-request.ts";
import { changingVersions as versions, wrongIn } from "./own-codec.ts";
import { playHalfMinute, wholeHost } from "./whole-host.ts";

/** Monday, 10:00 in New York and 16:00 in Frankfurt. */
const busyMs = Date.UTC(2026, 10, 30, 15, 0, 0);
/** So many versions share a host, one after the other: what its market has computed is computed. */
const inOneHost = 8;
/** Versions at which encodings or much of the layouts change have every order; the others a quarter, in turn. */
const wholeVersions = new Set([serverVersionMin, 145, 163, 176, 187, 200, 201, 203, 210, 213, serverVersionMax]);
const turns = 4;

function* days(all: readonly number[]) {
  const { host, started, simulated, engine } = wholeHost({ ...hostForAll, seed: 7 });
  let now = busyMs;
  const pass = (seconds: number): void => void host.advance((now += seconds * 1000));
  pass(0);
  for (const version of all) {
    const client = started({ clientId: 1, max: version });
    const master = started({ clientId: 0, max: version });
    const day = new EveryRequest(client);
    const share = wholeVersions.has(version) ? undefined : { turn: version % turns, turns };
    const orders = new EveryOrder(day);
    day.session();
    day.contracts();
    pass(0.2);
    day.marketData();
    day.history();
    pass(1);
    day.marketDataEnd();
    orders.types(simulated, now, share);
    pass(0.5);
    orders.end();
    pass(0.5);
    day.reports();
    orders.terms(share);
    master.request("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
    engine.act({ do: "enter", symbol: "AAPL", side: "BUY", quantity: 1, limit: 1, account: "DU1000002" });
    pass(1.5);
    day.reportsEnd();
    day.account();
    orders.afterwards();
    pass(1);
    day.eventsEnd();
    orders.end();
    pass(0.5);
    orders.completed();
    day.accountEnd();
    day.slowData();
    pass(11);
    day.slowDataEnd();
    day.historyEnd();
    yield { client, master, asked: day.asked };
    for (const { connection } of [client, master]) host.left(connection);
  }
}

const chunks = Array.from({ length: Math.ceil(versions.length / inOneHost) }, (_, index) =>
  versions.slice(index * inOneHost, (index + 1) * inOneHost),
);

describe.each(chunks)("at server versions %i to", (...chunk) => {
  const inTurn = days(chunk);

  test.each(chunk)("%i every request and every type of order is answered in bytes that come back", (serverVersion) => {
    const { client, master, asked } = inTurn.next().value as Exclude<
      ReturnType<ReturnType<typeof days>["next"]>["value"],
      void
    >;
    expect(client.serverVersion).toBe(serverVersion);
    const requests = messages.filter(({ direction, name }) => direction === "out" && existsAt(name, serverVersion));
    expect(requests.map(({ name }) => name).filter((name) => !asked.includes(name as never))).toEqual(["START_API"]);
    expect(wrongIn(client)).toEqual([]);
    expect(wrongIn(master)).toEqual([]);
    const heard = new Set([...client.names, ...master.names]);
    const silent = messages.filter(
      ({ direction, name }) => direction === "in" && existsAt(name, serverVersion) && !heard.has(name),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

describe("whatever goes wrong,", () => {
  /** All scenarios at these versions; at each other one a few of them, in turn. */
  const everyScenarioAt = new Set([serverVersionMin, 176, 201, serverVersionMax]);
  const fewer = 35;
  /** What scenarios damage themselves: it comes as they say, and is seen. */
  const damaged: Readonly<Record<string, (serverVersion: number) => unknown>> = {
    "glued-frames": (version) => [
      { name: "TICK_SIZE", codes: [version < 206 ? "trailing-fields" : "malformed-protobuf"] },
    ],
    // Ids above 200 mean protobuf where ids are four bytes.
    "unknown-message": (version) =>
      [180, version < 201 ? 399 : 199].map((name) => ({ name, codes: ["unknown-message"] })),
  };

  test.each(versions)(
    "what is sent at server version %i comes back, but for what scenarios damage",
    (serverVersion) => {
      const played = scenarios.filter(
        (_, index) => everyScenarioAt.has(serverVersion) || index % fewer === serverVersion % fewer,
      );
      for (const scenario of played) {
        const { client } = playHalfMinute({ seed: 7, serverVersion }, scenario);
        const wrong = wrongIn(client).map(({ name, codes }) => ({ name, codes }));
        expect([scenario.name, wrong]).toEqual([scenario.name, damaged[scenario.name]?.(serverVersion) ?? []]);
      }
    },
  );
});
