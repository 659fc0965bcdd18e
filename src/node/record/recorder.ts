/** The recorder: relay, tape and recording thread put together, and what it tells of itself. */
import { statfs } from "node:fs/promises";
import { basename } from "node:path";
import { randomBytes } from "node:crypto";
import type { Direction } from "../../base/direction.ts";
import {
  behindAdvice,
  clientIdInUseAdvice,
  closedUnansweredAdvice,
  foreignAdvice,
  goneAdvice,
  notRecordingAdvice,
  recordingAgainAdvice,
  redirectAdvice,
  refusedAdvice,
  removedAdvice,
  silentAdvice,
  silentMs,
  unreachedAdvice,
  type Advice,
} from "../../recorder/advice.ts";
import type { Noticed } from "../../recorder/leg-watch.ts";
import type { LogLevel } from "../../recorder/own-log.ts";
import { RecentRate } from "../../recorder/recent-rate.ts";
import type { Tape as LegTape } from "../../relay/leg.ts";
import type { RecyclingRules } from "../../store/recycling.ts";
import type { WrappedKey } from "../store/key-ring.ts";
import { forgetLost, tellRunning, tellStopped, type LegStatus, type RunningRecorder } from "../store/running.ts";
import { makeStore } from "../store/store-folder.ts";
import { formatAddress, type Address } from "./address.ts";
import { localText, systemClock } from "./clock.ts";
import { RecordingThread } from "./recording-thread.ts";
import { startRelay, type Relay } from "./relay-server.ts";

export interface RecorderOptions {
  readonly listen: Address;
  readonly to: Address;
  readonly store: string;
  /** `false`: relays and watches, and keeps nothing but its own log. */
  readonly keep: boolean;
  /** Absent: recordings lie in the open. */
  readonly key: WrappedKey | undefined;
  readonly version: string;
  readonly includeMarketData: boolean;
  readonly logLevel: LogLevel;
  readonly rules: RecyclingRules;
  /** A host that has not answered for so long is told of. */
  readonly silentMs?: number;
  readonly tell: (event: RecorderEvent) => void;
}

export type RecorderEvent =
  | { readonly kind: "opened"; readonly leg: number; readonly client: string }
  | { readonly kind: "agreed"; readonly leg: number; readonly serverVersion: number; readonly clientId: number }
  | {
      readonly kind: "closed";
      readonly leg: number;
      readonly how: string;
      readonly bytes: Readonly<Record<Direction, number>>;
    }
  | { readonly kind: "advice"; readonly leg: number | undefined; readonly advice: Advice }
  | { readonly kind: "recycled"; readonly path: string; readonly why: "age" | "space" };

interface LegState {
  readonly client: string;
  readonly since: string;
  readonly bytes: Record<Direction, number>;
  /** Waits for the host: to take the connection, then to answer. */
  silent: NodeJS.Timeout | undefined;
}

/** What was noticed of a connection. */
interface Known {
  serverVersion?: number;
  clientId?: number;
}
/** Of connections that are over, so many are remembered. */
const knownMax = 256;

const clientIdInUse = 326;
/** On a disk with a little room now and then, recording works and fails by turns; it works again when it has done so for so long. */
const recoveredMs = 3000;
const statusMs = 1000;
const readyMs = 5000;
const nothingYet = { messages: { in: 0, out: 0 }, gaps: 0, lost: { in: 0, out: 0 } };

export class Recorder {
  private readonly options: RecorderOptions;
  private readonly thread: RecordingThread;
  private readonly legs = new Map<number, LegState>();
  private readonly known = new Map<number, Known>();
  private relay: Relay | undefined;
  private readonly since = new Date().toISOString();
  private legsSoFar = 0;
  private readonly total = { in: 0, out: 0 };
  private readonly byteRate = new RecentRate();
  private readonly messageRate = new RecentRate();
  private problem: string | undefined;
  private toldProblem: string | undefined;
  private recovering: NodeJS.Timeout | undefined;
  private readonly run = randomBytes(6).toString("hex");
  /** Missed bytes that were told of. */
  private toldMissed = 0;
  private diskFreeBytes: number | undefined;
  private statusTimer: NodeJS.Timeout | undefined;

  private constructor(options: RecorderOptions) {
    this.options = options;
    const { store, keep, key, version, includeMarketData, logLevel, rules } = options;
    this.thread = new RecordingThread(
      { store, keep, key, made: `twscope ${version}`, includeMarketData, logLevel, rules },
      systemClock(),
      {
        noticed: (leg, noticed) => this.noticed(leg, noticed),
        problem: (text) => this.setProblem(text),
        recycled: (files) => {
          for (const { path, why } of files) options.tell({ kind: "recycled", path, why });
        },
      },
    );
  }

  /** @throws the system's error when it cannot listen */
  static async start(options: RecorderOptions): Promise<Recorder> {
    const recorder = new Recorder(options);
    // What is relayed before the thread is there would be lost with a process that is killed in its first moment.
    await recorder.thread.ready(readyMs);
    try {
      recorder.relay = await startRelay({
        listen: options.listen,
        to: options.to,
        opened: (leg, client) => recorder.opened(leg, client),
        connected: (leg) => recorder.connected(leg),
        refused: (leg, error) =>
          recorder.advise(leg, refusedAdvice(formatAddress(options.to), error.code ?? error.message)),
      });
    } catch (error) {
      await recorder.thread.stop(1000);
      throw error;
    }
    try {
      for (const { pid, at, files } of forgetLost(options.store, formatAddress(recorder.address)))
        recorder.advise(
          undefined,
          goneAdvice(
            pid,
            localText(Date.parse(at) * 1000).slice(0, 19),
            files.map((path) => basename(path)),
          ),
        );
    } catch {
      // There is no store yet, or none that can be written; that is told by whoever writes into it.
    }
    recorder.statusTimer = setInterval(() => recorder.publish(), statusMs);
    recorder.publish();
    return recorder;
  }

  /** Where it listens; the port is the real one, also when 0 was asked for. */
  get address(): Address {
    return this.relay?.address ?? this.options.listen;
  }

  status(): RunningRecorder {
    const { options, thread } = this;
    const legs: LegStatus[] = [...this.legs].map(([leg, state]) => ({
      leg,
      file: undefined,
      clientId: undefined,
      serverVersion: undefined,
      messages: { in: 0, out: 0 },
      written: { in: 0, out: 0 },
      gaps: 0,
      lost: { in: 0, out: 0 },
      leftOut: 0,
      problem: undefined,
      ...thread.reports.get(leg),
      client: state.client,
      openSince: state.since,
      relayed: { ...state.bytes },
    }));
    const { missed } = thread.tape;
    const { messages, gaps, lost } = thread.totals ?? nothingYet;
    return {
      run: this.run,
      pid: process.pid,
      listen: formatAddress(this.address),
      to: formatAddress(options.to),
      since: this.since,
      at: new Date().toISOString(),
      version: options.version,
      sealed: options.key !== undefined,
      legs,
      legsSoFar: this.legsSoFar,
      messages,
      bytes: { ...this.total },
      bytesPerSecond: this.byteRate.perSecond,
      messagesPerSecond: this.messageRate.perSecond,
      queueBytes: thread.queueBytes,
      lagMs: thread.lagMs,
      // The thread knows of the tape's gaps too, as soon as it has recorded them.
      gaps: Math.max(gaps, missed.gaps),
      missed: { in: missed.in + lost.in, out: missed.out + lost.out },
      diskFreeBytes: this.diskFreeBytes,
      problem: this.problem,
      keep: options.keep,
      includeMarketData: options.includeMarketData,
      files: thread.files,
    };
  }

  /** The recordings that are over: the last of them, and how many there were. */
  get finished(): { readonly files: readonly string[]; readonly count: number } {
    return { files: this.thread.finished, count: this.thread.finishedCount };
  }

  /**
   * Listens no more, ends the connections, writes everything.
   * @returns whether everything was written
   */
  async stop(graceMs = 2000): Promise<boolean> {
    clearInterval(this.statusTimer);
    clearTimeout(this.recovering);
    await this.relay?.stop(graceMs);
    for (const { silent } of this.legs.values()) clearTimeout(silent);
    const written = await this.thread.stop(10_000);
    try {
      tellStopped(this.options.store, this.status());
    } catch {
      // The store is gone.
    }
    return written;
  }

  private opened(leg: number, client: string): LegTape {
    const { tape } = this.thread;
    const state: LegState = {
      client,
      since: new Date().toISOString(),
      bytes: { in: 0, out: 0 },
      silent: undefined,
    };
    this.legs.set(leg, state);
    this.wait(state, leg, unreachedAdvice);
    this.legsSoFar += 1;
    const host = formatAddress(this.options.to);
    tape.open(leg, { connection: randomBytes(16).toString("hex"), client, host });
    this.options.tell({ kind: "opened", leg, client });
    return {
      data: (direction, bytes) => {
        tape.data(leg, direction, bytes);
        state.bytes[direction] += bytes.length;
        this.total[direction] += bytes.length;
        if (direction === "in") {
          if (state.silent) clearTimeout(state.silent);
          state.silent = undefined;
        } else if (state.bytes.in === 0) this.wait(state, leg, silentAdvice);
      },
      close: (how, bytes) => {
        clearTimeout(state.silent);
        tape.close(leg, how);
        this.legs.delete(leg);
        if (bytes.in === 0 && bytes.out > 0 && how.startsWith("the host"))
          this.advise(leg, closedUnansweredAdvice(host));
        this.options.tell({ kind: "closed", leg, how, bytes: { ...bytes } });
      },
    };
  }

  private connected(leg: number): void {
    const state = this.legs.get(leg);
    clearTimeout(state?.silent);
    if (state) state.silent = undefined;
  }

  /** Tells of a host that does nothing. */
  private wait(state: LegState, leg: number, advice: typeof silentAdvice): void {
    const { silentMs: ms = silentMs, to } = this.options;
    state.silent ??= setTimeout(() => this.advise(leg, advice(formatAddress(to), ms)), ms).unref();
  }

  private noticed(leg: number, noticed: Noticed): void {
    const known = this.knownOf(leg);
    if (noticed.kind === "version") known.serverVersion = noticed.serverVersion;
    if (noticed.kind === "client") {
      known.clientId = noticed.clientId;
      this.options.tell({
        kind: "agreed",
        leg,
        clientId: noticed.clientId,
        serverVersion: known.serverVersion ?? this.thread.reports.get(leg)?.serverVersion ?? 0,
      });
    }
    if (noticed.kind === "removed") this.advise(leg, removedAdvice());
    if (noticed.kind === "redirect") this.advise(leg, redirectAdvice(noticed.to));
    if (noticed.kind === "no-session") this.advise(leg, foreignAdvice(noticed.why));
    if (noticed.kind === "error" && noticed.code === clientIdInUse)
      this.advise(leg, clientIdInUseAdvice(known.clientId ?? this.thread.reports.get(leg)?.clientId));
  }

  /** A short connection is over before all is known of it. */
  private knownOf(leg: number): Known {
    let known = this.known.get(leg);
    if (!known) this.known.set(leg, (known = {}));
    for (const [old] of this.known) if (this.known.size > knownMax && !this.legs.has(old)) this.known.delete(old);
    return known;
  }

  private advise(leg: number | undefined, advice: Advice): void {
    if (leg !== undefined) this.thread.tape.note(leg, { text: advice.text });
    this.options.tell({ kind: "advice", leg, advice });
  }

  private setProblem(text: string | undefined): void {
    this.problem = text;
    if (text !== undefined) {
      clearTimeout(this.recovering);
      this.recovering = undefined;
      if (text !== this.toldProblem) this.advise(undefined, notRecordingAdvice(text));
      this.toldProblem = text;
    } else if (this.toldProblem !== undefined)
      this.recovering ??= setTimeout(() => {
        this.recovering = undefined;
        this.toldProblem = undefined;
        this.advise(undefined, recordingAgainAdvice());
      }, recoveredMs).unref();
  }

  /** What the disk did not take is told of when it begins; this is for a recorder that is too slow. */
  private tellMissed(): void {
    const { missed } = this.thread.tape;
    const bytes = missed.in + missed.out;
    if (bytes > this.toldMissed)
      this.advise(undefined, behindAdvice(bytes - this.toldMissed, "the recorder could not keep up"));
    this.toldMissed = bytes;
  }

  private publish(): void {
    const nowMs = performance.now();
    this.byteRate.look(nowMs, this.total);
    this.messageRate.look(nowMs, (this.thread.totals ?? nothingYet).messages);
    this.tellMissed();
    statfs(this.options.store).then(
      ({ bavail, bsize }) => (this.diskFreeBytes = bavail * bsize),
      () => (this.diskFreeBytes = undefined),
    );
    try {
      makeStore(this.options.store);
      tellRunning(this.options.store, this.status());
    } catch {
      // The recording thread tells of the same trouble, with its reason.
    }
  }
}
