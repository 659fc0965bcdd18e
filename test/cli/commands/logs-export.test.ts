/** `twscope logs export`, `twscope export` and `twscope record --pcap`: out of the store and into it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, describe, expect, test } from "vitest";
import { readCapture } from "../../capture/packets.ts";
import { blocksOf } from "../../node/store/blocks-of.ts";
import { flipBit, scratchStore, session } from "../../node/store/scratch-store.ts";
import { jsonLines, twscope } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const { store, settings, put } = scratchStore();
const scratch = scratchFolder();
const five = "api.5.20261120.101500.twscope";
const six = "api.6.20261120.111500.twscope";
const at = new Date("2026-11-20T10:15:00");
const later = new Date("2026-11-20T11:15:00");

afterEach(() => rmSync(store, { recursive: true, force: true }));

const installed = (tool: string): boolean => {
  try {
    execFileSync(tool, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("the formats", () => {
  test("tws is the dialect of the host, and read again gives the same messages", async () => {
    await put(five, { at });
    const { exitCode, out } = await twscope(["logs", "export"]);
    expect(exitCode).toBe(0);
    expect(out.split("\n").map((line) => line.replace(/^\d\d:\d\d:\d\d:\d\d\d/, "T"))).toEqual([
      "T <- 71-2-5--",
      "T -> ---\x0f15-1-DU1234567-",
      "T -> ---\x089-1-101-",
      "",
    ]);
    const fields = (run: Awaited<ReturnType<typeof twscope>>): unknown[] =>
      jsonLines(run)
        .filter(({ kind }) => kind === "message")
        .map(({ name, fields: values }) => [name, values]);
    const log = scratch.write("api.5.20261120.log", out);
    expect(fields(await twscope(["read", log, "--json"]))).toEqual(
      fields(await twscope(["read", join(store, five), "--json"])),
    );
  });

  test("ndjson is what read prints, and json the same as one array", async () => {
    const path = await put(five, { at });
    const read = await twscope(["read", path, "--json"]);
    expect((await twscope(["logs", "export", "--format", "ndjson", path])).out).toBe(read.out);
    const { out } = await twscope(["logs", "export", "--format", "json", path]);
    expect(JSON.parse(out)).toEqual(jsonLines(read));
  });

  test("csv is a table of quoted cells, and what a spreadsheet would run is a text", async () => {
    const blocks = session(at);
    blocks[2]?.unshift({
      kind: "data",
      leg: 1,
      monotonicUs: 0,
      wallUs: at.getTime() * 1000 + 9000,
      direction: "in",
      bytes: Buffer.from('\0\0\0\x236\x002\0=cmd()\x001,5\0USD\0=DU1234567,"x"\0', "latin1"),
    });
    await put(five, { at, blocks });
    const { exitCode, lines } = await twscope(["logs", "export", "--format", "csv"]);
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^time,client,leg,direction,kind,id,name,/);
    const row = lines.find((line) => line.includes("ACCT_VALUE"));
    expect(row).toContain(`"'=DU1234567,""x"""`);
    expect(row).toContain('""key"":""=cmd()""');
  });

  test("pcapng has the bytes and times of the recording", async () => {
    await put(five, { at });
    const output = scratch.path("five.pcapng");
    expect((await twscope(["export", "--pcapng", "-o", output])).exitCode).toBe(0);
    const read = readCapture(readFileSync(output));
    expect(read.streams).toEqual([
      {
        out: "API\0\0\0\0\x09v100..187\0\0\0\x0871\x002\x005\0\0",
        in: "\0\0\0\x1a187\x0020261122 10:15:00 CET\0\0\0\0\x0f15\x001\0DU1234567\0\0\0\0\x089\x001\x00101\0",
      },
    ]);
    expect(read.events[0]).toMatchObject({ about: { client: "127.0.0.1:50000", host: "127.0.0.1:7497" } });
    expect(read.events[0]?.wallUs).toBe(at.getTime() * 1000 + 1000);
  });

  test("recording is one plain recording of all that was chosen, whole in itself", async () => {
    await put(five, { at });
    await put(six, { at: later, blocks: session(later, 6) });
    const output = scratch.path("all.twscope");
    expect((await twscope(["logs", "export", "--format", "recording", "-o", output])).exitCode).toBe(0);
    expect((await twscope(["logs", "verify", output])).exitCode).toBe(0);
    const read = async (...paths: string[]): Promise<unknown[]> =>
      jsonLines(await twscope(["read", ...paths, "--json"]))
        .filter(({ kind }) => kind === "message")
        .map(({ time, client, name, fields }) => [time, client, name, fields]);
    expect(await read(output)).toEqual(await read(join(store, five), join(store, six)));
    expect(await read(output)).toHaveLength(6);
  });
});

describe("what is chosen, and where it goes", () => {
  test("by day and client, in one file or one for each", async () => {
    await put(five, { at });
    await put(six, { at: later, blocks: session(later, 6) });
    expect((await twscope(["logs", "export", "--client", "6"])).out).toContain("<- 71-2-6--");
    expect((await twscope(["logs", "export", "--client", "6"])).out).not.toContain("71-2-5");
    const none = await twscope(["logs", "export", "--today"]);
    expect(none.exitCode).toBe(1);
    expect(none.notes).toContain("No recording was chosen");
    const both = await twscope(["logs", "export"]);
    expect(both.out.split("\n").filter((line) => line.includes("<- 71"))).toEqual([
      expect.stringContaining("71-2-5"),
      expect.stringContaining("71-2-6"),
    ]);
    expect(both.notes).toContain("-o with a folder writes one file for each");
    const folder = scratch.path("each");
    mkdirSync(folder);
    expect((await twscope(["logs", "export", "--format", "csv", "-o", folder])).exitCode).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(["api.5.20261120.csv", "api.6.20261120.csv"]);
    expect(statSync(join(folder, "api.5.20261120.csv")).mode & 0o777).toBe(0o600);
  });

  test("never over a file that exists, unless told to, and never half", async () => {
    await put(five, { at });
    const output = scratch.write("there.log", "mine");
    const refused = await twscope(["logs", "export", "-o", output]);
    expect(refused.exitCode).toBe(2);
    expect(refused.notes).toContain("--force");
    expect(readFileSync(output, "utf8")).toBe("mine");
    expect((await twscope(["logs", "export", "-o", output, "--force"])).exitCode).toBe(0);
    expect(readFileSync(output, "latin1")).toContain("<- 71-2-5");
    expect(existsSync(`${output}.part`)).toBe(false);
  });

  test("bytes are not written to a terminal", async () => {
    await put(five, { at });
    const { exitCode, notes } = await twscope(["logs", "export", "--format", "pcapng"], { columns: 80 });
    expect(exitCode).toBe(2);
    expect(notes).toContain("-o");
  });

  test.each([
    [["--pcapng", "--format", "csv"], "contradict"],
    [["--recipient", "age1x"], "--age"],
    [["--day", "soon"], "give a day"],
    [["--format", "xml"], "It takes tws, json"],
  ])("%j is refused with what to do", async (options, text) => {
    await put(five, { at });
    const { exitCode, notes } = await twscope(["logs", "export", ...options]);
    expect(exitCode).toBe(2);
    expect(notes).toContain(text);
  });
});

/** The session, its last block beginning as a recorder's does: with where it stands. */
function withContext(): ReturnType<typeof session> {
  const blocks = session(at);
  const context = { serverVersion: 187, clientId: 5, before: { in: 49, out: 29 }, unfinished: { in: 0, out: 0 } };
  blocks[2]?.unshift({ kind: "context", leg: 1, monotonicUs: 0, wallUs: at.getTime() * 1000 + 8000, context });
  return blocks;
}

describe("what is damaged", () => {
  test.each(["tws", "json", "ndjson", "csv", "pcapng", "recording"])(
    "is named by file and byte, and the rest is exported (%s)",
    async (format) => {
      const path = await put(five, { at, blocks: withContext() });
      const block = blocksOf(path)[1]!;
      flipBit(path, block + 25);
      const output = scratch.path(`damaged.${format}`);
      const { exitCode, notes } = await twscope(["logs", "export", "--format", format, "-o", output]);
      expect(exitCode).toBe(1);
      expect(notes).toContain(`${path}: byte ${block}: block 1 is damaged`);
      const bytes = readFileSync(output);
      expect(bytes.length).toBeGreaterThan(0);
      if (format === "tws") expect(bytes.toString("latin1")).toMatch(/^\S+ <- 71-2-5--\n\S+ -> ---\x089-1-101-\n$/);
      if (format === "recording") {
        const read = await twscope(["read", output, "--json"]);
        expect(jsonLines(read).map(({ name, event }) => name ?? (event as { name: string }).name)).toContain("gap");
      }
    },
  );

  test("is told also when it is only cut off, or has another key; the others are exported", async () => {
    const cut = await put(five, { at });
    truncateSync(cut, blocksOf(cut)[2]);
    const other = scratch.write("other.txt", `${await generateX25519Identity()}\n`);
    await put(six, { at: later, sealed: false, blocks: session(later, 6) });
    const whole = await twscope(["logs", "export"]);
    expect(whole.exitCode).toBe(1);
    expect(whole.notes).toContain(`${cut}: byte ${statSync(cut).size}: the recording has no end mark`);
    const locked = await twscope(["logs", "export", "--key-file", other]);
    expect(locked.exitCode).toBe(1);
    expect(locked.notes).toContain(`${cut} was sealed for another key`);
    expect(locked.out).toContain("<- 71-2-6");
    const none = await twscope(["logs", "export", "--key-file", other, cut, "-o", scratch.path("none.log")]);
    expect(none.exitCode).toBe(4);
    expect(existsSync(scratch.path("none.log"))).toBe(false);
    expect((await twscope(["logs", "export", scratch.write("text.twscope", "no recording")])).exitCode).toBe(4);
  });
});

describe.runIf(installed("age"))("the age tool", () => {
  const opened = (file: string, identity: string): Buffer =>
    execFileSync("age", ["-d", "-i", identity, file], { stdio: ["ignore", "pipe", "pipe"] });

  test("opens what --age wrote, with the key of the recordings: a whole plain recording, or another format", async () => {
    await put(five, { at });
    const output = scratch.path("five.age");
    expect((await twscope(["logs", "export", "--age", "-o", output])).exitCode).toBe(0);
    const plain = scratch.write("opened.twscope", opened(output, join(settings, "identity.txt")));
    expect((await twscope(["logs", "verify", plain])).exitCode).toBe(0);
    const csv = scratch.path("five.csv.age");
    await twscope(["logs", "export", "--age", "--format", "csv", "-o", csv]);
    expect(opened(csv, join(settings, "identity.txt")).toString()).toBe(
      (await twscope(["logs", "export", "--format", "csv"])).out,
    );
  });

  test("opens it for another recipient, and then not with ours", async () => {
    await put(five, { at });
    const identity = await generateX25519Identity();
    const file = scratch.write("theirs.txt", `${identity}\n`);
    const output = scratch.path("theirs.age");
    const recipient = await identityToRecipient(identity);
    await twscope(["logs", "export", "--age", "--recipient", recipient, "--format", "ndjson", "-o", output]);
    expect(opened(output, file).toString()).toContain('"name":"NEXT_VALID_ID"');
    expect(() => opened(output, join(settings, "identity.txt"))).toThrow("no identity matched any of the recipients");
    expect((await twscope(["logs", "export", "--age", "--recipient", "age1nothing"])).exitCode).toBe(2);
  });
});

describe("record --pcap", () => {
  const captures = new URL("../../corpus/captures/", import.meta.url);
  const capture = (name: string): string => new URL(name, captures).pathname;

  test("makes recordings of a capture, sealed and named like all others, and pinned", async () => {
    const { exitCode, out } = await twscope(["record", "--pcap", capture("two-interfaces.pcapng")]);
    expect(exitCode).toBe(0);
    const [name = ""] = readdirSync(store).filter((file) => file.endsWith(".twscope"));
    expect(name).toMatch(/^api\.7\.\d{8}\.\d{6}\.twscope$/);
    expect(out).toContain(name);
    const [listed] = JSON.parse((await twscope(["logs", "--json"])).out) as Record<string, unknown>[];
    expect(listed).toMatchObject({
      client: 7,
      sealed: true,
      state: "whole",
      pinned: { reason: "from the capture two-interfaces.pcapng" },
    });
    const messages = jsonLines(await twscope(["read", join(store, name), "--json"])).filter(
      ({ kind }) => kind === "message",
    );
    expect(messages.map((message) => message["name"])).toEqual([
      "START_API",
      "MANAGED_ACCTS",
      "NEXT_VALID_ID",
      "REQ_CURRENT_TIME",
      "CURRENT_TIME",
      "REQ_SCANNER_PARAMETERS",
      "SCANNER_PARAMETERS",
    ]);
  });

  test("and out again as pcapng gives the same bytes and times", async () => {
    const { notes } = await twscope(["record", "--plain", "--pcap", capture("ipv6.pcap")]);
    expect(notes).toContain(`Not encrypted: whoever can read ${store} can read what was in ipv6.pcap.`);
    const output = scratch.path("again.pcapng");
    expect((await twscope(["export", "--pcapng", "-o", output])).exitCode).toBe(0);
    const [before, after] = [readCapture(readFileSync(capture("ipv6.pcap"))), readCapture(readFileSync(output))];
    expect(after.streams).toEqual(before.streams);
    const times = ({ events }: typeof before): number[] =>
      events.filter(({ kind }) => kind === "data").map(({ wallUs }) => wallUs);
    expect(times(after)).toEqual(times(before));
    expect(after.events[0]).toMatchObject({
      about: { client: expect.stringMatching(/^\[::1\]:\d+$/), host: "[::1]:4002" },
    });
  });

  test("reads on behind a packet that is missing, and says so by its exit code", async () => {
    const { exitCode, out } = await twscope(["record", "--pcap", capture("one-lost.pcapng")]);
    expect(exitCode).toBe(1);
    expect(out).toContain("29 B missing");
    const read = jsonLines(await twscope(["read", "--json"]));
    expect(read.map(({ name, event }) => name ?? (event as { name: string }).name)).toEqual(
      expect.arrayContaining(["gap", "CURRENT_TIME", "SCANNER_PARAMETERS"]),
    );
  });

  test("tells what is no capture, no connection of ours, or no way to ask for it", async () => {
    const text = scratch.write("text.pcap", "this is text");
    const no = await twscope(["record", "--pcap", text]);
    expect(no.exitCode).toBe(4);
    expect(no.notes).toContain("a capture was expected");
    expect((await twscope(["record", "--pcap", scratch.path("nothing.pcap")])).exitCode).toBe(3);
    expect((await twscope(["record", "--pcap", text, "--to", "tws"])).exitCode).toBe(2);
    const empty = scratch.write("empty.pcap", readFileSync(capture("ethernet-us.pcap")).subarray(0, 24));
    const none = await twscope(["record", "--pcap", empty, "--json"]);
    expect(none.exitCode).toBe(1);
    expect(jsonLines(none)).toMatchObject([{ event: "imported", files: [], summary: { packets: 0 } }]);
  });

  test("reads standard input", async () => {
    const { exitCode } = await twscope(["record", "--pcap", "-"], { input: readFileSync(capture("ethernet-ns.pcap")) });
    expect(exitCode).toBe(0);
    expect(readdirSync(store).some((name) => name.startsWith("api.7."))).toBe(true);
  });
});
