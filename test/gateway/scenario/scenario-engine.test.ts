/** What scenarios do to messages and to the host, at a host that knows the time, its accounts and its farms. */
import { describe, expect, test } from "vitest";
import type { HostServices } from "../../../src/gateway/host.ts";
import type { Scenario } from "../../../src/gateway/scenario/scenario.ts";
import { at, on } from "../../../src/gateway/scenario/scenario.ts";
import { ScenarioEngine } from "../../../src/gateway/scenario/scenario-engine.ts";
import { scenarios } from "../../../src/gateway/scenario/library/index.ts";
import { farmsService, type Farms } from "../../../src/gateway/session/farms.ts";
import { startService } from "../../../src/gateway/session/start-service.ts";
import { timeService } from "../../../src/gateway/session/time-service.ts";
import { hostOfTests, startMs, type HostOfTests } from "../simulated-host.ts";

interface Played extends HostOfTests {
  readonly engine: ScenarioEngine;
  readonly lost: number[];
  readonly resets: number[];
  readonly to: (seconds: number) => void;
}

function play(events: Scenario["events"], serverVersion = 176): Played {
  const lost: number[] = [];
  const resets: number[] = [];
  let board: Farms | undefined;
  let engine: ScenarioEngine | undefined;
  const made = hostOfTests(
    { serverVersion },
    {
      services: (surroundings): HostServices => {
        const start = startService(surroundings);
        board = farmsService(surroundings);
        const answers = { ...start.answers, ...timeService(surroundings).answers };
        return { answers: answers as unknown as HostServices["answers"], services: [start] };
      },
      interference: (host) => {
        const farms = board as Farms;
        const powers = {
          farms,
          market: { begin: () => {}, act: () => {}, calm: () => {} },
          change: () => {},
          reset: (connection: number) => void resets.push(connection),
          loseOrders: (ms: number) => void lost.push(ms),
          enterOrder: () => {},
        };
        return (engine = new ScenarioEngine(host, powers));
      },
    },
  );
  (engine as unknown as ScenarioEngine).play({ name: "of-test", about: "", events });
  const to = (seconds: number): void => void made.host.advance(startMs + seconds * 1000);
  return { ...made, engine: engine as unknown as ScenarioEngine, lost, resets, to };
}

describe("an answer", () => {
  test("can be dropped, the second time only", () => {
    const client = play([on("CURRENT_TIME", { nth: 2 }, { do: "drop" })])
      .started()
      .forget();
    for (let time = 0; time < 3; time += 1) client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toEqual(["CURRENT_TIME", "CURRENT_TIME"]);
  });

  test("can be late", () => {
    const { started, to } = play([on("CURRENT_TIME", {}, { do: "delay", ms: 2000 })]);
    const client = started().forget();
    client.request("REQ_CURRENT_TIME", {});
    to(1.9);
    expect(client.names).toEqual([]);
    to(2);
    expect(client.names).toEqual(["CURRENT_TIME"]);
  });

  test("can come several times", () => {
    const client = play([on("CURRENT_TIME", {}, { do: "repeat", times: 2 })])
      .started()
      .forget();
    client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toEqual(["CURRENT_TIME", "CURRENT_TIME", "CURRENT_TIME"]);
  });

  test("can come behind the next one", () => {
    const client = play([on("CURRENT_TIME", { nth: 1 }, { do: "swap" })])
      .started()
      .forget();
    client.request("REQ_CURRENT_TIME", {});
    client.request("REQ_MANAGED_ACCTS", {});
    expect(client.names).toEqual(["MANAGED_ACCTS", "CURRENT_TIME"]);
  });

  test("can be glued to the next one, which then looks like fields too many", () => {
    const client = play([on("CURRENT_TIME", { nth: 1 }, { do: "glue" })])
      .started()
      .forget();
    client.request("REQ_CURRENT_TIME", {});
    client.request("REQ_MANAGED_ACCTS", {});
    expect(client.received).toMatchObject([{ name: "CURRENT_TIME", rest: ["15", "1", "DU1234567"] }]);
  });

  test.each([1, 4, 7])("can come in two pieces, cut behind byte %i, and is the same", (bytes) => {
    const { started, to } = play([on("CURRENT_TIME", {}, { do: "cut", bytes, ms: 100 })]);
    const client = started().forget();
    client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toEqual([]);
    to(1);
    expect(client.received).toMatchObject([{ name: "CURRENT_TIME", issues: [] }]);
  });

  test.each([176, 226])("can have other values in its fields, at server version %i", (serverVersion) => {
    const client = play(
      [on("CURRENT_TIME", {}, { do: "change", fields: { currentTime: 1_000_000_000 } })],
      serverVersion,
    )
      .started()
      .forget();
    client.request("REQ_CURRENT_TIME", {});
    expect(client.received).toMatchObject([{ fields: { currentTime: 1_000_000_000 }, issues: [] }]);
  });

  test("is acted on only for the client and the fields that were named", () => {
    const { started } = play([
      on("MANAGED_ACCTS", { clientId: 2, fields: { accountsList: "DU1234567" } }, { do: "drop" }),
    ]);
    expect(started({ clientId: 1 }).names).toEqual(["MANAGED_ACCTS"]);
    expect(started({ clientId: 2 }).names).toEqual([]);
  });
});

describe("a request", () => {
  test("can be swallowed, delayed, and taken twice", () => {
    const { started, to } = play([
      on("REQ_CURRENT_TIME", { nth: 1 }, { do: "drop" }),
      on("REQ_CURRENT_TIME", { nth: 2 }, { do: "delay", ms: 500 }),
      on("REQ_CURRENT_TIME", { nth: 3 }, { do: "repeat", times: 1 }),
    ]);
    const client = started().forget();
    client.request("REQ_CURRENT_TIME", {});
    client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toEqual([]);
    client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toHaveLength(2);
    to(1);
    expect(client.names).toHaveLength(3);
  });

  test("can be answered by an error that carries its id", () => {
    const client = play([on("REQ_CURRENT_TIME", {}, { do: "drop" }, { do: "error", code: 321, text: "no" })])
      .started()
      .forget();
    client.request("REQ_CURRENT_TIME", {});
    expect(client.got("ERR_MSG")).toMatchObject([{ id: -1, errorCode: 321, errorMsg: "no" }]);
  });
});

describe("the host", () => {
  test("does things at their time, counted from the first client on, and again and again", () => {
    const { client, started, to } = play([
      at(2, { do: "farm", farm: "usfarm", state: "broken" }),
      { when: { at: 3000, every: 1000 }, actions: [{ do: "broker", link: "down" }] },
    ]);
    to(100);
    expect(client().received).toEqual([]);
    const one = started();
    to(106.5);
    expect(one.got("ERR_MSG").map(({ errorCode }) => errorCode)).toEqual([2103, 1100, 1100, 1100, 1100]);
  });

  test("can send a message that nobody knows, and goes on", () => {
    const { started, to } = play([at(1, { do: "unknown", id: 399 })], 226);
    const client = started().forget();
    to(2);
    client.request("REQ_CURRENT_TIME", {});
    expect(client.received).toMatchObject([{ id: 199, name: undefined }, { name: "CURRENT_TIME" }]);
  });

  test("can close and reset connections", () => {
    const one = play([at(1, { do: "close" })]);
    const client = one.started();
    one.to(2);
    expect(one.closed).toEqual([client.connection]);
    const other = play([at(1, { do: "close", reset: true })]);
    other.started();
    other.to(2);
    expect(other.resets).toEqual([1]);
  });

  test("can say nothing any more, with the connection open", () => {
    const { started, to, closed } = play([at(1, { do: "mute" })]);
    const client = started().forget();
    to(2);
    client.request("REQ_CURRENT_TIME", {});
    expect([client.names, closed]).toEqual([[], []]);
  });

  test("can be wedged: it takes connections, and reads what they sent when it is itself again", () => {
    const { client, to, engine } = play([on("handshake", { nth: 1 }, { do: "wedge", ms: 5000 })]);
    client().hello();
    const second = client();
    second.hello();
    to(4);
    expect(second.writes).toEqual([]);
    to(6);
    expect(second.events).toMatchObject([{ kind: "agreement" }]);
    expect(engine.reads()).toBe(true);
  });

  test("can restart: everybody is cut off, orders are lost, and nobody is taken for a while", () => {
    const { started, client, to, closed, lost } = play([at(1, { do: "restart", downMs: 3000, lostMs: 500 })]);
    started();
    to(2);
    expect([closed, lost]).toEqual([[1], [500]]);
    expect(client().connection).toBe(-1);
    to(5);
    expect(client().connection).toBe(2);
  });

  test("is itself again when the scenario is ended", () => {
    const { started, engine, to } = play([
      on("CURRENT_TIME", {}, { do: "drop" }),
      at(1, { do: "broker", link: "down" }),
    ]);
    const client = started().forget();
    engine.stop();
    to(5);
    client.request("REQ_CURRENT_TIME", {});
    expect(client.names).toEqual(["CURRENT_TIME"]);
  });
});

describe("the library", () => {
  test("has at least forty scenarios, each with a name of its own and a line on what happened", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { name, about } of scenarios) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(about.length).toBeGreaterThan(30);
    }
  });
});
