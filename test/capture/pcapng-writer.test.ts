/** Recordings as pcapng: read back by our own reader, and where it is installed by tshark, which knows nothing of us. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PcapngWriter, type PcapngOptions } from "../../src/capture/pcapng-writer.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import { readCapture } from "./packets.ts";

const us = 1_795_603_500_123_456;

interface Leg {
  readonly client?: string;
  readonly host?: string;
}

const open = (
  leg: number,
  at: number,
  { client = "127.0.0.1:50000", host = "127.0.0.1:7497" }: Leg = {},
): RecordingEvent => ({
  kind: "open",
  leg,
  monotonicUs: at,
  wallUs: us + at,
  about: { connection: `c${leg}`, client, host },
});
const data = (leg: number, at: number, direction: "in" | "out", text: string): RecordingEvent => ({
  kind: "data",
  leg,
  monotonicUs: at,
  wallUs: us + at,
  direction,
  bytes: Buffer.from(text, "latin1"),
});
const close = (leg: number, at: number, how = "the client closed"): RecordingEvent => ({
  kind: "close",
  leg,
  monotonicUs: at,
  wallUs: us + at,
  about: { how, bytes: { in: 0, out: 0 } },
});

function written(events: readonly RecordingEvent[], options?: PcapngOptions): Buffer {
  const writer = new PcapngWriter(options);
  return Buffer.concat([...events.map((event) => writer.add(event)), writer.end()]);
}

const talk: readonly RecordingEvent[] = [
  open(1, 0),
  data(1, 1000, "out", "API\0hello"),
  data(1, 2000, "in", "176\0 and the rest"),
  data(1, 3000, "in", "x".repeat(200_000)),
  close(1, 4000, "the host closed"),
];

describe("a recording as pcapng", () => {
  test.each([{ link: "raw" }, { link: "ethernet" }, { resolution: "ns" }] as const)(
    "has its bytes and times: %o",
    (options) => {
      const read = readCapture(written(talk, options), 1000);
      expect(read.issues).toEqual([]);
      expect(read.streams).toEqual([{ out: "API\0hello", in: `176\0 and the rest${"x".repeat(200_000)}` }]);
      expect(read.ends).toEqual(["the host closed"]);
      expect(read.events.filter(({ kind }) => kind === "data").map(({ wallUs }) => wallUs - us)).toEqual([
        1000, 2000, 3000, 3000, 3000, 3000,
      ]);
    },
  );

  test("has gaps as bytes that are missing, and says why", () => {
    const gap: RecordingEvent = {
      kind: "gap",
      leg: 1,
      monotonicUs: 2500,
      wallUs: us + 2500,
      about: { missing: { in: 77, out: 3 }, chunks: 2, sinceWallUs: us, why: "the recorder could not keep up" },
    };
    const file = written([
      open(1, 0),
      data(1, 1, "out", "API\0"),
      data(1, 2, "in", "a"),
      gap,
      data(1, 3000, "in", "b"),
      data(1, 3001, "out", "c"),
      close(1, 3002),
    ]);
    const read = readCapture(file);
    expect(read.streams).toEqual([{ out: "API\0<3>c", in: "a<77>b" }]);
    expect(file.includes("the recorder could not keep up")).toBe(true);
  });

  test.each(["the client closed", "the host closed", "the host reset the connection (ECONNRESET)"])(
    "ends as the connection did: %s",
    (how) => {
      const read = readCapture(
        written([open(1, 0), data(1, 1, "out", "API\0"), data(1, 2, "in", "b"), close(1, 3, how)]),
      );
      expect(read.ends[0]).toBe(how.replace(/ \(.*/, ""));
    },
  );

  test("keeps connections apart that have the same addresses", () => {
    const names = { client: "10.1.2.3:4444", host: "gateway.lan:4001" };
    const read = readCapture(
      written([
        open(1, 0, names),
        open(2, 1, names),
        data(1, 2, "out", "API\0one"),
        data(2, 3, "out", "API\0two"),
        data(1, 4, "in", "1"),
        data(2, 5, "in", "2"),
        close(2, 6),
        close(1, 7),
      ]),
    );
    expect(read.streams).toEqual([
      { out: "API\0one", in: "1" },
      { out: "API\0two", in: "2" },
    ]);
  });

  test("goes on through the files of one connection", () => {
    const again: RecordingEvent = {
      ...open(1, 5),
      about: {
        connection: "c1",
        client: "127.0.0.1:50000",
        host: "127.0.0.1:7497",
        continued: { part: 1, before: { in: 1, out: 4 } },
      },
    } as RecordingEvent;
    const read = readCapture(
      written([
        open(1, 0),
        data(1, 1, "out", "API\0"),
        data(1, 2, "in", "a"),
        again,
        data(1, 6, "in", "b"),
        close(1, 7),
      ]),
    );
    expect(read.streams).toEqual([{ out: "API\0", in: "ab" }]);
  });
});

const anyTalk = fc.array(
  fc.record({
    leg: fc.integer({ min: 1, max: 3 }),
    direction: fc.constantFrom("in" as const, "out" as const),
    text: fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 400 }),
  }),
  { maxLength: 40 },
);

test("any conversations written and read again are the same", () => {
  fc.assert(
    fc.property(anyTalk, fc.constantFrom("raw" as const, "ethernet" as const), (pieces, link) => {
      const legs = [1, 2, 3];
      const events = [
        ...legs.map((leg) =>
          open(leg, leg, { client: `10.0.0.${leg}:5000${leg}`, host: leg === 3 ? "[::1]:4002" : "10.0.0.9:7496" }),
        ),
        ...legs.map((leg) => data(leg, 10 + leg, "out", "API\0")),
        ...pieces.map(({ leg, direction, text }, index) => data(leg, 100 + index, direction, text)),
        ...legs.map((leg) => close(leg, 1000 + leg)),
      ];
      const streams = readCapture(written(events, { link })).streams;
      const said = (leg: number, direction: string): string =>
        pieces
          .filter((piece) => piece.leg === leg && piece.direction === direction)
          .map(({ text }) => text)
          .join("");
      expect(streams).toEqual(legs.map((leg) => ({ out: `API\0${said(leg, "out")}`, in: said(leg, "in") })));
    }),
    { numRuns: 60 },
  );
});

const tshark = ((): boolean => {
  try {
    execFileSync("tshark", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(tshark)("tshark", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "twscope-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fields = (file: Buffer, ...names: string[]): string[][] => {
    const path = join(folder, "made.pcapng");
    writeFileSync(path, file);
    const args = [
      "-r",
      path,
      "-o",
      "tcp.check_checksum:TRUE",
      "-o",
      "ip.check_checksum:TRUE",
      "-T",
      "fields",
      ...names.flatMap((name) => ["-e", name]),
    ];
    return execFileSync("tshark", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 64 * 1024 * 1024,
    })
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t"));
  };

  test.each(["raw", "ethernet"] as const)(
    "finds the same payload bytes and times, right checksums, and nothing to complain of (%s)",
    (link) => {
      const rows = fields(
        written(talk, { link }),
        "frame.time_epoch",
        "tcp.srcport",
        "tcp.payload",
        "tcp.checksum.status",
        "ip.checksum.status",
        "_ws.expert.message",
      );
      const from = (port: string): string =>
        rows
          .filter((row) => row[1] === port)
          .map((row) => row[2] ?? "")
          .join("");
      expect(Buffer.from(from("50000"), "hex").toString("latin1")).toBe("API\0hello");
      expect(Buffer.from(from("7497"), "hex").toString("latin1")).toBe(`176\0 and the rest${"x".repeat(200_000)}`);
      const asked = rows.find((row) => row[1] === "50000" && row[2]);
      expect(asked?.[0]).toMatch(/^1795603500\.124456/);
      expect(new Set(rows.map((row) => `${row[3]} ${row[4]}`))).toEqual(new Set(["1 1"]));
      const complaints = rows
        .map((row) => row[5] ?? "")
        .filter((message) => /retransmission|not captured|unseen|out-of-order|window|bad/i.test(message));
      expect(complaints).toEqual([]);
    },
  );

  test("shows the comments, and sees a gap as a segment that was not captured", () => {
    const gap: RecordingEvent = {
      kind: "gap",
      leg: 1,
      monotonicUs: 3,
      wallUs: us + 3,
      about: { missing: { in: 500, out: 0 }, chunks: 1, sinceWallUs: us, why: "the disk was full" },
    };
    const file = written([
      open(1, 0),
      data(1, 1, "out", "API\0"),
      data(1, 2, "in", "a"),
      gap,
      data(1, 4, "in", "b"),
      close(1, 5),
    ]);
    const rows = fields(
      file,
      "frame.comment",
      "tcp.analysis.flags",
      "tcp.analysis.lost_segment",
      "tcp.analysis.ack_lost_segment",
    );
    expect(
      rows.some((row) =>
        row[0]?.includes("missing here: 500 bytes from the host, 0 bytes from the client; the disk was full"),
      ),
    ).toBe(true);
    expect(rows.some((row) => (row[2] ?? "") !== "" || (row[3] ?? "") !== "")).toBe(true);
  });
});
