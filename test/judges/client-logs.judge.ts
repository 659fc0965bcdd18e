/**
 * What real clients log of their own traffic, read and compared with the traffic itself: a tap stands between client and
 * simulated host, and what went through it must come out of the client's log.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { Direction } from "../../src/catalogue/schema.ts";
import { decodeFrame, type Message } from "../../src/codec/message.ts";
import { LogReader } from "../../src/logs/log-reader.ts";
import type { LogRecord, MessageRecord } from "../../src/logs/record.ts";
import { startGateway } from "../../src/node/gateway/gateway.ts";
import { Session } from "../../src/session/session.ts";
import { json, verdictOn, type SentFrame } from "../harness/log-verdict.ts";
import { packagesOf, pythonCommand, type PythonClient } from "./set-up.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);

/** A port whose connections are passed on, and the frames that went through. */
async function tap(port: number) {
  const frames: SentFrame[] = [];
  const server = createServer((client) => {
    const session = new Session();
    const host = connect(port, "127.0.0.1");
    const pass = (from: Socket, to: Socket, direction: Direction): void => {
      from.on("data", (bytes: Buffer) => {
        for (const event of session.push(direction, new Uint8Array(bytes)))
          if (event.kind === "frame") frames.push({ ...event, payload: event.payload.slice() });
        to.write(bytes);
      });
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    };
    pass(client, host, "out");
    pass(host, client, "in");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, frames, close: () => server.close() };
}

function run(client: PythonClient, script: string, args: readonly string[]): Promise<void> {
  const path = fileURLToPath(new URL(`./python/${script}`, import.meta.url));
  const env = { ...process.env, PYTHONPATH: packagesOf(client), PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
  const child = spawn(pythonCommand, [path, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (text: Buffer) => (complaints += String(text)));
  return new Promise((done, fail) => {
    child.on("close", (code) =>
      code === 0 ? done() : fail(new Error(`${script} ended with ${code}: ${complaints.slice(-3000)}`)),
    );
  });
}

interface Logged {
  readonly frames: readonly SentFrame[];
  readonly records: readonly LogRecord[];
  readonly messages: readonly MessageRecord[];
}

async function logged(client: PythonClient, script: string, serverVersion: number, args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "twscope-client-log-"));
  const gateway = await startGateway({ startMs, settings: { serverVersion } });
  const between = await tap(gateway.port);
  try {
    const file = join(folder, "bot.log");
    await run(client, script, [String(between.port), ...args, file]);
    const reader = new LogReader({ file });
    const records = [...reader.push(new Uint8Array(await readFile(file))), ...reader.end()];
    const messages = records.filter((record) => record.kind === "message");
    return { frames: between.frames, records, messages };
  } finally {
    between.close();
    await gateway.close();
    await rm(folder, { recursive: true });
  }
}

const going = <T extends { readonly direction: Direction }>(all: readonly T[], direction: Direction): T[] =>
  all.filter((one) => one.direction === direction);

/** What was read of each frame of a direction. */
const verdicts = ({ frames, messages }: Logged, direction: Direction): string[] => {
  const read = going(messages, direction);
  return going(frames, direction).map((frame, index) => verdictOn(read[index], frame));
};

describe.each([
  ["the official client, text", "official", "log_official.py", 187, ["DEBUG"]],
  ["the official client, protobuf", "official", "log_official.py", 226, ["DEBUG"]],
  ["ib_async", "async", "log_async.py", 178, []],
] as const)("the debug log of %s", (_whose, client, script, serverVersion, args) => {
  let all: Logged;
  beforeAll(async () => {
    all = await logged(client, script, serverVersion, args);
  }, 60_000);

  test("has each message that was sent, and nothing else", () => {
    expect(going(all.messages, "out")).toHaveLength(going(all.frames, "out").length);
    expect(new Set(verdicts(all, "out"))).toEqual(new Set(["exact"]));
  });

  test("has each message that was heard, up to the end of the connection", () => {
    const read = going(all.messages, "in").length;
    const sent = going(all.frames, "in").length;
    expect(read).toBeGreaterThan(30);
    // What comes in while the client closes is in no log.
    expect(sent - read).toBeLessThan(20);
    expect(new Set(verdicts(all, "in").slice(0, read))).toEqual(new Set(["exact"]));
  });

  test("leaves no line that is not understood", () => {
    expect(all.records.filter(({ kind }) => kind === "unread")).toEqual([]);
  });
});

describe("the official client's log at level INFO", () => {
  let all: Logged;
  beforeAll(async () => {
    all = await logged("official", "log_official.py", 226, ["INFO"]);
  }, 60_000);

  test("has what was sent from its bytes, and what was heard as protobuf from what is printed of it", () => {
    expect(new Set(verdicts(all, "out"))).toEqual(new Set(["exact"]));
    const heard = going(all.frames, "in").map(({ payload, serverVersion }): Message =>
      decodeFrame(payload, { direction: "in", serverVersion }),
    );
    const printed = heard.filter(({ encoding }) => encoding === "protobuf");
    const read = going(all.messages, "in");
    expect(read.length).toBeGreaterThan(20);
    expect(read.map(({ name, fields }) => json([name, fields]))).toEqual(
      printed.slice(0, read.length).map(({ name, fields }) => json([name, fields])),
    );
  });
});
