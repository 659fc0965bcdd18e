/** What may go wrong around a recorder. The link is never cut by it, and what is lost is marked. */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { RecorderEvent } from "../../../src/node/record/recorder.ts";
import { missingIn, readStore } from "../../harness/read-back.ts";
import { startRecorderProcess } from "../../harness/recorder-process.ts";
import { connectEnds, listen, newFolder, record, until } from "./ends.ts";

let server: Server;
let port: number;
beforeAll(async () => ({ server, port } = await listen()));
afterAll(() => void server.close());

const asRoot = process.getuid?.() === 0;
/** A file system of so many KiB; `undefined` where none can be mounted. */
function smallDisk(kib: number): string | undefined {
  if (!asRoot || process.platform !== "linux") return undefined;
  const folder = newFolder();
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", folder]);
  if (status !== 0) return undefined;
  onTestFinished(() => {
    spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
const noise = (length: number, seed: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 17 + seed * 101) & 0xff));

/** Listens, tells its port, and never takes a connection. */
const deafHost = `
const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  require("node:fs").writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

const codes = (events: readonly RecorderEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "advice" ? [event.advice.code] : []));

describe("when something goes wrong", () => {
  test(
    "a full disk: relaying goes on, it is told, and the gap has its exact size",
    { timeout: 60_000 },
    async ({ skip }) => {
      const disk = smallDisk(1024);
      if (disk === undefined) skip("needs root and mount");
      const store = join(disk ?? "", "store");
      const recorder = await startRecorderProcess({ store, to: port });
      onTestFinished(() => recorder.kill());
      const { client, host } = await connectEnds(server, recorder.port);
      const { address } = client;
      client.send(noise(200_000, 1));
      await until("the first bytes arrive", () => host.got.length === 200_000);
      const ballast = join(disk ?? "", "ballast");
      // Everything but a few KiB is taken by somebody else.
      const { bavail, bsize } = statfsSync(disk ?? "");
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 8192)));
      for (let index = 0; index < 30; index += 1) {
        client.send(noise(50_000, index));
        await new Promise((next) => setTimeout(next, 30));
      }
      await until("all bytes arrive", () => host.got.length === client.gave.length);
      expect(host.got.equals(client.gave)).toBe(true);
      const told = (): string[] =>
        recorder.events.flatMap((event) => (event.kind === "advice" ? [event.advice.code] : []));
      await until("it is told", () => told().includes("not-recording"));
      rmSync(ballast);
      await until("it is told that it goes on", () => told().includes("recording-again"));
      client.send(noise(10_000, 99));
      await until("the last bytes arrive", () => host.got.length === client.gave.length);
      client.socket.end();
      host.socket.end();
      await Promise.all([client.closed, host.closed]);
      expect(await recorder.stop()).toBe(true);
      const { connections, damage } = await readStore(store);
      const found = connections.get(address);
      expect(damage).toEqual([]);
      const missing = found ? missingIn(found, "out") : 0;
      expect(missing).toBeGreaterThan(0);
      expect((found?.bytes.out.length ?? 0) + missing).toBe(client.gave.length);
      expect(found?.bytes.out.subarray(-10_000).equals(noise(10_000, 99))).toBe(true);
    },
  );

  test(
    "a disk that stays full: it is told once, and what was recorded before is whole",
    { timeout: 60_000 },
    async ({ skip }) => {
      const disk = smallDisk(256) ?? "";
      if (disk === "") skip("needs root and mount");
      const store = join(disk, "store");
      const recorder = await startRecorderProcess({ store, to: port });
      onTestFinished(() => recorder.kill());
      const { client, host } = await connectEnds(server, recorder.port);
      const { address } = client;
      for (let index = 0; index < 60; index += 1) {
        client.send(randomBytes(8000));
        await new Promise((next) => setTimeout(next, 20));
      }
      await until("all bytes arrive", () => host.got.equals(client.gave));
      client.socket.end();
      host.socket.end();
      await Promise.all([client.closed, host.closed]);
      // Also where the connection is over before anybody looks.
      await until("it is told", () => codes(recorder.events).includes("not-recording"));
      await recorder.stop();
      expect(codes(recorder.events).filter((code) => code !== "not-api")).toEqual(["not-recording"]);
      const { connections, damage } = await readStore(store);
      const recorded = connections.get(address)?.bytes.out ?? Buffer.alloc(0);
      // Without a mark, since there was no room for one; but no half of a block looks like damage.
      expect(damage).toEqual(["no-end"]);
      expect(recorded.length).toBeGreaterThan(100_000);
      expect(client.gave.subarray(0, recorded.length).equals(recorded)).toBe(true);
    },
  );

  test(
    "a store that is removed: relaying goes on, and so does the recording, in a new file that says so",
    { timeout: 60_000 },
    async () => {
      const { recorder, store, events } = await record(port, { sealed: false });
      const { client, host } = await connectEnds(server, recorder.address.port);
      const { address } = client;
      client.send(Buffer.from("gone"));
      await until(
        "a file is there",
        () => existsSync(store) && readdirSync(store).some((name) => name.endsWith(".twscope")),
      );
      // Out of the recorder's way first: it goes on making files in a folder of that name while this one is emptied.
      renameSync(store, `${store}.gone`);
      rmSync(`${store}.gone`, { recursive: true });
      await until("it is told", () =>
        events.some((event) => event.kind === "advice" && event.advice.code === "recording-removed"),
      );
      client.send(Buffer.from("after"));
      await until("the bytes arrive", () => host.got.length === 9);
      client.socket.end();
      host.socket.end();
      await Promise.all([client.closed, host.closed]);
      expect(await recorder.stop()).toBe(true);
      const found = (await readStore(store)).connections.get(address);
      expect(found?.bytes.out.toString()).toBe("after");
      expect(found?.texts.join()).toContain("was removed while it was being written");
      rmSync(dirname(store), { recursive: true });
    },
  );

  test(
    "a store that may not be written into: relaying goes on, and what was missed is marked when it may",
    { timeout: 60_000 },
    async ({ skip }) => {
      if (process.platform === "win32") skip("has other permissions");
      const nobody = 65_534;
      const folder = newFolder();
      const store = join(folder, "store");
      mkdirSync(store);
      if (asRoot) for (const path of [folder, store]) chownSync(path, nobody, nobody);
      chmodSync(folder, 0o755);
      chmodSync(store, 0o500);
      const recorder = await startRecorderProcess({
        store,
        to: port,
        ...(asRoot && { as: { uid: nobody, gid: nobody } }),
      });
      onTestFinished(() => recorder.kill());
      const { client, host } = await connectEnds(server, recorder.port);
      const { address } = client;
      client.send(Buffer.from("missed"));
      const told = (): string[] =>
        recorder.events.flatMap((event) => (event.kind === "advice" ? [event.advice.code] : []));
      await until("it is told", () => told().includes("not-recording"));
      expect(host.got.toString()).toBe("missed");
      chmodSync(store, 0o700);
      await until("it may be written", () => {
        client.send(Buffer.from("."));
        return readdirSync(store).some((name) => name.endsWith(".twscope"));
      });
      client.socket.end();
      host.socket.end();
      await Promise.all([client.closed, host.closed]);
      expect(host.got.equals(client.gave)).toBe(true);
      expect(await recorder.stop()).toBe(true);
      const found = (await readStore(store)).connections.get(address);
      expect((found?.bytes.out.length ?? 0) + (found ? missingIn(found, "out") : 0)).toBe(client.gave.length);
      expect(found ? missingIn(found, "out") : 0).toBeGreaterThanOrEqual(6);
      rmSync(folder, { recursive: true });
    },
  );

  test("a hundred legs that open and close at once are recorded each for itself", { timeout: 60_000 }, async () => {
    const { recorder, store, keys } = await record(port);
    const sent = new Map<string, string>();
    const answer = (socket: Socket): void => void socket.on("end", () => socket.end()).resume();
    server.on("connection", answer);
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const socket = connect({ host: "127.0.0.1", port: recorder.address.port });
        const text = `leg ${index}`.repeat(1 + (index % 7));
        socket.once("connect", () => sent.set(`127.0.0.1:${socket.localPort}`, text)).end(text);
        await once(socket.resume(), "close");
      }),
    );
    server.off("connection", answer);
    expect(await recorder.stop()).toBe(true);
    const { connections, damage, files, ended } = await readStore(store, keys);
    expect([damage, files.length, ended]).toEqual([[], 100, 100]);
    for (const [address, text] of sent) expect(connections.get(address)?.bytes.out.toString()).toBe(text);
    rmSync(dirname(store), { recursive: true });
  });

  test("a host that goes in the middle of a frame: the client gets what there was, and so does the recording", async () => {
    const { recorder, store, keys } = await record(port);
    const { client, host } = await connectEnds(server, recorder.address.port);
    const { address } = client;
    client.send(Buffer.from("API\0\0\0\0\x08v100..187", "latin1"));
    host.send(Buffer.from("\0\0\0\x09187\0time\0\0\0\x03\xe8half of a frame", "latin1"));
    await until("the half frame arrives", () => client.got.length === host.gave.length);
    host.socket.destroy();
    client.socket.end();
    await client.closed;
    expect(await recorder.stop()).toBe(true);
    const { connections, damage } = await readStore(store, keys);
    expect(damage).toEqual([]);
    expect(connections.get(address)?.bytes.in.equals(host.gave)).toBe(true);
    rmSync(dirname(store), { recursive: true });
  });

  test("a host that refuses: the client is reset, and told why beside it", async () => {
    const { recorder, store, events } = await record(1, { sealed: false });
    const socket = connect({ host: "127.0.0.1", port: recorder.address.port });
    const code = await new Promise((done) => socket.once("error", (error: NodeJS.ErrnoException) => done(error.code)));
    expect(code).toBe("ECONNRESET");
    await until("it is told", () =>
      events.some((event) => event.kind === "advice" && event.advice.code === "host-refused"),
    );
    await recorder.stop();
    rmSync(dirname(store), { recursive: true });
  });

  const opening = Buffer.from("API\0\0\0\0\x09v100..187", "latin1");

  test("a host that takes the connection and never answers: the client hears as little, and it is told once", async () => {
    const { recorder, store, events } = await record(port, { sealed: false, silentMs: 150 });
    const { client, host } = await connectEnds(server, recorder.address.port);
    client.send(opening);
    await until("it is told", () => codes(events).includes("host-silent"));
    client.send(Buffer.from("\0\0\0\x02ab"));
    await new Promise((next) => setTimeout(next, 300));
    expect(codes(events)).toEqual(["host-silent"]);
    expect([client.got.length, client.ended, client.error]).toEqual([0, false, undefined]);
    // What comes in the end still passes.
    host.send(Buffer.from("late"));
    await until("the answer arrives", () => client.got.toString() === "late");
    client.socket.destroy();
    host.socket.destroy();
    await recorder.stop();
    rmSync(dirname(store), { recursive: true });
  });

  test("a host that neither takes nor refuses the connection: it is told before the system gives up", async ({
    skip,
  }) => {
    if (process.platform !== "linux") skip("other systems fill a queue of connections in other ways");
    const deaf = spawn(process.execPath, ["-e", deafHost], { stdio: ["ignore", "pipe", "ignore"] });
    onTestFinished(() => void deaf.kill("SIGKILL"));
    const [text] = (await once(deaf.stdout, "data")) as [Buffer];
    const to = Number(String(text));
    // What stands in front of it in the queue.
    const others = Array.from({ length: 4 }, () => connect(to, "127.0.0.1").on("error", () => {}));
    await new Promise((next) => setTimeout(next, 100));
    const { recorder, store, events } = await record(to, { sealed: false, silentMs: 150 });
    const socket = connect({ host: "127.0.0.1", port: recorder.address.port });
    let error = false;
    socket.on("error", () => (error = true));
    await until("it is told", () => codes(events).length > 0);
    expect([codes(events), error]).toEqual([["host-unreached"], false]);
    for (const one of [...others, socket]) one.destroy();
    expect(await recorder.stop(100)).toBe(true);
    rmSync(dirname(store), { recursive: true });
  });

  test("a redirect passes, and it is told where to; what is no API traffic passes too", async () => {
    const { recorder, store, events } = await record(port, { sealed: false });
    const redirected = await connectEnds(server, recorder.address.port);
    redirected.client.send(opening);
    // Source: the official client's readMessages: a version and time that are no numbers are a new address.
    redirected.host.send(Buffer.from("\0\0\0\x12-1\x00127.0.0.1:7999\0", "latin1"));
    const foreign = await connectEnds(server, recorder.address.port);
    foreign.client.send(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    await until("the redirect arrives", () => redirected.client.got.equals(redirected.host.gave));
    await until("both are told", () => codes(events).length >= 2);
    expect(codes(events).toSorted()).toEqual(["not-api", "redirected"]);
    expect(events.find((event) => event.kind === "advice" && event.advice.code === "redirected")).toMatchObject({
      advice: { text: expect.stringContaining("record it with --to 127.0.0.1:7999") },
    });
    expect(foreign.host.got.equals(foreign.client.gave)).toBe(true);
    for (const { client, host } of [redirected, foreign]) {
      client.socket.destroy();
      host.socket.destroy();
    }
    await recorder.stop();
    rmSync(dirname(store), { recursive: true });
  });

  test("a second recorder on the port is refused by the system's own word", async () => {
    const { recorder, store } = await record(port, { sealed: false });
    await expect(record(port, { sealed: false, listen: recorder.address })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await recorder.stop();
    rmSync(dirname(store), { recursive: true });
  });

  test("what is recorded beyond the size of the store makes the oldest recordings go within seconds", async () => {
    const keepBytes = 3_000_000;
    const { recorder, store, events } = await record(port, { sealed: false, rules: { keepDays: 7, keepBytes } });
    onTestFinished(async () => {
      await recorder.stop();
      rmSync(dirname(store), { recursive: true });
    });
    for (let seed = 1; seed <= 6; seed += 1) {
      const { client, host } = await connectEnds(server, recorder.address.port);
      client.send(randomBytes(1_000_000));
      await until("the bytes arrive", () => host.got.length === 1_000_000);
      client.socket.end();
      host.socket.end();
      await Promise.all([client.closed, host.closed]);
    }
    const recordings = (): string[] => readdirSync(store).filter((name) => name.endsWith(".twscope"));
    const bytes = (): number => recordings().reduce((sum, name) => sum + statSync(join(store, name)).size, 0);
    await until("the oldest are gone", () => events.some(({ kind }) => kind === "recycled") && bytes() <= keepBytes);
    expect(recordings().length).toBeGreaterThan(0);
    expect(events.filter((event) => event.kind === "recycled").map(({ why }) => why)).not.toContain("age");
  });
});
