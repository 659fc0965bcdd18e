/**
 * The load that the simulated gateway bears: 32 clients with 100 market data lines each, on a clock that runs ever faster, until
 * it falls behind. The gateway is a process of its own, as users run it.
 *
 *   npm run build && npx tsx bench/gateway.ts [--write]
 */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { bytesOf } from "../src/base/byte-string.ts";
import { encodeFrame } from "../src/codec/message.ts";
import { giveOrder } from "../src/node/gateway/control.ts";
import { FrameReader, frameBytes } from "../src/wire/frames.ts";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });

const clientsMax = 32;
const lines = 100;
const seconds = 5;
/** Wednesday, 10:30 in New York. */
const start = "2026-11-25T15:30:00Z";
const symbols = ["AAPL", "MSFT", "AMZN", "GOOG", "META", "NVDA", "TSLA", "XOM", "PFE", "WMT"];
const serverVersion = 226;

interface Figures {
  readonly times: number;
  readonly messages: number;
  readonly megabytes: number;
  readonly pingMs: number;
  readonly pingMsMax: number;
  readonly behindMs: number;
  readonly rssMb: number;
}

async function startGateway(
  times: number,
): Promise<{ readonly child: ChildProcess; readonly port: number; readonly readyMs: number }> {
  const began = performance.now();
  const args = ["dist/cli/main.js", "gateway", "--port", "0", "--start", start, "--clock", `fast:${times}`, "--quiet"];
  const child = spawn(process.execPath, args);
  const port = await new Promise<number>((done, fail) => {
    child.stdout.on("data", (text: Buffer) => {
      const found = /listens on [\d.]+:(\d+)/.exec(String(text));
      if (found) done(Number(found[1]));
    });
    child.once("exit", (code) => fail(new Error(`the gateway ended with ${code}`)));
  });
  return { child, port, readyMs: performance.now() - began };
}

class Client {
  readonly socket: Socket;
  frames = 0;
  bytes = 0;
  private readonly reader = new FrameReader();
  private waiting: (() => void) | undefined;

  constructor(port: number) {
    this.socket = connect({ host: "127.0.0.1", port, noDelay: true });
    this.socket.on("data", (bytes: Buffer) => {
      this.bytes += bytes.length;
      const { frames } = this.reader.push(bytes);
      this.frames += frames.length;
      if (this.waiting && frames.some(({ payload }) => payload[3] === 249)) this.waiting();
    });
  }

  async begin(clientId: number): Promise<void> {
    this.socket.write(Buffer.concat([bytesOf("API\0"), frameBytes(bytesOf("v100..226 +PACEAPI"))]));
    while (this.frames < 1) await sleep(5);
    this.send("START_API", { clientId, optionalCapabilities: "" });
  }

  send(name: "START_API" | "REQ_MKT_DATA" | "REQ_CURRENT_TIME", fields: object): void {
    this.socket.write(frameBytes(encodeFrame({ name, serverVersion, fields })));
  }

  /** Ms until the host says what time it is. */
  async ping(): Promise<number> {
    const began = performance.now();
    const answered = new Promise<void>((done) => (this.waiting = done));
    this.send("REQ_CURRENT_TIME", {});
    await answered;
    this.waiting = undefined;
    return performance.now() - began;
  }
}

const rssOf = (pid: number | undefined): number => {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / 1024;
};

const clockOf = async (port: number): Promise<number> =>
  Date.parse(String((await giveOrder(port, { order: "status" }))["clock"]));

async function load(times: number): Promise<Figures> {
  const { child, port } = await startGateway(times);
  try {
    await giveOrder(port, {
      order: "act",
      action: {
        do: "set",
        settings: { marketDataLinesMax: clientsMax * lines, rejectAboveRate: false, requestsPerSecondMax: 1000 },
      },
    });
    const clients = Array.from({ length: clientsMax }, () => new Client(port));
    for (const [index, client] of clients.entries()) await client.begin(index);
    for (const client of clients)
      for (let reqId = 1; reqId <= lines; reqId += 1)
        client.send("REQ_MKT_DATA", {
          reqId,
          contract: { symbol: symbols[reqId % symbols.length], secType: "STK", exchange: "SMART", currency: "USD" },
          genericTickList: "",
          snapshot: false,
          regulatorySnapshot: false,
        });
    await sleep(3000);
    const before = clients.reduce((sum, { frames }) => sum + frames, 0);
    const bytesBefore = clients.reduce((sum, { bytes }) => sum + bytes, 0);
    const clockBefore = await clockOf(port);
    const began = performance.now();
    const pings: number[] = [];
    while (performance.now() - began < seconds * 1000) {
      pings.push(await (clients[0] as Client).ping());
      await sleep(100);
    }
    const took = performance.now() - began;
    const behind = took * times - ((await clockOf(port)) - clockBefore);
    const frames = clients.reduce((sum, one) => sum + one.frames, 0) - before;
    const bytes = clients.reduce((sum, one) => sum + one.bytes, 0) - bytesBefore;
    const rssMb = rssOf(child.pid);
    for (const { socket } of clients) socket.destroy();
    pings.sort((a, b) => a - b);
    return {
      times,
      messages: (frames / took) * 1000,
      megabytes: ((bytes / took) * 1000) / 1e6,
      pingMs: pings[Math.floor(pings.length / 2)] ?? 0,
      pingMsMax: pings.at(-1) ?? 0,
      behindMs: Math.max(0, behind),
      rssMb,
    };
  } finally {
    child.kill("SIGTERM");
  }
}

const ready: number[] = [];
for (let turn = 0; turn < 5; turn += 1) {
  const { child, readyMs } = await startGateway(1);
  ready.push(readyMs);
  child.kill("SIGTERM");
}
const rows: Figures[] = [];
for (const times of [1, 2, 4, 8]) {
  const figures = await load(times);
  rows.push(figures);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  if (figures.behindMs > seconds * 200 * times) break;
}
const page = `# The simulated gateway under load

Made by \`npx tsx bench/gateway.ts --write\` on Node ${process.version}, ${cpus().length} cores shared with the clients. Numbers of another machine differ; compare the rows.

From the command line to the first connection: ${Math.min(...ready).toFixed(0)} to ${Math.max(...ready).toFixed(0)} ms in five starts.

${clientsMax} clients with ${lines} market data lines each, at server version ${serverVersion}, for ${seconds} seconds; the clock runs ever faster until the host falls behind.
*ping*: from asking for the time to its answer, beside all else, middle and worst. *behind*: how much of its own time the host did not get through.

| clock | messages/s | MB/s | ping ms | worst ping ms | behind | memory MB |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ×${row.times} | ${row.messages.toFixed(0)} | ${row.megabytes.toFixed(1)} | ${row.pingMs.toFixed(1)} | ${row.pingMsMax.toFixed(0)} | ${((row.behindMs / (seconds * 1000 * row.times)) * 100).toFixed(0)} % | ${row.rssMb.toFixed(0)} |`).join("\n")}
`;
process.stdout.write(`\n${page}`);
if (values.write) writeFileSync("docs/benchmarks-gateway.md", page);
