import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageName, FieldsOf } from "../../src/catalogue/messages.ts";
import type { Direction } from "../../src/base/direction.ts";
import { encodeFrame } from "../../src/codec/message.ts";
import { LegWatch, type Noticed } from "../../src/recorder/leg-watch.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { pieces } from "../harness/pieces.ts";

const text = (content: string): Buffer => Buffer.from(content, "latin1");
const offer = Buffer.concat([text("API\0"), frameBytes(text("v100..226 +PACEAPI"))]);
const answer = (serverVersion: number): Uint8Array => frameBytes(text(`${serverVersion}\x0020261122 10:15:00 CET\0`));
const message =
  (serverVersion: number) =>
  <N extends MessageName>(name: N, fields: FieldsOf<N>): Uint8Array =>
    frameBytes(encodeFrame({ name, serverVersion, fields }));

function watched(steps: readonly (readonly [Direction, Uint8Array])[], sizes = [1000], everyMessage = false) {
  const watch = new LegWatch({ includeMarketData: true, everyMessage: () => everyMessage });
  const noticed: Noticed[] = [];
  for (const [direction, bytes] of steps)
    for (const piece of pieces(bytes, sizes)) noticed.push(...watch.push(direction, piece).noticed);
  return { watch, noticed };
}

describe("what is noticed of a connection", () => {
  test("offer, version and client, at versions of all encodings and in any chunks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(100, 176, 187, 201, 226),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (version, sizes) => {
          const made = message(version);
          const { watch, noticed } = watched(
            [
              ["out", offer],
              ["in", answer(version)],
              ["out", made("START_API", { version: 2, clientId: 31, optionalCapabilities: "" })],
              ["in", made("NEXT_VALID_ID", { version: 1, orderId: 5 })],
            ],
            sizes,
          );
          expect(noticed).toEqual([
            { kind: "offer", offer: "v100..226 +PACEAPI" },
            { kind: "version", serverVersion: version },
            { kind: "client", clientId: 31 },
          ]);
          expect(watch.messages).toEqual({ in: 1, out: 1 });
          expect([watch.serverVersion, watch.clientId]).toEqual([version, 31]);
        },
      ),
    );
  });

  test("a client that says who it is before it knows the version", () => {
    const { noticed } = watched([
      ["out", Buffer.concat([offer, message(187)("START_API", { version: 2, clientId: 3, optionalCapabilities: "" })])],
      ["in", answer(187)],
    ]);
    expect(noticed.map(({ kind }) => kind)).toEqual(["offer", "version", "client"]);
  });

  test("a redirect, bytes that are no session, the log level and errors by code", () => {
    expect(
      watched([
        ["out", offer],
        ["in", frameBytes(text("-1\x00203.0.113.7:4001\0"))],
      ]).noticed.at(-1),
    ).toEqual({
      kind: "redirect",
      to: "203.0.113.7:4001",
    });
    expect(watched([["out", text("GET / HTTP/1.1\r\n")]]).noticed).toMatchObject([
      { kind: "no-session", direction: "out" },
    ]);
    const made = message(187);
    const { noticed } = watched([
      ["out", offer],
      ["in", answer(187)],
      ["out", made("START_API", { version: 2, clientId: 31, optionalCapabilities: "" })],
      ["out", made("SET_SERVER_LOGLEVEL", { version: 1, logLevel: 5 })],
      ["in", made("ERR_MSG", { version: 2, id: 9, errorCode: 326, errorMsg: "in use" })],
    ]);
    expect(noticed.slice(3)).toEqual([
      { kind: "log-level", level: 5 },
      { kind: "error", code: 326, reqId: 9 },
    ]);
  });

  test("every message but streams, when it is asked to tell of them", () => {
    const made = message(187);
    const { noticed } = watched(
      [
        ["out", offer],
        ["in", answer(187)],
        ["out", made("START_API", { version: 2, clientId: 31, optionalCapabilities: "" })],
        ["in", made("TICK_SIZE", { version: 6, reqId: 1, tickType: 0, size: "100" })],
        ["in", made("CURRENT_TIME", { version: 1, currentTime: 1_795_000_000 })],
      ],
      [1000],
      true,
    );
    expect(noticed.slice(3)).toEqual([
      { kind: "message", direction: "out", name: "START_API" },
      { kind: "message", direction: "in", name: "CURRENT_TIME" },
    ]);
  });

  test("goes on in the middle of a connection, and behind a gap", () => {
    const made = message(187);
    const watch = new LegWatch(
      { includeMarketData: false, everyMessage: () => false },
      { part: 1, serverVersion: 187, clientId: 7, before: { in: 900, out: 400 }, unfinished: { in: 5, out: 0 } },
    );
    const tick = made("TICK_SIZE", { version: 6, reqId: 1, tickType: 0, size: "100" });
    const kept = watch.push("in", Buffer.concat([text("12345"), tick])).kept;
    expect(Buffer.concat(kept).toString()).toBe("12345");
    watch.gap({ missing: { in: 50, out: 0 }, chunks: 1, sinceWallUs: 0, why: "", unfinished: { in: 3, out: 0 } });
    const behind = watch.push("in", Buffer.concat([text("abc"), tick, tick])).kept;
    expect(Buffer.concat(behind).toString()).toBe("abc");
    expect([...watch.leftOut.values()]).toEqual([3]);
  });

  test("never fails, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Direction>("in", "out"), fc.uint8Array({ maxLength: 60 }))),
        (steps) => {
          const watch = new LegWatch({ includeMarketData: true, everyMessage: () => true });
          const kept: Record<Direction, Uint8Array[]> = { in: [], out: [] };
          for (const [direction, bytes] of [["out", offer] as const, ...steps])
            kept[direction].push(...watch.push(direction, bytes).kept);
          for (const direction of ["in", "out"] as const) {
            const all = Buffer.concat([
              ...(direction === "out" ? [offer] : []),
              ...steps.filter(([one]) => one === direction).map(([, bytes]) => bytes),
            ]);
            expect(Buffer.concat([...kept[direction], watch.rest(direction)]).equals(all)).toBe(true);
          }
        },
      ),
    );
  });
});
