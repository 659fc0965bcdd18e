import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Direction } from "../../src/base/direction.ts";
import { pieces } from "../harness/pieces.ts";
import { Desk, message, opening } from "./desk.ts";
import { openEvent, told } from "./scribes.ts";

const tick = message("TICK_SIZE", { version: 6, reqId: 1, tickType: 0, size: "100" });
const dayUs = 86_400_000_000;

describe("the scribe", () => {
  test("makes one file for a client, named after it as soon as it says who it is, with what is known beside the bytes", () => {
    const desk = new Desk();
    desk.open();
    desk.scribe.flush();
    desk.close();
    expect(desk.disk.files.map(({ path }) => path)).toEqual(["api.31.1970-01-01 00:00:00.000"]);
    const back = desk.disk.read(0);
    expect(told(back).filter((one) => ["open", "note", "close"].includes(one))).toEqual([
      "open",
      "note",
      "note",
      "note",
      "close",
    ]);
    expect([back.damage, back.ended]).toEqual([[], true]);
    expect(desk.noticed).toEqual(["offer", "version", "client"]);
    expect(desk.log.join("")).toContain("Start API message, ClientID=31");
  });

  test("records exactly what passed, whatever it was", () => {
    const step = fc.tuple(fc.constantFrom<Direction>("in", "out"), fc.uint8Array({ maxLength: 80 }), fc.boolean());
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (handshake, steps) => {
        const desk = new Desk();
        const sent = { in: [] as Uint8Array[], out: [] as Uint8Array[] };
        if (handshake) {
          desk.open();
          sent.out.push(opening.out, opening.start);
          sent.in.push(opening.in);
        } else desk.scribe.take(openEvent());
        for (const [direction, bytes, flush] of steps) {
          desk.nowUs += 1000;
          desk.data(direction, bytes);
          sent[direction].push(bytes);
          if (flush) desk.scribe.flush();
        }
        desk.close();
        for (const direction of ["in", "out"] as const)
          expect(desk.bytes(0, direction).equals(Buffer.concat(sent[direction]))).toBe(true);
      }),
    );
  });

  test("a connection in which nothing is said gets no file", () => {
    const desk = new Desk();
    desk.scribe.take(openEvent());
    desk.close();
    expect(desk.disk.files).toEqual([]);
  });

  test("goes over to the next day's file where a frame begins in each direction, and loses nothing between", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 }),
        fc.nat(60),
        (sizes, before) => {
          const desk = new Desk();
          desk.nowUs = dayUs - 10_000;
          desk.open();
          const stream = Buffer.concat([tick, tick, tick, tick, tick]);
          let at = 0;
          for (const piece of pieces(stream, sizes)) {
            if (at >= before) desk.nowUs = Math.max(desk.nowUs, dayUs + 5);
            desk.data("in", piece);
            desk.scribe.flush();
            at += piece.length;
          }
          desk.nowUs = Math.max(desk.nowUs, dayUs + 10);
          desk.scribe.tick(desk.nowUs, desk.nowUs);
          desk.data("in", tick);
          desk.close();
          expect(desk.disk.files.length).toBe(2);
          const [first, second] = [desk.bytes(0, "in"), desk.bytes(1, "in")];
          expect(Buffer.concat([first, second]).equals(Buffer.concat([opening.in, stream, tick]))).toBe(true);
          expect((first.length - opening.in.length) % tick.length).toBe(0);
          const open = desk.disk.read(1).events[0];
          expect(open).toMatchObject({
            kind: "open",
            about: { continued: { part: 1, clientId: 31, serverVersion: 187 } },
          });
          expect([desk.disk.read(0).ended, desk.disk.read(1).ended]).toEqual([true, true]);
        },
      ),
    );
  });

  test("a clock that is set back over midnight, or by a year, loses nothing", () => {
    const desk = new Desk();
    desk.nowUs = 400 * dayUs;
    desk.open();
    desk.data("in", tick);
    for (const back of [dayUs, 365 * dayUs, -366 * dayUs]) {
      desk.nowUs -= back;
      desk.data("in", tick);
      desk.scribe.flush();
      desk.scribe.tick(desk.nowUs, desk.nowUs);
    }
    desk.close();
    const all = desk.disk.files.map((_, index) => desk.bytes(index, "in"));
    expect(Buffer.concat(all).equals(Buffer.concat([opening.in, tick, tick, tick, tick]))).toBe(true);
    expect(desk.disk.files.every((_, index) => desk.disk.read(index).damage.length === 0)).toBe(true);
  });

  test("without market data: ticks are left out and counted, everything else is there", () => {
    const desk = new Desk({ includeMarketData: false });
    const bars = message("HISTORICAL_DATA", {});
    desk.open();
    for (const bytes of [tick, bars, tick, tick]) desk.data("in", bytes);
    desk.close();
    expect(desk.bytes(0, "in").equals(Buffer.concat([opening.in, bars]))).toBe(true);
    const note = desk.disk.read(0).events.find((event) => event.kind === "note" && event.about.leftOut);
    expect(note).toMatchObject({ about: { leftOut: { 2: 3 } } });
  });

  test("a file that is removed under it is followed by another, which says so", () => {
    const desk = new Desk();
    desk.open();
    desk.scribe.flush();
    desk.disk.files[0]!.removed = true;
    desk.scribe.tick(1_000_000, 1_000_000);
    desk.nowUs = 2_000_000;
    desk.data("in", tick);
    desk.close();
    const back = desk.disk.read(1);
    expect(told(back)).toEqual(
      ["open", "note", tick, "close"].map((one) =>
        typeof one === "string" ? one : Buffer.from(one).toString("latin1"),
      ),
    );
    expect(back.events[0]).toMatchObject({ about: { continued: { before: { in: opening.in.length } } } });
    expect(desk.noticed).toContain("removed");
  });

  test("tells why a file could not be written to its end, once, also of a connection that is over", () => {
    const desk = new Desk();
    desk.open();
    desk.scribe.flush();
    desk.disk.broken = "no space left";
    desk.data("in", tick);
    desk.close();
    expect(desk.scribe.totals()).toMatchObject({ gaps: 1, lost: { in: tick.length, out: 0 } });
    expect([desk.scribe.takeProblem(), desk.scribe.takeProblem()]).toEqual(["no space left", undefined]);
  });

  test("honours the log level that a client sets, for its own log only", () => {
    const desk = new Desk();
    desk.open();
    desk.data("in", message("CURRENT_TIME", { version: 1, currentTime: 1 }));
    expect(desk.log.join("")).not.toContain("CURRENT_TIME");
    desk.data("out", message("SET_SERVER_LOGLEVEL", { version: 1, logLevel: 5 }));
    desk.data("in", message("CURRENT_TIME", { version: 1, currentTime: 2 }));
    desk.close();
    expect(desk.log.filter((line) => line.includes("CURRENT_TIME"))).toHaveLength(1);
    expect(desk.bytes(0, "in").length).toBe(
      opening.in.length + 2 * message("CURRENT_TIME", { version: 1, currentTime: 1 }).length,
    );
  });

  test("when it stops, every file is ended, and its last note says why", () => {
    const desk = new Desk();
    desk.open();
    desk.scribe.stop(5, 5);
    const back = desk.disk.read(0);
    expect([back.ended, back.events.at(-1)]).toMatchObject([
      true,
      { kind: "note", about: { text: "the recorder was stopped" } },
    ]);
    expect(desk.scribe.reports()).toEqual([]);
  });
});
