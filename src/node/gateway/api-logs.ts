/**
 * The API message logs of the simulated host: the recorder's own implementation, fed from the gateway's sockets. So they
 * are encrypted, recycled and exported as all recordings are; `twscope logs export --store DIR` gives the dialect of the host.
 */
import { randomBytes } from "node:crypto";
import type { Direction } from "../../base/direction.ts";
import { logLevels, type LogLevel } from "../../gateway/settings.ts";
import { packageVersion } from "../package-version.ts";
import { RecordingThread } from "../record/recording-thread.ts";
import type { Clock } from "../record/clock.ts";
import type { WorkerSettings } from "../record/recorder-worker.ts";

/** What of the conversations is written. */
export interface LogContent {
  readonly includeMarketData: boolean;
  readonly level: LogLevel;
}

export interface ApiLogOptions {
  readonly store: string;
  readonly key: WorkerSettings["key"];
  readonly content: LogContent;
  readonly clock: Clock;
  /** Address that clients see the host at. */
  readonly address: string;
  readonly problem: (text: string) => void;
}

/** A connection that has been going on for a while when its log begins. */
export interface SoFar {
  readonly clientId: number;
  readonly serverVersion: number;
  readonly bytes: Readonly<Record<Direction, number>>;
}

export class ApiLogs {
  private readonly thread: RecordingThread;
  private readonly options: ApiLogOptions;
  private readonly open = new Set<number>();

  constructor(options: ApiLogOptions) {
    this.options = options;
    const { store, key, content, clock } = options;
    const { includeMarketData } = content;
    const logLevel = (logLevels.indexOf(content.level) + 1) as WorkerSettings["logLevel"];
    const rules = { keepDays: 7, keepBytes: Number.POSITIVE_INFINITY };
    this.thread = new RecordingThread(
      { store, keep: true, key, made: `twscope ${packageVersion()} gateway`, includeMarketData, logLevel, rules },
      clock,
      { noticed: () => {}, problem: (text) => text !== undefined && options.problem(text), recycled: () => {} },
    );
  }

  holds({ includeMarketData, level }: LogContent): boolean {
    const { content } = this.options;
    return content.includeMarketData === includeMarketData && content.level === level;
  }

  opened(connection: number, client: string, soFar?: SoFar): void {
    this.open.add(connection);
    const before = soFar && { ...soFar.bytes };
    this.thread.tape.open(connection, {
      connection: randomBytes(16).toString("hex"),
      client,
      host: this.options.address,
      ...(soFar &&
        before && {
          continued: {
            part: 1,
            serverVersion: soFar.serverVersion,
            clientId: soFar.clientId,
            before,
            unfinished: { in: 0, out: 0 },
          },
        }),
    });
  }

  data(connection: number, direction: Direction, bytes: Uint8Array): void {
    if (this.open.has(connection)) this.thread.tape.data(connection, direction, bytes);
  }

  closed(connection: number, how: string): void {
    if (this.open.delete(connection)) this.thread.tape.close(connection, how);
  }

  /** Writes everything. @returns whether everything was written */
  stop(): Promise<boolean> {
    return this.thread.stop(10_000);
  }
}
