/** A recorder in a process of its own, so that it can be measured, starved of its disk and killed. */
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { RecorderEvent, RecorderOptions } from "../../src/node/record/recorder.ts";
import type { WrappedKey } from "../../src/node/store/key-ring.ts";
import type { RunningRecorder } from "../../src/node/store/running.ts";

const built = new URL("../../dist/node/record/recorder.js", import.meta.url);

/** Runs the built recorder; says what happens, and answers with its status, over the channel to its parent. */
const program = `
const { Recorder } = await import(process.argv[1]);
const { key, ...options } = JSON.parse(process.argv[2]);
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const recorder = await Recorder.start({
  ...options,
  key: key && { key: bytes(key.key), wrapped: bytes(key.wrapped), recipients: key.recipients },
  tell: (event) => process.send({ kind: "event", event }),
});
const stop = async () => {
  process.send({ kind: "stopped", written: await recorder.stop(500) }, () => process.exit(0));
};
process.on("message", () => {
  process.send({ kind: "status", status: recorder.status(), residentBytes: process.memoryUsage.rss() });
});
process.on("SIGTERM", stop);
process.on("disconnect", () => process.exit(0));
process.send({ kind: "listening", port: recorder.address.port });
`;

type Said =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "event"; readonly event: RecorderEvent }
  | ({ readonly kind: "status" } & RecorderReport)
  | { readonly kind: "stopped"; readonly written: boolean };

export interface RecorderReport {
  readonly status: RunningRecorder;
  readonly residentBytes: number;
}

export interface RecorderProcessOptions extends Partial<Omit<RecorderOptions, "tell" | "to" | "listen">> {
  readonly store: string;
  /** Port of the host on this machine. */
  readonly to: number;
  readonly key?: WrappedKey | undefined;
  /** As another user, on systems that have them. */
  readonly as?: Pick<SpawnOptions, "uid" | "gid">;
}

export interface RecorderProcess {
  /** Where clients connect. */
  readonly port: number;
  readonly pid: number;
  readonly events: readonly RecorderEvent[];
  readonly complaints: () => string;
  readonly report: () => Promise<RecorderReport>;
  /** As the system would; gives whether everything was written. */
  readonly stop: () => Promise<boolean>;
  /** Without a moment to do anything. */
  readonly kill: () => Promise<void>;
}

export async function startRecorderProcess(options: RecorderProcessOptions): Promise<RecorderProcess> {
  if (!existsSync(built)) throw new Error("the recorder is not built: npm run build");
  const { as = {}, to, key, ...rest } = options;
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  const given = {
    listen: { host: "127.0.0.1", port: 0 },
    to: { host: "127.0.0.1", port: to },
    keep: true,
    version: "test",
    includeMarketData: true,
    logLevel: 2,
    rules: { keepDays: 7, keepBytes: 1e12 },
    ...rest,
    ...(key && { key: { ...key, key: base64(key.key), wrapped: base64(key.wrapped) } }),
  };
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", program, fileURLToPath(built), JSON.stringify(given)],
    { stdio: ["ignore", "ignore", "pipe", "ipc"], ...as },
  );
  return new Started(child).ready();
}

class Started {
  private readonly child: ChildProcess;
  private readonly events: RecorderEvent[] = [];
  private complaints = "";
  private readonly gone: Promise<void>;
  private waiting: ((report: RecorderReport) => void)[] = [];
  private written = false;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stderr?.on("data", (text: Buffer) => (this.complaints += String(text)));
    this.gone = new Promise((done) => child.once("close", () => done()));
  }

  async ready(): Promise<RecorderProcess> {
    const { child, events } = this;
    const port = await new Promise<number>((resolve, reject) => {
      child.on("message", (said: Said) => {
        if (said.kind === "listening") resolve(said.port);
        else if (said.kind === "event") events.push(said.event);
        else if (said.kind === "stopped") this.written = said.written;
        else this.waiting.shift()?.(said);
      });
      void this.gone.then(() => reject(new Error(`the recorder ended: ${this.complaints}`)));
    });
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal);
      await this.gone;
    };
    return {
      port,
      pid: child.pid ?? 0,
      events,
      complaints: () => this.complaints,
      report: () =>
        new Promise((resolve) => {
          this.waiting.push(resolve);
          child.send("report");
        }),
      stop: async () => {
        await end("SIGTERM");
        return this.written;
      },
      kill: () => end("SIGKILL"),
    };
  }
}

/** A port that nobody listens at now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}
