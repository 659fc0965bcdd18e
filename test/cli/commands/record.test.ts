/** The recorder as a command, in this process: a scripted host behind it, a client in front of it. */
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { tellRunning } from "../../../src/node/store/running.ts";
import { runningRecorder, scratchStore } from "../../node/store/scratch-store.ts";
import { jsonLines, startTwscope, twscope, type Run } from "../run-twscope.ts";

const { store, settings } = scratchStore();

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(store, { recursive: true, force: true });
});

/** A host on a port of its own. */
async function host(talk: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    talk(socket);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const frame = (text: string): Uint8Array => frameBytes(bytesOf(text));
const agreement = frame("187\x0020261122 10:15:00 CET\0");
const accounts = frame("15\x001\0DU1234567\0");
const tick = frame("1\x006\x001\x001\x00100.25\x003\x001\0");
const bars = frame("17\x002\x001\x001\x001\x0020261122\x001\x002\x000.5\x001.5\x00100\x001.2\x007\0");

/** Answers the handshake, and START_API with these frames. */
const scripted =
  (...answers: readonly Uint8Array[]) =>
  (socket: Socket): void => {
    let received = 0;
    socket.on("data", (bytes: Buffer) => {
      const before = received;
      received += bytes.length;
      if (before < 17 && received >= 17) socket.write(agreement);
      if (before < 29 && received >= 29) for (const answer of answers) socket.write(answer);
    });
    socket.on("end", () => socket.end());
  };

/** Says who it is, and reads until the host has sent so many bytes. */
async function client(port: number, id: number, expected: number): Promise<Buffer> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const got: Buffer[] = [];
  let started = false;
  socket.write(bytesOf("API\0"));
  socket.write(frame("v100..187"));
  socket.on("data", (bytes: Buffer) => {
    got.push(bytes);
    if (!started) socket.write(frame(`71\x002\0${id}\0\0`));
    started = true;
    if (Buffer.concat(got).length >= expected) socket.end();
  });
  await new Promise((closed) => void socket.once("close", closed));
  return Buffer.concat(got);
}

interface Recording {
  readonly port: number;
  readonly notes: () => string;
  readonly stop: () => Promise<Run>;
}

/** Starts `twscope record` on a free port. */
async function record(to: number, ...options: readonly string[]): Promise<Recording> {
  const { terminal, done } = startTwscope(["record", "--listen", "0", "--to", `127.0.0.1:${to}`, ...options]);
  const port = await vi.waitFor(
    () => {
      const found = /127\.0\.0\.1:(\d+)/.exec(terminal.out())?.[1];
      if (!found) throw new Error(`it does not listen yet: ${terminal.notes.join("\n")}`);
      return Number(found);
    },
    { timeout: 20_000 },
  );
  const stop = async (): Promise<Run> => {
    terminal.stop();
    return done;
  };
  return { port, notes: () => terminal.notes.join("\n"), stop };
}

const recordings = (): string[] => readdirSync(store).filter((name) => name.endsWith(".twscope"));

describe("twscope record", { timeout: 30_000 }, () => {
  test("relays what both sides say, and keeps it so that twscope read reads it back", async () => {
    const recorder = await record(await host(scripted(accounts, tick)));
    const expected = Buffer.concat([agreement, accounts, tick]);
    expect(await client(recorder.port, 5, expected.length)).toEqual(expected);
    const { exitCode, out } = await recorder.stop();
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Recording 127\.0\.0\.1:\d+ -> 127\.0\.0\.1:\d+\n {2}let your program connect to/);
    expect(out).toMatch(/connection 1: client 5, server version 187\n/);
    expect(out).toMatch(/Stopped by SIGTERM after .*\n {2}connections {2}1\n {2}messages {5}1 out, 2 in\n/);
    expect(out).toMatch(/gaps {9}none\n/);
    const [file = "", ...others] = recordings();
    expect(others).toEqual([]);
    expect(file).toMatch(/^api\.5\.\d{8}\.\d{6}\.twscope$/);
    expect(out).toContain(join(store, file));
    const read = jsonLines(await twscope(["read", "--client", "5", "--only", "in,out", "--json"]));
    expect(read.map(({ name, client: id }) => [name, id])).toEqual([
      ["START_API", null],
      ["MANAGED_ACCTS", 5],
      ["TICK_PRICE", 5],
    ]);
    expect(read[1]).toMatchObject({ serverVersion: 187, fields: { accountsList: "DU1234567" } });
  });

  test("tells a supervisor what happens as JSON", async () => {
    const recorder = await record(await host(scripted(accounts)), "--json");
    await client(recorder.port, 5, agreement.length + accounts.length);
    const run = await recorder.stop();
    const events = jsonLines(run);
    expect(events.map(({ event }) => String(event)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "agreed",
      "closed",
      "listening",
      "opened",
      "summary",
    ]);
    expect(events[0]).toMatchObject({ event: "listening", store, sealed: true, keep: true });
    expect(events.find(({ event }) => event === "agreed")).toMatchObject({ clientId: 5, serverVersion: 187 });
    expect(events.at(-1)).toMatchObject({
      signal: "SIGTERM",
      connections: 1,
      messages: { in: 1, out: 1 },
      bytes: { in: agreement.length + accounts.length, out: 29 },
      gaps: 0,
      complete: true,
      filesCount: 1,
    });
  });

  test("leaves market data out on demand, counts them, and always keeps historical bars", async () => {
    const recorder = await record(await host(scripted(tick, tick, bars)), "--no-market-data", "--json");
    await client(recorder.port, 5, agreement.length + 2 * tick.length + bars.length);
    await recorder.stop();
    const read = jsonLines(await twscope(["read", "--json", "--only", "in,link"]));
    const names = read.map(({ name, event }) => name ?? (event as { name: string }).name);
    expect(names).toContain("HISTORICAL_DATA");
    expect(names).not.toContain("TICK_PRICE");
    expect(read.find(({ event }) => (event as { name?: string })?.name === "market-data-left-out")).toMatchObject({
      event: { about: "2 market data messages were left out of the recording", values: { 1: 2 } },
    });
  });

  test("relays without recording when createApiMessageLogFile is off", async () => {
    const recorder = await record(await host(scripted(accounts)), "--no-log-file");
    await client(recorder.port, 5, agreement.length + accounts.length);
    const { exitCode, out } = await recorder.stop();
    expect(exitCode).toBe(0);
    expect(out).toContain("nothing is recorded: createApiMessageLogFile is off");
    expect(recordings()).toEqual([]);
    expect(readFileSync(join(store, ownLog()), "utf8")).toContain("Start API message, ClientID=5");
  });

  test("makes a key at the first use, and says where it lies and how to keep it", async () => {
    rmSync(settings, { recursive: true, force: true });
    const first = await record(await host(scripted()));
    await first.stop();
    const path = join(settings, "identity.txt");
    expect(first.notes()).toContain(`A key was made, with which recordings are encrypted: ${path}`);
    expect(first.notes()).toContain("twscope logs key");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(settings).mode & 0o777).toBe(0o700);
    const second = await record(await host(scripted()));
    await second.stop();
    expect(second.notes()).toBe("");
  });

  test("says that it does not encrypt, and that others can connect", async () => {
    const to = await host(scripted());
    const { terminal, done } = startTwscope([
      "record",
      "--listen",
      "0.0.0.0:0",
      "--allow-remote",
      "--plain",
      "--to",
      `127.0.0.1:${to}`,
      "--json",
    ]);
    await vi.waitFor(() => expect(terminal.notes.join("\n")).toContain("Other machines can connect"), 20_000);
    terminal.stop();
    await done;
    expect(terminal.notes.join("\n")).toContain(`Not encrypted: whoever can read ${store}`);
  });

  test("keeps a store that only its user can look into", async () => {
    const recorder = await record(await host(scripted(accounts)));
    await client(recorder.port, 5, agreement.length + accounts.length);
    await recorder.stop();
    expect(statSync(store).mode & 0o777).toBe(0o700);
    expect(statSync(join(store, recordings()[0] ?? "")).mode & 0o777).toBe(0o600);
    expect(statSync(join(store, ownLog())).mode & 0o777).toBe(0o600);
  });
});

const ownLog = (): string => readdirSync(store).find((name) => name.startsWith("recorder.")) ?? "";

describe("a connection that fails is told of", { timeout: 30_000 }, () => {
  test("when nothing listens at the host's address, and leaves no file behind", async () => {
    const port = await host(() => {});
    await new Promise((done) => servers.pop()?.close(done));
    const recorder = await record(port, "--json");
    expect(await client(recorder.port, 5, 1)).toHaveLength(0);
    await vi.waitFor(() => expect(recorder.notes()).toContain("nothing listens at 127.0.0.1:"));
    const run = await recorder.stop();
    expect(run.exitCode).toBe(0);
    expect(jsonLines(run).find(({ event }) => event === "advice")).toMatchObject({ advice: { code: "host-refused" } });
    expect(recordings()).toEqual([]);
  });

  test("when the host closes without a word", async () => {
    const recorder = await record(await host((socket) => void socket.once("data", () => socket.end())));
    await client(recorder.port, 5, 1);
    await vi.waitFor(() => expect(recorder.notes()).toContain('add it to "Trusted IPs"'));
    await recorder.stop();
  });

  test("when the client id is in use", async () => {
    const inUse = frame("4\x002\0-1\x00326\0Unable to connect as the client id is already in use.\0\0");
    const recorder = await record(await host(scripted(inUse)));
    await client(recorder.port, 17, agreement.length + inUse.length);
    await vi.waitFor(() => expect(recorder.notes()).toContain("the host refuses client id 17"), 5000);
    await recorder.stop();
  });

  test("and does not keep the recorder from stopping, when the host hangs", async () => {
    const recorder = await record(await host((socket) => void socket.pause()));
    const socket = connect(recorder.port, "127.0.0.1");
    socket.on("error", () => {}).on("data", () => {});
    socket.write(bytesOf("API\0"));
    await vi.waitFor(() => expect(recordings()).toHaveLength(1), 20_000);
    const { exitCode, out } = await recorder.stop();
    expect(exitCode).toBe(0);
    expect(out.trim().split("\n").at(-1)).toContain(".twscope");
  });
});

test(
  "a recorder that takes the place of one that was killed says so, and what that one left",
  { timeout: 30_000 },
  async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    const { port } = free.address() as AddressInfo;
    await new Promise((done) => free.close(done));
    const file = join(store, "api.5.20261122.101500.twscope");
    const at = new Date("2026-11-22T10:20:00");
    tellRunning(store, { ...runningRecorder([file]), listen: `127.0.0.1:${port}`, at: at.toISOString() });
    for (const name of readdirSync(join(store, "running"))) utimesSync(join(store, "running", name), at, at);
    const { notes, stop } = await record(await host(scripted()), "--listen", `127.0.0.1:${port}`);
    await stop();
    expect(notes()).toContain("went without a word; it was last heard of at 2026-11-22 10:20:00.");
    expect(notes()).toContain("is readable, and ends up to 200 ms before its end: api.5.20261122.101500.twscope.");
    expect((await twscope(["status"])).notes).not.toContain("said nothing since");
  },
);

describe("it refuses", { timeout: 30_000 }, () => {
  test.each([
    ["no host", [], "--to is missing"],
    ["a host that is none", ["--to", "twss"], "one of tws, tws-paper, gateway, gateway-paper"],
    ["to connect to itself", ["--to", "tws", "--listen", "7496"], "would connect to itself"],
    ["to be reached from elsewhere", ["--to", "tws", "--listen", "0.0.0.0:7500"], "say so with --allow-remote"],
    ["a level that is none", ["--to", "tws", "--log-level", "Deatil"], "System, Error, Warning, Information, Detail"],
    ["to keep nothing", ["--to", "tws", "--keep-days", "0"], "a whole number from 1 on"],
    ["a size that is none", ["--to", "tws", "--keep-bytes", "many"], "such as 500MB or 20GB"],
  ])("%s", async (_what, options, words) => {
    const { exitCode, notes } = await twscope(["record", ...options]);
    expect(exitCode).toBe(2);
    expect(notes).toContain(words);
    expect(existsSync(store)).toBe(false);
  });

  test("an address that is taken, and names the recorder that has it", async () => {
    const to = await host(scripted());
    const first = await record(to);
    const again = ["record", "--listen", `127.0.0.1:${first.port}`, "--to", `127.0.0.1:${to}`];
    const { exitCode, notes } = await twscope(again);
    await first.stop();
    expect(exitCode).toBe(3);
    expect(notes).toMatch(
      new RegExp(`127.0.0.1:${first.port} is taken by a recorder that runs since .* \\(process ${process.pid}\\)`),
    );
  });

  test("to record without a key, and relays nothing then", async () => {
    const path = join(settings, "no-key.txt");
    mkdirSync(settings, { recursive: true });
    writeFileSync(path, "# nothing\n");
    expect(await twscope(["record", "--to", "tws", "--key-file", path])).toMatchObject({ exitCode: 2 });
    const { exitCode, notes } = await twscope(["record", "--to", "tws", "--key-file", join(settings, "nowhere")]);
    expect(exitCode).toBe(3);
    expect(notes).toContain("Nothing is relayed");
  });
});
