import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messages } from "../../src/catalogue/messages.ts";
import { encodeFrame, encodingAt } from "../../src/codec/message.ts";
import { FrameSieve, marksOf, verdict, type Judge } from "../../src/recorder/frame-sieve.ts";
import { LegWatch } from "../../src/recorder/leg-watch.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { pieces } from "../harness/pieces.ts";

const text = (content: string): Uint8Array => Buffer.from(content, "latin1");

function judgeOf(verdicts: Readonly<Record<number, number>>, known = true) {
  const table = new Uint8Array(256);
  for (const [id, one] of Object.entries(verdicts)) table[Number(id)] = one;
  const told: number[] = [];
  const left: number[] = [];
  const judge: Judge = {
    verdicts: table,
    marks: undefined,
    serverVersion: known ? 187 : undefined,
    tell: (id) => void told.push(id),
    leftOut: (id) => void left.push(id),
  };
  return { judge, told, left };
}

const anyFrame = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.string({ maxLength: 40 }))
  .map(([id, rest]) => ({ id, bytes: frameBytes(text(`${id}\0${rest}`)) }));
const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

describe("the sieve", () => {
  test("leaves out the frames it should and nothing else, whatever the chunks", () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 20 }), cuts, fc.nat(9), (frames, sizes, skip) => {
        const { judge, left } = judgeOf(Object.fromEntries([...Array(60).keys()].map((id) => [id, verdict.leaveOut])));
        const sieve = new FrameSieve(skip, judge);
        const front = text("*".repeat(skip));
        const all = Buffer.concat([front, ...frames.map(({ bytes }) => bytes)]);
        const kept = pieces(all, sizes).flatMap((piece) => sieve.push(piece).kept.map((one) => Buffer.from(one)));
        kept.push(Buffer.from(sieve.rest()));
        const wanted = Buffer.concat([front, ...frames.filter(({ id }) => id >= 60).map(({ bytes }) => bytes)]);
        expect(Buffer.concat(kept).equals(wanted)).toBe(true);
        expect(left).toEqual(frames.filter(({ id }) => id < 60).map(({ id }) => id));
        expect(sieve.frames).toBe(frames.length);
        expect(sieve.between).toBe(true);
      }),
    );
  });

  test("gives whole what it should show, and keeps it too", () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 20 }), cuts, (frames, sizes) => {
        const { judge, told } = judgeOf({ 71: verdict.show, 4: verdict.show });
        const sieve = new FrameSieve(0, judge);
        const all = Buffer.concat(frames.map(({ bytes }) => bytes));
        const sifted = pieces(all, sizes).map((piece) => sieve.push(piece));
        const shown = sifted.flatMap((one) => one.shown.map((payload) => Buffer.from(payload)));
        const wanted = frames.filter(({ id }) => id === 71 || id === 4).map(({ bytes }) => bytes.subarray(4));
        expect(shown.map((one) => one.toString("latin1"))).toEqual(
          wanted.map((one) => Buffer.from(one).toString("latin1")),
        );
        const kept = Buffer.concat([...sifted.flatMap((one) => one.kept), sieve.rest()]);
        expect(kept.equals(all)).toBe(true);
        expect(told).toEqual(frames.map(({ id }) => id));
      }),
    );
  });

  test("passes any bytes on as they came when nothing is to be left out", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, sizes) => {
        const sieve = new FrameSieve(0, judgeOf({}).judge);
        const kept = pieces(bytes, sizes).flatMap((piece) => sieve.push(piece).kept);
        expect(Buffer.concat([...kept, sieve.rest()]).equals(bytes)).toBe(true);
      }),
    );
  });

  test("does the same with marks, which only save looking", () => {
    const rawId = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 200, max: 320 }), fc.integer());
    const rawFrame = fc.tuple(rawId, fc.uint8Array({ maxLength: 20 })).map(([id, rest]) => {
      const head = Buffer.alloc(4);
      head.writeInt32BE(id);
      return frameBytes(Buffer.concat([head, rest]));
    });
    const shortFrame = fc.uint8Array({ maxLength: 5 }).map((payload) => frameBytes(payload));
    const frame = fc.oneof(
      anyFrame.map(({ bytes }) => bytes),
      rawFrame,
      shortFrame,
    );
    const verdicts = fc.dictionary(fc.integer({ min: 0, max: 255 }).map(String), fc.constantFrom(1, 2), { maxKeys: 9 });
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 30 }),
        fc.uint8Array({ maxLength: 9 }),
        cuts,
        verdicts,
        fc.constantFrom(187, 201, 226),
        (frames, behind, sizes, some, serverVersion) => {
          const run = (marked: boolean): unknown => {
            const { judge, left } = judgeOf(some);
            const marks = marked ? marksOf(judge.verdicts, serverVersion) : undefined;
            const sieve = new FrameSieve(0, { ...judge, serverVersion, tell: undefined, marks });
            const sifted = pieces(Buffer.concat([...frames, behind]), sizes).map((piece) => sieve.push(piece));
            const kept = Buffer.concat(sifted.flatMap((one) => one.kept)).toString("hex");
            const shown = sifted.flatMap((one) => one.shown.map((payload) => Buffer.from(payload).toString("hex")));
            const { frames: count, between, unfinished, lost } = sieve;
            return { kept, shown, left, count, between, unfinished, lost, rest: sieve.rest() };
          };
          expect(run(true)).toEqual(run(false));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("judges nothing before the version is known, and nothing behind bytes that are no frames", () => {
    const early = judgeOf({ 1: verdict.leaveOut }, false);
    new FrameSieve(0, early.judge).push(frameBytes(text("1\x006\x001\0")));
    expect(early.left).toEqual([]);
    const late = judgeOf({ 1: verdict.leaveOut });
    const sieve = new FrameSieve(0, late.judge);
    sieve.push(Buffer.of(0xff, 0xff, 0xff, 0xff));
    expect(sieve.push(frameBytes(text("1\x006\x001\0"))).kept).toHaveLength(1);
    expect([sieve.lost, sieve.unfinished, late.left]).toEqual([true, undefined, []]);
  });

  test("goes on behind missing bytes where the next frame begins", () => {
    const { judge, left } = judgeOf({ 1: verdict.leaveOut });
    const sieve = new FrameSieve(0, judge);
    expect(sieve.push(Buffer.of(0, 0)).kept).toEqual([]);
    expect(Buffer.from(sieve.skip(3)).toString("hex")).toBe("0000");
    const kept = sieve.push(
      Buffer.concat([text("end"), frameBytes(text("1\x006\x001\0ab")), frameBytes(text("9\x001\0"))]),
    );
    expect(Buffer.concat(kept.kept).toString("latin1")).toBe("end\0\0\0\x049\x001\0");
    expect(left).toEqual([1]);
  });
});

describe("include market data, switched off", () => {
  /** What is left out of a connection at a server version, in the encoding that is spoken there. */
  function namesLeftOut(serverVersion: number): string[] {
    return messages
      .filter(
        (message) => message.direction === "in" && (message.text || encodingAt(message, serverVersion) === "protobuf"),
      )
      .filter((message) => {
        const watch = new LegWatch(
          { includeMarketData: false, everyMessage: () => false },
          { part: 1, serverVersion, clientId: 7, before: { in: 1, out: 1 }, unfinished: { in: 0, out: 0 } },
        );
        const frame = frameBytes(encodeFrame({ name: message.name, serverVersion, fields: {} }));
        const { kept } = watch.push("in", frame);
        const gone = kept.every((piece) => piece.length === 0);
        expect([...watch.leftOut]).toEqual(gone ? [[message.id, 1]] : []);
        return gone;
      })
      .map(({ name }) => name);
  }

  test.each([176, 187, 201, 210, 226])(
    "drops streaming ticks, depth and tick-by-tick, and nothing else, at %i",
    (version) => {
      const left = namesLeftOut(version);
      for (const name of left) expect(name).toMatch(/^(?:TICK_|MARKET_DEPTH)/);
      for (const name of ["TICK_PRICE", "TICK_SIZE", "MARKET_DEPTH", "MARKET_DEPTH_L2", "TICK_BY_TICK"])
        expect(left).toContain(name);
      for (const name of [
        "HISTORICAL_DATA",
        "HISTORICAL_TICKS",
        "HISTORICAL_DATA_UPDATE",
        "ERR_MSG",
        "TICK_REQ_PARAMS",
      ])
        expect(left).not.toContain(name);
    },
  );
});
