/** What we export as TWS does, read again: every message of the catalogue comes back as it was recorded. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gates, serverVersionMin } from "../../../src/catalogue/gates.ts";
import { messages, type AnyMessage } from "../../../src/catalogue/messages.ts";
import { encodeFrame, encodingAt } from "../../../src/codec/message.ts";
import { LogReader } from "../../../src/logs/log-reader.ts";
import type { MessageRecord } from "../../../src/logs/record.ts";
import { ExportedLines } from "../../../src/logs/recording/exported-lines.ts";
import type { RecordingEvent } from "../../../src/recording/format.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { verdictOn } from "../../harness/log-verdict.ts";
import { plausibleFields, type Fullness } from "../../harness/plausible-fields.ts";
import { seeded } from "../../harness/random.ts";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const wallUs = 1_795_603_500_123_456;
const clockMs = (us: number): number => Math.floor(us / 1000) % 86_400_000;

interface Said {
  readonly direction: "in" | "out";
  readonly payloads: readonly Uint8Array[];
}

const data = (direction: "in" | "out", bytes: Uint8Array): RecordingEvent => ({
  kind: "data",
  leg: 1,
  monotonicUs: 0,
  wallUs,
  direction,
  bytes,
});

const opening = (serverVersion: number): RecordingEvent[] => [
  {
    kind: "open",
    leg: 1,
    monotonicUs: 0,
    wallUs,
    about: { connection: "c", client: "127.0.0.1:5", host: "127.0.0.1:7497" },
  },
  data("out", Buffer.concat([latin1("API\0"), frameBytes(latin1("v100..226"))])),
  data("in", frameBytes(latin1(`${serverVersion}\x0020261125 10:15:00 CET\0`))),
];

/** The exported log of a connection. */
function exported(serverVersion: number, said: readonly Said[]): string {
  const lines = new ExportedLines(clockMs, 226);
  const events = [
    ...opening(serverVersion),
    ...said.map(({ direction, payloads }) => data(direction, Buffer.concat(payloads.map(frameBytes)))),
  ];
  const text = events.flatMap((event) => lines.take(event)).map((line) => line.text);
  expect(lines.lostBytes).toEqual({ in: 0, out: 0 });
  return text.join("");
}

function readAgain(text: string, serverVersion?: number): MessageRecord[] {
  const reader = new LogReader({ file: "api.log", serverVersion });
  const records = [...reader.push(latin1(text)), ...reader.end()];
  expect(records.filter(({ kind }) => kind !== "message")).toEqual([]);
  return records as MessageRecord[];
}

function payloadOf(message: AnyMessage, serverVersion: number, seed: number, fullness: Fullness): Uint8Array {
  const encoding = encodingAt(message, serverVersion);
  const version = encoding === "text" ? { version: message.sends ?? 1 } : {};
  const fields = { ...version, ...plausibleFields(message, seeded(seed), fullness) };
  return encodeFrame({ name: message.name, serverVersion, fields, encoding });
}

const exists = (message: AnyMessage, serverVersion: number): boolean =>
  serverVersion >= (message.since ? gates[message.since].version : serverVersionMin) &&
  (message.text !== undefined || encodingAt(message, serverVersion) === "protobuf");

const versions = [100, 145, 176, 200, 205, 213, 226];

describe("the export as TWS does it", () => {
  test.each(versions)("gives back every message of server version %i, protobuf exactly", (serverVersion) => {
    const wrong: string[] = [];
    const counts = { exact: 0, ambiguous: 0 };
    for (const [index, message] of messages.entries()) {
      if (!exists(message, serverVersion)) continue;
      for (const fullness of ["typical", "full"] as const) {
        const payload = payloadOf(message, serverVersion, 7000 + index, fullness);
        const { direction } = message;
        const text = exported(serverVersion, [{ direction, payloads: [payload] }]);
        const [record, ...others] = readAgain(text, serverVersion);
        const outcome =
          others.length > 0
            ? `${others.length} messages too many`
            : verdictOn(record, { payload, direction, serverVersion });
        if (outcome === "exact") counts.exact += 1;
        else if (outcome === "ambiguous" && encodingAt(message, serverVersion) === "text") counts.ambiguous += 1;
        else wrong.push(`${message.name} (${fullness}): ${outcome}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(counts.exact).toBeGreaterThan(10 * counts.ambiguous);
  });
});

describe("a connection as a whole", () => {
  /** Messages of any kind, as a program and its host may exchange them. */
  const anyTalk = (serverVersion: number, seed: number, count: number): Said[] => {
    const random = seeded(seed);
    const there = messages.filter((message) => exists(message, serverVersion));
    return Array.from({ length: count }, (_, index): Said => {
      const { direction } = random.pick(there);
      const same = there.filter((message) => message.direction === direction);
      // A host writes several messages at once now and then.
      const together = direction === "in" ? random.pick([1, 1, 1, 2, 3]) : 1;
      const payloads = Array.from({ length: together }, (__, more) =>
        payloadOf(random.pick(same), serverVersion, seed * 1000 + 10 * index + more, "typical"),
      );
      return { direction, payloads };
    });
  };

  const outcomesOf = (serverVersion: number, said: readonly Said[]): string[] => {
    const records = readAgain(exported(serverVersion, said));
    const truths = said.flatMap(({ direction, payloads }) => payloads.map((payload) => ({ direction, payload })));
    expect(records.length).toBe(truths.length);
    return truths.map(({ direction, payload }, index) =>
      verdictOn(records[index], { payload, direction, serverVersion }),
    );
  };

  test("of any messages reads the same without being told the server version", () => {
    const outcomes: string[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...versions), fc.nat(1_000_000), (serverVersion, seed) => {
        const here = outcomesOf(serverVersion, anyTalk(serverVersion, seed, 30));
        outcomes.push(...here);
        expect(here.filter((outcome) => outcome !== "exact" && outcome !== "ambiguous")).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect(outcomes.filter((outcome) => outcome === "exact").length).toBeGreaterThan(0.9 * outcomes.length);
  });

  const tick = Uint8Array.from(latin1("1\x006\x001\x001\x00150.25\x00100\x000\x00"));
  const order = Uint8Array.from(latin1("3\x0012\x00Submitted\x000\x00100\x000\x0099\x000\x000\x001\x00\x000\x00"));

  test("has the messages of one write in one line, those of the client in one each, without lengths", () => {
    const text = exported(176, [
      { direction: "in", payloads: [tick, order] },
      { direction: "out", payloads: [Uint8Array.from(latin1("49\x001\x00")), Uint8Array.from(latin1("7\x001\x00"))] },
    ]);
    const clock = "10:45:00:123";
    expect(text.split("\n")).toEqual([
      `${clock} -> ---\x151-6-1-1-150.25-100-0----#3-12-Submitted-0-100-0-99-0-0-1--0-`,
      `${clock} <- 49-1-`,
      `${clock} <- 7-1-`,
      "",
    ]);
  });

  test("has a message that came in pieces with the time of its last one", () => {
    const lines = new ExportedLines(clockMs, 226);
    const bytes = frameBytes(tick);
    const events = [
      ...opening(176),
      data("in", bytes.subarray(0, 7)),
      { ...data("in", bytes.subarray(7)), wallUs: wallUs + 2e6 },
    ];
    expect(events.flatMap((event) => lines.take(event)).map(({ text }) => text)).toEqual([
      "10:45:02:123 -> ---\x151-6-1-1-150.25-100-0-\n",
    ]);
  });

  test("cuts a long row of messages into several lines", () => {
    const text = exported(176, [{ direction: "in", payloads: Array.from({ length: 20 }, () => tick) }]);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => line.split("1-6-1").length - 1),
    ).toEqual([8, 8, 4]);
    expect(readAgain(text, 176)).toHaveLength(20);
  });

  test("prints protobuf that nobody declared by its numbers, and it is read again by them", () => {
    const raw = (id: number): Buffer => Buffer.from([0, 0, 0, id + 200]);
    // 12: 300, 13: "a\nb", 14: 1.0 as eight bytes
    const body = Buffer.from("60ac026a03610a6271000000000000f03f", "hex");
    const text = exported(226, [
      {
        direction: "in",
        payloads: [Buffer.concat([raw(49), Buffer.from("0805", "hex"), body]), Buffer.concat([raw(40), body])],
      },
    ]);
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(16));
    expect(lines).toEqual([
      '[49;currentTime: 5 12: 300 13: "a\\012b" 14: 0x3ff0000000000000]',
      '[40;12: 300 13: "a\\012b" 14: 0x3ff0000000000000]',
    ]);
    const [known, unknown] = readAgain(text);
    expect(known).toMatchObject({ id: 49, name: "CURRENT_TIME", fields: { "12": "300", "13": "a\nb" } });
    expect(unknown).toMatchObject({ id: 40, name: undefined, fields: { "12": "300", "13": "a\nb" } });
  });

  test("counts what no line can hold: gaps, cut messages, and what comes when nobody knows where messages begin", () => {
    const lines = new ExportedLines(clockMs, 226);
    const gap = (missing: number, unfinished?: { in: number; out: number }): RecordingEvent => ({
      kind: "gap",
      leg: 1,
      monotonicUs: 0,
      wallUs,
      about: {
        missing: { in: missing, out: 0 },
        chunks: 1,
        sinceWallUs: wallUs,
        why: "test",
        ...(unfinished && { unfinished }),
      },
    });
    const whole = frameBytes(tick);
    const events = [
      ...opening(176),
      data("in", whole.subarray(0, 10)),
      gap(50, { in: 3, out: 0 }),
      data("in", Buffer.concat([Buffer.alloc(3), whole])),
      gap(9),
      data("in", whole),
    ];
    expect(events.flatMap((event) => lines.take(event))).toHaveLength(1);
    expect(lines.missingBytes).toEqual({ in: 59, out: 0 });
    expect(lines.lostBytes).toEqual({ in: 10 + 3 + whole.length, out: 0 });
    expect(lines.messages).toBe(1);
  });

  test("that began in an earlier file, without its version, tells ids in digits from raw ones", () => {
    const lines = new ExportedLines(clockMs, 226);
    const continued = { part: 1, before: { in: 99, out: 99 }, unfinished: { in: 0, out: 0 } };
    const [open] = opening(176);
    const events = [
      {
        ...open,
        about: { connection: "c", client: "127.0.0.1:5", host: "127.0.0.1:7497", continued },
      } as RecordingEvent,
      data("in", frameBytes(tick)),
      data("in", frameBytes(Buffer.from([0, 0, 0, 249, 8, 5]))),
    ];
    expect(events.flatMap((event) => lines.take(event)).map(({ text }) => text.slice(16))).toEqual([
      "---\x151-6-1-1-150.25-100-0-\n",
      "[49;currentTime: 5]\n",
    ]);
  });
});
