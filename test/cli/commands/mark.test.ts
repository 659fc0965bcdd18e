import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { displayWidth } from "../../../src/cli/display-width.ts";
import { listMarks, markIncident, releaseMark } from "../../../src/index.ts";
import { tellRunning } from "../../../src/node/store/running.ts";
import { listStore, recycle } from "../../../src/node/store/store-folder.ts";
import { runningRecorder, scratchStore, session } from "../../node/store/scratch-store.ts";
import { jsonLines, startTwscope, twscope } from "../run-twscope.ts";

const { store, put } = scratchStore();
afterEach(() => rmSync(store, { recursive: true, force: true }));

const at = new Date("2026-11-20T10:15:00");
const [five, six] = ["api.5.20261120.101500.twscope", "api.6.20261120.111500.twscope"];
const rules = { keepDays: 1, keepBytes: 1e12 };
const json = (out: string): unknown => JSON.parse(out);
const names = (lines: readonly Record<string, unknown>[]): unknown[] =>
  lines.map(({ name, event }) => name ?? (event as { name: string }).name);

/** Two recordings of a past day, an hour apart; each was over after ten milliseconds. */
async function twoRecordings(): Promise<void> {
  const later = new Date(at.getTime() + 3_600_000);
  await put(five, { at });
  await put(six, { at: later, blocks: session(later, 6) });
  utimesSync(join(store, five), at, at);
  utimesSync(join(store, six), later, later);
}
const mark = (...words: string[]) => twscope(["mark", ...words]);

describe("twscope mark", () => {
  test("keeps the recordings of the moment, which are recycled when it is released", async () => {
    await twoRecordings();
    const { exitCode, out, notes } = await mark("order", "12", "filled twice", "--at", "2026-11-20T10:16");
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    expect(out).toBe(
      "Marked 2026-11-20 10:16:00: order 12 filled twice\n" +
        "1 recording kept until `twscope mark --release 20261120.101600`\n" +
        `  ${five}\n` +
        "`twscope read --since 2026-11-20T10:11 --until 2026-11-20T10:17` shows what happened around it\n",
    );
    expect(json((await twscope(["logs", "--json"])).out)).toMatchObject([
      { file: five, pinned: null, marks: [{ mark: "20261120.101600", text: "order 12 filled twice" }] },
      { file: six, marks: [] },
    ]);
    expect((await twscope(["logs"])).out).toContain("order 12 filled twice");
    expect(recycle(store, "2026-11-26", rules).map(({ file }) => file.path)).toEqual([join(store, six)]);
    expect((await mark("--release", "20261120.101600")).out).toBe("Released 1 mark.\n");
    expect(recycle(store, "2026-11-26", rules).map(({ file }) => file.path)).toEqual([join(store, five)]);
  });

  test("keeps no recording that begins later, or ended longer ago", async () => {
    await twoRecordings();
    const kept = async (time: string) =>
      (json((await mark("x", "--at", time, "--json")).out) as { recordings: unknown }).recordings;
    expect(await kept("2026-11-20T10:14:59")).toEqual([]);
    expect(await kept("2026-11-20T10:30")).toEqual([five]);
    expect(await kept("2026-11-20T10:31")).toEqual([]);
    expect(await kept("2026-11-20T11:20")).toEqual([six]);
  });

  test("keeps what is being written, also when it is quiet and its recorder is killed afterwards", async () => {
    await put(five, { at, cutEnd: true });
    utimesSync(join(store, five), at, at);
    tellRunning(store, runningRecorder([join(store, five)]));
    const { exitCode, out } = await mark("nothing comes any more");
    expect(exitCode).toBe(0);
    expect(out).toContain(`  ${five}  being written\n`);
    rmSync(join(store, "running"), { recursive: true });
    expect(listStore(store)).toMatchObject([{ inUse: false, pinned: true }]);
    expect(recycle(store, "2027-03-01", rules)).toEqual([]);
  });

  test("keeps a recording whose client becomes known later, under its new name", async () => {
    const unknown = "api.unknown.20261120.101500.twscope";
    await put(unknown, { at });
    await mark("x", "--at", "2026-11-20T10:15:00.5", "--client", "5");
    renameSync(join(store, unknown), join(store, five));
    utimesSync(join(store, five), at, at);
    expect(listStore(store)).toMatchObject([{ fileName: five, pinned: true }]);
  });

  test("of one client leaves the others alone", async () => {
    await put(five, { at });
    await put("api.6.20261120.101500.twscope", { at });
    await mark("only six", "--at", "2026-11-20T10:15:01", "--client", "6");
    expect(listStore(store).map(({ pinned }) => pinned)).toEqual([false, true]);
  });

  test("is made all the same where there is no recording, says why, and has exit code 1", async () => {
    const none = await mark("nobody recorded it");
    expect(none.exitCode).toBe(1);
    expect(none.notes).toContain(`No recording is of that moment: ${store} holds none that is so old`);
    expect(listMarks(store)).toMatchObject([{ text: "nobody recorded it", files: [] }]);
    await twoRecordings();
    const late = await mark("too late", "--at", "2026-11-20T15:00");
    expect(late.exitCode).toBe(1);
    expect(late.notes).toContain("the last one before it ended at 2026-11-20 11:15:00");
  });

  test("lists the marks without words, in any width", async () => {
    expect(await mark()).toMatchObject({ exitCode: 1, notes: expect.stringContaining("Nothing is marked") });
    await twoRecordings();
    await mark("order 12 filled twice", "--at", "2026-11-20T10:16");
    await mark("and nobody knows why it was so, for a long time", "--at", "2026-11-20T10:16", "--client", "9");
    const { exitCode, lines } = await mark();
    expect(exitCode).toBe(0);
    expect(lines[1]).toMatch(/^20261120\.101600 +2026-11-20 10:16:00 +all +order 12 filled twice$/);
    expect(lines[2]).toMatch(new RegExp(`^ +${five}$`));
    expect(lines[3]).toMatch(/^20261120\.101600\.2 .* 9 +and nobody/);
    expect(lines[4]).toContain("no recording is of that moment");
    expect(lines[5]).toBe("2 marks, 1 recording kept");
    for (const width of [100, 80])
      for (const line of (await twscope(["mark"], { columns: width })).lines)
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(json((await mark("--json")).out)).toMatchObject([
      { mark: "20261120.101600", at: "2026-11-20 10:16:00.000", clients: null, recordings: [five] },
      { mark: "20261120.101600.2", clients: [9], recordings: [] },
    ]);
  });

  test("refuses what makes no sense, and marks nothing", async () => {
    for (const line of [
      ["x", "--at", "2999-01-01T10:00"],
      ["x", "--at", "noon"],
      ["x", "--client", "all"],
      ["--at", "10:15"],
      ["--release", "20261120.101600"],
      ["--release", "../x"],
    ])
      expect({ line, ...(await mark(...line)) }).toMatchObject({ line, exitCode: 2, out: "" });
    expect(existsSync(store) ? readdirSync(store) : []).toEqual([]);
  });

  test("takes a time of day as the last one that is over", async () => {
    vi.useFakeTimers({ now: new Date("2026-11-22T09:00:00"), toFake: ["Date"] });
    try {
      await mark("this morning", "--at", "08:59");
      await mark("last night", "--at", "23:30:01.5");
      expect(listMarks(store).map(({ atMs }) => new Date(atMs))).toEqual([
        new Date("2026-11-21T23:30:01.500"),
        new Date("2026-11-22T08:59:00"),
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("can be read by its user only", async ({ skip }) => {
    if (process.platform === "win32") skip("has other permissions");
    await mark("x");
    const [file = ""] = readdirSync(store);
    expect([statSync(store).mode & 0o777, statSync(join(store, file)).mode & 0o777]).toEqual([0o700, 0o600]);
  });
});

describe("a mark", () => {
  test("stands at its place in time where a recording is read", async () => {
    const path = await put(five, { at });
    await mark("which accounts?", "--at", "2026-11-20T10:15:00.007");
    const { lines, ...run } = await twscope(["read", path, "--json"]);
    const records = jsonLines({ lines, ...run });
    expect(names(records)).toEqual([
      "connection-opened",
      "version-offer",
      "version-agreed",
      "START_API",
      "mark",
      "MANAGED_ACCTS",
      "NEXT_VALID_ID",
      "connection-closed",
      "recording-ended",
    ]);
    expect(records[4]).toMatchObject({
      kind: "link",
      client: 5,
      time: expect.stringMatching(/^2026-11-20T10:15:00\.007000/),
      event: { severity: "warning", values: { mark: "20261120.101500", text: "which accounts?" } },
    });
    expect((await twscope(["read", path, "--client", "5"])).out).toMatch(/10:15:00\.007\d* .*Marked: which accounts\?/);
  });

  test("that came after the end of a recording stands at its end, and in no other recording", async () => {
    await twoRecordings();
    await mark("the program crashed", "--at", "2026-11-20T10:20");
    const of = async (file: string) => names(jsonLines(await twscope(["read", join(store, file), "--json"])));
    expect((await of(five)).slice(-2)).toEqual(["mark", "recording-ended"]);
    expect(await of(six)).not.toContain("mark");
  });

  test("stands once where several recordings are read together, and goes with exports", async () => {
    await put(five, { at });
    await put("api.6.20261120.101500.twscope", { at, blocks: session(at, 6) });
    await mark("both", "--at", "2026-11-20T10:15:00.007");
    const read = async (...line: string[]) => jsonLines(await twscope(["read", "--json", ...line]));
    expect(names(await read()).filter((name) => name === "mark")).toHaveLength(1);
    const path = join(store, "..", "both.twscope");
    await twscope(["logs", "export", "--format", "recording", "-o", path]);
    rmSync(store, { recursive: true });
    expect((await read(path)).filter(({ event }) => (event as { name: string })?.name === "mark")).toMatchObject([
      { event: { values: { text: "both" } } },
    ]);
    rmSync(path);
  });

  test.each([
    ["json", "Marked: which accounts?"],
    ["ndjson", "Marked: which accounts?"],
    ["csv", "Marked: which accounts?"],
    ["pcapng", "marked: which accounts?"],
    ["recording", "which accounts?"],
  ])("goes with an export as %s", async (format, text) => {
    await put(five, { at });
    await mark("which accounts?", "--at", "2026-11-20T10:15:00.007");
    const path = join(store, "..", `exported.${format}`);
    const { exitCode } = await twscope(["logs", "export", "--format", format, "-o", path, "--force"]);
    expect(exitCode).toBe(0);
    const read = format === "recording" ? (await twscope(["read", path])).out : readFileSync(path, "latin1");
    expect(read).toContain(text);
    rmSync(path);
  });

  test("that is made while a recording is followed shows within seconds", async () => {
    const path = await put(five, { at, cutEnd: true });
    const { terminal, done } = startTwscope(["read", path, "--follow", "--json", "--max", "8"]);
    await vi.waitFor(() => expect(terminal.out()).toContain("NEXT_VALID_ID"), 10_000);
    markIncident("now", { store });
    const { lines, ...run } = await done;
    expect(names(jsonLines({ lines, ...run })).at(-1)).toBe("mark");
  });

  test("is not deleted with --all, and releasing the pin of its recording says what keeps it", async () => {
    await twoRecordings();
    await mark("evidence", "--at", "2026-11-20T10:16");
    expect((await twscope(["logs", "delete", "--all", "--yes"])).notes).toContain(
      `${five} stays: it is pinned (evidence)`,
    );
    await twscope(["logs", "keep", five]);
    const { notes } = await twscope(["logs", "release", five]);
    expect(notes).toContain("`twscope mark --release 20261120.101600` lets it go");
  });

  test("whose file is damaged still keeps the recordings of its second", async () => {
    await put(five, { at });
    writeFileSync(join(store, "mark.20261120.101501.json"), "{");
    expect(listStore(store)).toMatchObject([{ pinned: true, marks: [{ id: "20261120.101501", text: "" }] }]);
  });

  test("can be made, listed and released by a program", async () => {
    await put(five, { at });
    const made = markIncident("from a program", { store, at: new Date(at.getTime() + 1000), clients: [5] });
    expect(made.recordings.map(({ fileName }) => fileName)).toEqual([five]);
    expect(listMarks(store)).toEqual([made.mark]);
    expect([releaseMark(made.mark.id, store), releaseMark(made.mark.id, store), listMarks(store)]).toEqual([
      true,
      false,
      [],
    ]);
  });
});
