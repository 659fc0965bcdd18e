/** `twscope read --stats`: what a log holds, with an account of every line. */
import { describe, expect, test } from "vitest";
import { specimens } from "../specimens.ts";
import { apiLine, notice, utf8 } from "../api-lines.ts";
import { twscope } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();

interface Statistics {
  readonly lines: Readonly<Record<"all" | "read" | "continuation" | "ambiguous" | "notUnderstood", number>>;
  readonly messages: number;
  readonly hostEntries: number;
  readonly first: string;
  readonly last: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: Readonly<Record<string, number>>;
  readonly serverVersions: readonly { readonly serverVersion: unknown; readonly restsOn: readonly object[] }[];
}

const lines: readonly string[] = [
  `${utf8(specimens.submitted)}\n`,
  notice("11:49:33:000", -1, 2104, "Market data farm connection is OK:usfarm"),
  apiLine("11:49:34:000", "NEWS_BULLETINS", 187, {
    newsMsgId: 1,
    newsMsgType: 1,
    newsMessage: "Line one\nline two\nline three",
    originatingExch: "NYSE",
  }),
  "11:49:35:000 -> 84-9-1795098485000-DJ-N-DJ-N$1a2b-Profit - what now-K:HIGH-more-\n",
  "11:49:36:000 -> zzz\n",
  "2026-02-18 11:49:37.000 INFO  [JTS-Main] - something went wrong\n\tat a.b(C.java:1)\n\tat a.c(C.java:2)\n",
  "\n",
  apiLine("11:49:38:000", "NEXT_VALID_ID", 187, { orderId: 5 }),
];
const content = ["one line of nothing\n", "another\n", ...lines].join("");
const log = scratch.write("api.1.20260218.log", content);

async function statistics(...words: string[]): Promise<Statistics> {
  const { out } = await twscope(["read", "--stats", "--json", ...words]);
  return JSON.parse(out) as Statistics;
}
const sum = ({ lines: { read, continuation, ambiguous, notUnderstood } }: Statistics): number =>
  read + continuation + ambiguous + notUnderstood;

describe("the account of lines", () => {
  test("adds up to the lines of the file", async () => {
    const found = await statistics(log);
    expect(found.lines.all).toBe(content.split("\n").length - 1);
    expect(sum(found)).toBe(found.lines.all);
    expect(found.lines).toMatchObject({ notUnderstood: 3, ambiguous: 1 });
  });

  test("adds up for every log of the samples, and for each beginning of this one", async () => {
    const paths = (await twscope(["sample", "--path"])).lines;
    for (const path of paths) {
      const found = await statistics(path);
      expect(sum(found)).toBe(found.lines.all);
      expect(found.lines.notUnderstood).toBe(0);
    }
    const short = content.replace(lines[0] ?? "", "");
    for (let length = 1; length < short.length; length += 97) {
      const cut = short.slice(0, length);
      const found = await statistics(scratch.write("cut.20260218.log", cut));
      expect(sum(found)).toBe(found.lines.all);
      expect(found.lines.all).toBe(cut.replace(/\n$/, "").split("\n").length);
    }
  });

  test("tells how many lines the filters leave out", async () => {
    const { out } = await twscope(["read", "--stats", log, "--only", "errors"]);
    expect(out).toMatch(/left out by the filters +\d+/);
    expect(await statistics(log, "--only", "NEXT_VALID_ID")).toMatchObject({ messages: 1, lines: { read: 1 } });
  });
});

test("messages are counted by direction and name, both of a line that holds two", async () => {
  const { messages, hostEntries, counts, first, last } = await statistics(log);
  expect(counts).toMatchObject({ "-> OPEN_ORDER": 1, "-> ORDER_STATUS": 1, "-> TICK_NEWS": 1, "?? not understood": 2 });
  expect({ messages, hostEntries, first, last }).toEqual({
    messages: 6,
    hostEntries: 1,
    first: "2026-02-18T11:49:32.797",
    last: "2026-02-18T11:49:38.000",
  });
});

test("the server version comes with the lines that it rests on", async () => {
  const log187 = scratch.write(
    "api.2.20260218.log",
    notice("10:00:00:000", -1, 2104, "OK:usfarm") + notice("10:00:01:000", -1, 2106, "OK:ushmds"),
  );
  const { serverVersions } = await statistics(log187);
  expect(serverVersions).toEqual([
    {
      line: 1,
      serverVersion: { min: 166, max: 193, from: "inferred" },
      from: "inferred",
      restsOn: [{ line: 1, name: "ERR_MSG", min: 166, max: 193 }],
    },
  ]);
  const { out } = await twscope(["read", "--stats", log187]);
  expect(out).toContain("server version 166 to 193, from line 1 on (inferred: ERR_MSG in line 1)");
});

test("several files have a page each, and one for all", async () => {
  const other = scratch.write("other.20260219.log", "10:00:00:000 <- 49-1-\n");
  const { lines } = await twscope(["read", "--stats", log, other]);
  expect(lines.filter((line) => [log, other, "all 2 files"].includes(line))).toHaveLength(3);
});

test("deviations are counted by kind", async () => {
  const cut = scratch.write("short.20260218.log", "10:00:00:000 <- 1-11-9001-\n");
  expect((await statistics(cut)).issues).toMatchObject({ "ended-early": 1 });
});

test("--follow has no end to count up to", async () => {
  expect(await twscope(["read", "--stats", "--follow", log])).toMatchObject({
    exitCode: 2,
    notes: expect.stringContaining("leave one of them out"),
  });
});
