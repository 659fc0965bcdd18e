/** The host's own part of the conversation: handshake, versions, numbers, pacing, and what it does with nonsense. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { rawMessageIdSince, serverVersionMax, serverVersionMin } from "../../src/catalogue/gates.ts";
import { encodeFrame } from "../../src/codec/message.ts";
import type { HostServices } from "../../src/gateway/host.ts";
import type { Surroundings } from "../../src/gateway/service.ts";
import { startService } from "../../src/gateway/session/start-service.ts";
import { timeService } from "../../src/gateway/session/time-service.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { hostOfTests, startMs } from "./simulated-host.ts";

/** A host that knows its accounts and the time. */
const services = (surroundings: Surroundings): HostServices => {
  const start = startService(surroundings);
  return {
    answers: { ...start.answers, ...timeService(surroundings).answers } as unknown as HostServices["answers"],
    services: [start],
  };
};

describe("a connection", () => {
  test.each([serverVersionMin, 151, rawMessageIdSince - 1, rawMessageIdSince, 213, serverVersionMax])(
    "agrees on the version %i, starts, and is answered",
    (serverVersion) => {
      const { started, traffic } = hostOfTests({ serverVersion }, { services });
      const client = started({ clientId: 7 });
      expect(client.serverVersion).toBe(serverVersion);
      client.request("REQ_CURRENT_TIME", {});
      expect(client.received.map(({ name, issues }) => [name, issues])).toEqual([
        ["MANAGED_ACCTS", []],
        ["CURRENT_TIME", []],
      ]);
      expect(client.got("CURRENT_TIME")[0]?.currentTime).toBe(startMs / 1000);
      expect(traffic.map(({ direction, clientId }) => [direction, clientId])).toEqual([
        ["in", 7],
        ["out", 7],
        ["in", 7],
      ]);
    },
  );

  test("gets the lower of both newest versions", () => {
    const { started } = hostOfTests({ serverVersion: 226 }, { services });
    expect(started({ clientId: 1, max: 187 }).serverVersion).toBe(187);
    expect(started({ clientId: 2, max: 300 }).serverVersion).toBe(226);
  });

  test("of a client that is too old is closed, and one that is too new is told the version", () => {
    const old = hostOfTests({}, { services });
    old.client({ min: 50, max: 66 }).hello();
    expect(old.closed).toEqual([1]);
    const { client } = hostOfTests({ serverVersion: 150 }, { services });
    const one = client({ min: 176, max: 226 });
    one.hello();
    expect(one.events).toMatchObject([{ kind: "agreement", serverVersion: 150 }]);
  });

  test("is sent elsewhere when the host is told to", () => {
    const { client } = hostOfTests({ redirect: "other.example:4001" }, { services });
    const one = client();
    one.hello();
    expect(one.events).toMatchObject([{ kind: "redirect", to: "other.example:4001" }]);
  });

  test("with the number of another is refused with 326, and the other one notices nothing", () => {
    const { started, closed } = hostOfTests({}, { services });
    const first = started({ clientId: 5 });
    const second = started({ clientId: 5 });
    expect(second.got("ERR_MSG")).toMatchObject([{ id: -1, errorCode: 326 }]);
    expect(closed).toEqual([second.connection]);
    first.forget().request("REQ_CURRENT_TIME", {});
    expect(first.names).toEqual(["CURRENT_TIME"]);
  });

  test("gets its number when the one before has left", () => {
    const { started, host } = hostOfTests({}, { services });
    host.left(started({ clientId: 5 }).connection);
    expect(started({ clientId: 5 }).names).toEqual(["MANAGED_ACCTS"]);
  });

  test("is refused when there are 32 already", () => {
    const { started } = hostOfTests({}, { services });
    for (let clientId = 0; clientId < 32; clientId += 1) started({ clientId });
    expect(started({ clientId: 32 }).names).toEqual(["ERR_MSG"]);
  });

  test("from an address that is not trusted is not taken", () => {
    const { client, host, log } = hostOfTests({ trustedAddresses: ["192.0.2.7"] }, { services });
    expect(client({ address: "192.0.2.8" }).connection).toBe(-1);
    expect(client({ address: "192.0.2.7" }).connection).toBe(1);
    expect(host.connections).toBe(1);
    expect(log.some(({ text }) => text.includes("192.0.2.8"))).toBe(true);
  });

  test("that never starts is closed after a minute", () => {
    const { client, host, closed } = hostOfTests({}, { services });
    client().hello();
    host.advance(startMs + 59_000);
    expect(closed).toEqual([]);
    host.advance(startMs + 61_000);
    expect(closed).toEqual([1]);
  });

  test("cut into single bytes is the same connection", () => {
    const whole = hostOfTests({}, { services }).started({ clientId: 9 });
    const { client } = hostOfTests({}, { services });
    const dribbled = client();
    for (const byte of bytesOf("API\0\0\0\0\tv100..226")) dribbled.bytes(Uint8Array.of(byte));
    const start = frameBytes(encodeFrame({ name: "START_API", serverVersion: 226, fields: { clientId: 9 } }));
    for (const byte of start) dribbled.bytes(Uint8Array.of(byte));
    expect(dribbled.writes).toEqual(whole.writes);
    expect(dribbled.names).toEqual(["MANAGED_ACCTS"]);
  });
});

describe("requests", () => {
  test("before START_API are dropped without an answer", () => {
    const { client } = hostOfTests({}, { services });
    const one = client();
    one.hello();
    one.request("REQ_CURRENT_TIME", {});
    expect(one.received).toEqual([]);
    one.request("START_API", { clientId: 3, optionalCapabilities: "" });
    expect(one.names).toEqual(["MANAGED_ACCTS"]);
  });

  test("that do not exist, or cannot be read, are answered with 320 and the first field that deviates", () => {
    const { started } = hostOfTests({ serverVersion: 176 }, { services });
    const client = started().forget();
    client.bytes(bytesOf("\0\0\0\x06999\x001\0"));
    client.bytes(bytesOf("\0\0\0\x0914\x001\0abc\0"));
    const [unknown, wrong] = client.got("ERR_MSG");
    expect(unknown).toMatchObject({ id: -1, errorCode: 320 });
    expect(unknown?.errorMsg).toContain("999");
    expect(wrong).toMatchObject({ errorCode: 320 });
    expect(wrong?.errorMsg).toContain("logLevel");
  });

  test.each([
    [50, 100],
    [50, 10],
    [200, 400],
  ])(
    "above %i a second, with %i market data lines, are refused with 100, and the third time ends it",
    (most, lines) => {
      const { started, host, closed } = hostOfTests({ marketDataLinesMax: lines }, { services });
      const client = started().forget();
      for (let second = 0; second < 3; second += 1) {
        for (let count = 0; count < most + 10; count += 1) client.request("REQ_CURRENT_TIME", {});
        host.advance(host.agenda.now + 1000);
      }
      expect(client.got("CURRENT_TIME").length).toBe(3 * most);
      expect(client.got("ERR_MSG").map(({ errorCode }) => errorCode)).toEqual(Array.from({ length: 21 }, () => 100));
      expect(closed).toEqual([client.connection]);
    },
  );

  test("of a client that connected with +PACEAPI wait, and are all answered", () => {
    const { started, host, closed } = hostOfTests({}, { services });
    const client = started({ options: "+PACEAPI" }).forget();
    for (let count = 0; count < 120; count += 1) client.request("REQ_CURRENT_TIME", {});
    expect(client.names.length).toBe(50);
    host.advance(host.agenda.now + 1000);
    expect(client.names.length).toBe(100);
    host.advance(host.agenda.now + 1000);
    expect(client.names.length).toBe(120);
    expect(closed).toEqual([]);
  });

  test("above the rate wait from the moment on that the host is set so", () => {
    const { started, host } = hostOfTests({}, { services });
    const client = started().forget();
    const many = (): void => {
      for (let count = 0; count < 60; count += 1) client.request("REQ_CURRENT_TIME", {});
    };
    many();
    expect(client.got("ERR_MSG")).toHaveLength(10);
    host.settings = { ...host.settings, rejectAboveRate: false };
    host.advance(host.agenda.now + 1000);
    client.forget();
    many();
    host.advance(host.agenda.now + 1000);
    expect([client.got("CURRENT_TIME").length, client.got("ERR_MSG").length]).toEqual([60, 0]);
  });

  test("of no length harm nobody: any bytes give answers or a closed connection", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        fc.constantFrom(176, 226),
        (noise, after, version) => {
          const { started, client, closed } = hostOfTests({ serverVersion: version }, { services });
          const good = started({ clientId: 1 }).forget();
          const bad = after ? started({ clientId: 2 }) : client();
          bad.bytes(noise);
          good.request("REQ_CURRENT_TIME", {});
          expect(good.names).toEqual(["CURRENT_TIME"]);
          expect(closed).not.toContain(good.connection);
        },
      ),
    );
  });

  test("that promise 4 GB close the connection", () => {
    const { started, closed } = hostOfTests({}, { services });
    const client = started();
    client.bytes(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
    expect(closed).toEqual([client.connection]);
  });

  test("that never end are held only up to a limit", () => {
    const { started, closed } = hostOfTests({}, { services });
    const client = started();
    client.bytes(Uint8Array.of(0, 0xff, 0xff, 0xff));
    for (let count = 0; count < 5; count += 1) client.bytes(new Uint8Array(1024 * 1024));
    expect(closed).toEqual([client.connection]);
  });
});

describe("the host's log", () => {
  const brackets = (settings: Parameters<typeof hostOfTests>[0], level?: number): string[] => {
    const { started, host, log } = hostOfTests(settings, { services });
    const client = started({ clientId: 7 });
    if (level !== undefined) client.request("SET_SERVER_LOGLEVEL", { logLevel: level });
    client.request("REQ_CURRENT_TIME", {});
    host.left(client.connection);
    return log.flatMap(({ text }) => /^\[7:\S+:(ERR|DET)\]/.exec(text)?.[1] ?? []);
  };

  test("tells how a conversation begins, what is refused in it, and how it ends", () => {
    const { started, host, log } = hostOfTests({}, { services });
    const client = started({ clientId: 7 });
    client.request("SET_SERVER_LOGLEVEL", { logLevel: 9 });
    host.left(client.connection);
    const socket = "JTS-EServerSocket-1";
    expect(log.map(({ level, thread, text }) => `${level} ${thread} ${text}`)).toEqual([
      "INFO JTS-SocketListener State: HEADER, IsAPI: UNKNOWN",
      "INFO JTS-SocketListener State: STOP, IsAPI: YES",
      `INFO ${socket} [-:226:226:1:0:0:0:SYS] Starting new conversation with client on 127.0.0.1`,
      `INFO ${socket} [-:226:226:1:0:0:0:SYS] Server version is 226`,
      `INFO ${socket} [-:226:226:1:0:0:0:SYS] Client version is 226`,
      `INFO ${socket} [-:226:226:1:0:0:0:SYS] is 3rdParty true`,
      `INFO ${socket} Start API message, ClientID=7`,
      "INFO JTS-SocketListener eServersChanged: 1",
      `ERROR ${socket} [7:226:226:1:0:0:0:ERR] The log level must be one of 1 to 5`,
      `ERROR ${socket} [7:226:226:1:0:0:0:ERR] Socket connection for client{7} has closed.`,
      `INFO ${socket} Connection terminated`,
      "INFO JTS-EWriter1 [7:226:226:1:0:0:0:SYS] Writer thread terminated for socket client{7}.",
      `INFO ${socket} [7:226:226:1:0:0:0:SYS] Ending conversation with client{7} at 127.0.0.1`,
      "INFO JTS-SocketListener eServersChanged: 0",
    ]);
  });

  test("tells of a client as much as its level says", () => {
    expect(brackets({ logLevel: "system" })).toEqual([]);
    expect(brackets({ logLevel: "error" })).toEqual(["ERR"]);
    expect(brackets({ logLevel: "detail" })).toEqual(["DET", "ERR"]);
  });

  test.each([serverVersionMin, 176, serverVersionMax])(
    "says at %i what capabilities a client named, which change nothing else",
    (max) => {
      const { started, log, host } = hostOfTests({}, { services });
      const plain = started({ clientId: 1, max });
      const able = started({ clientId: 2, max, optionalCapabilities: "one;two" });
      expect(able.names).toEqual(plain.names);
      expect(host.clients.map(({ optionalCapabilities }) => optionalCapabilities)).toEqual(["", "one;two"]);
      expect(log.map(({ text }) => text).filter((text) => text.startsWith("Start API"))).toEqual([
        "Start API message, ClientID=1",
        "Start API message, ClientID=2, OptionalCapabilities=one;two",
      ]);
      started({ clientId: 3, max, optionalCapabilities: "x".repeat(5000) });
      expect(log.find(({ text }) => text.includes("ClientID=3"))?.text.length).toBeLessThan(300);
    },
  );

  test("follows what the client asks for", () => {
    expect(brackets({ logLevel: "error" }, 5)).toEqual(["DET", "ERR"]);
    expect(brackets({ logLevel: "detail" }, 1)).toEqual(["DET"]);
  });
});
