/**
 * Clients that this project did not write, unchanged, through the recorder to the simulated host. A witness between the
 * recorder and the host keeps what passes there; the recording must hold the same bytes, and read back to messages.
 */
import { once } from "node:events";
import { createReadStream, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { dirname } from "node:path";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Direction } from "../../src/base/direction.ts";
import type { MessageRecord } from "../../src/logs/record.ts";
import { RecordingLogReader } from "../../src/logs/recording/recording-log.ts";
import { startGateway, type Gateway } from "../../src/node/gateway/gateway.ts";
import { openRecording, recordingItems } from "../../src/node/record/recording-input.ts";
import { KeyRing } from "../../src/node/store/key-ring.ts";
import { readStore } from "../harness/read-back.ts";
import { record, until, type Running } from "../node/record/ends.ts";
import { PythonJudge } from "./python-judge.ts";
import { packagesOf, pythonCommand } from "./set-up.ts";
import { loadStoqey } from "./stoqey-host.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);

let gateway: Gateway;
let witness: Server;
let running: Running;
const passed: Record<Direction, Buffer[]> = { in: [], out: [] };

async function start(serverVersion: number): Promise<void> {
  gateway = await startGateway({ startMs, settings: { serverVersion } });
  witness = createServer({ noDelay: true }, (client) => {
    const host = connect({ host: "127.0.0.1", port: gateway.port, noDelay: true });
    for (const [from, to, direction] of [
      [client, host, "out"],
      [host, client, "in"],
    ] as const) {
      from.on("data", (bytes) => {
        passed[direction].push(bytes);
        to.write(bytes);
      });
      from.on("end", () => to.end()).on("error", () => to.destroy());
    }
  }).listen(0, "127.0.0.1");
  await once(witness, "listening");
  const address = witness.address();
  running = await record(typeof address === "object" && address ? address.port : 0);
}

beforeEach(() => void (passed.in.length = passed.out.length = 0));
afterEach(async () => {
  await gateway.close();
  witness.close();
  rmSync(dirname(running.store), { recursive: true });
});

/** Ends the recorder. Gives the messages of its one recording, when that holds what the witness saw. */
async function readBack(): Promise<MessageRecord[]> {
  const { recorder, store, keys, events } = running;
  await until("the connection closes", () => events.some(({ kind }) => kind === "closed"));
  expect(await recorder.stop()).toBe(true);
  const { connections, damage, files, ended } = await readStore(store, keys);
  expect([damage, files.length, ended, connections.size]).toEqual([[], 1, 1, 1]);
  const [connection] = connections.values();
  const recorded = connection?.bytes ?? { in: Buffer.alloc(0), out: Buffer.alloc(0) };
  expect(recorded.out.equals(Buffer.concat(passed.out))).toBe(true);
  // What the host still says to a client that has gone passes the witness, and nobody else.
  expect(Buffer.concat(passed.in).subarray(0, recorded.in.length).equals(recorded.in)).toBe(true);
  const path = files[0] ?? "";
  const reader = new RecordingLogReader({ file: path, localMs: (utcMs) => utcMs });
  const messages: MessageRecord[] = [];
  const opened = await openRecording(path, new KeyRing({ folder: keys }));
  for await (const items of recordingItems(createReadStream(path), opened))
    for (const item of items) for (const one of reader.take(item)) if (one.kind === "message") messages.push(one);
  expect(messages.flatMap(({ name, issues }) => issues.map(({ code }) => `${name}: ${code}`))).toEqual([]);
  return messages;
}
const names = (messages: readonly MessageRecord[], of: Direction): (string | undefined)[] =>
  messages.filter(({ direction }) => direction === of).map(({ name }) => name);

describe("through the recorder, unchanged", () => {
  test.each([176, 226])("the official Python client, at server version %i", async (serverVersion) => {
    await start(serverVersion);
    const client = new PythonJudge("official", "live_client.py");
    const to = { do: "connect", port: running.recorder.address.port, clientId: 7, options: "", extraAuth: false };
    expect(await client.ask<number>(to)).toEqual([serverVersion]);
    await client.ask({ do: "wait", until: [{ call: "nextValidId" }], seconds: 20 });
    await client.ask({ do: "call", method: "reqCurrentTime", args: [] });
    const [waited] = await client.ask<{ lacking: unknown[] }>({
      do: "wait",
      until: [{ call: "currentTime" }],
      seconds: 20,
    });
    expect(waited?.lacking).toEqual([]);
    await client.ask({ do: "call", method: "disconnect", args: [] });
    client.end();
    const messages = await readBack();
    expect(names(messages, "out")).toEqual(["START_API", "REQ_CURRENT_TIME"]);
    expect(names(messages, "in")).toEqual(expect.arrayContaining(["NEXT_VALID_ID", "MANAGED_ACCTS", "CURRENT_TIME"]));
  });

  test("ib_async, with its own example flows", async () => {
    await start(178);
    const script = fileURLToPath(new URL("python/async_live.py", import.meta.url));
    const env = { ...process.env, PYTHONPATH: packagesOf("async"), PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
    const child = spawn(pythonCommand, [script, String(running.recorder.address.port)], { env });
    let out = "";
    child.stdout.on("data", (text: Buffer) => (out += String(text)));
    const [code] = (await once(child, "close")) as [number];
    expect([code, out.includes('"failed"')]).toEqual([0, false]);
    const messages = await readBack();
    expect(names(messages, "out")).toEqual(
      expect.arrayContaining(["REQ_HISTORICAL_DATA", "REQ_MKT_DATA", "PLACE_ORDER"]),
    );
    expect(names(messages, "in")).toEqual(expect.arrayContaining(["HISTORICAL_DATA", "TICK_PRICE", "OPEN_ORDER"]));
  });

  test("@stoqey/ib", async () => {
    await start(187);
    const { IBApi } = await loadStoqey();
    const client = new IBApi({ host: "127.0.0.1", port: running.recorder.address.port });
    const told: string[] = [];
    client.on("all", (event: string) => void told.push(event));
    client.on("error", () => {});
    client["connect"]?.(7);
    await until("it is connected", () => told.includes("nextValidId"));
    client["reqCurrentTime"]?.();
    await until("it is answered", () => told.includes("currentTime"));
    client["disconnect"]?.();
    const messages = await readBack();
    expect(names(messages, "out")).toEqual(expect.arrayContaining(["START_API", "REQ_CURRENT_TIME"]));
    expect(names(messages, "in")).toEqual(expect.arrayContaining(["NEXT_VALID_ID", "CURRENT_TIME"]));
  });
});
