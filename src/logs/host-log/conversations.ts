/**
 * What a host log tells about the API as a whole: who connected, with which versions, and how each conversation ended;
 * the API's settings, and the builds that ran. API logs seldom name the server version; the host log of the day does.
 */
import type { HostEvent, HostRecord, LogTime, Place, VersionKnown } from "../record.ts";

/** How a conversation ended. `ended`: the log says that it did, and no more. */
export type ConversationEnd =
  | "client closed"
  | "connection reset"
  | "closed by host"
  | "client id in use"
  | "client out of date"
  | "write failed"
  | "host restarted"
  | "ended";

/** One connection of a client. Its place is where the log first mentions it. */
export interface ApiConversation extends Place {
  readonly clientId: number | undefined;
  readonly clientVersion: number | undefined;
  readonly serverVersion: number | undefined;
  readonly address: string | undefined;
  readonly thirdParty: boolean | undefined;
  /** Missing when the log begins in the middle of it. */
  readonly start: LogTime | undefined;
  /** Missing while it goes on, and when the host did not live to write it. */
  readonly end: LogTime | undefined;
  readonly endedBy: ConversationEnd | undefined;
}

/** The API's settings from a moment on. */
export interface ApiSettings extends Place {
  readonly time: LogTime | undefined;
  readonly port: number | undefined;
  readonly readOnly: boolean | undefined;
}

/** A build that ran. */
export interface HostBuild extends Place {
  readonly time: LogTime | undefined;
  readonly build: string;
  readonly builtOn: string | undefined;
  readonly program: "TWS" | "IB GATEWAY" | undefined;
}

export interface HostSummary {
  readonly conversations: readonly ApiConversation[];
  /** Every change, the oldest first; the last one holds now. */
  readonly settings: readonly ApiSettings[];
  /** In the order in which they ran; one that starts again in the same log is not repeated. */
  readonly builds: readonly HostBuild[];
  /** Conversations that were not kept because there were too many. */
  readonly leftOut: number;
}

/** Conversations that one summary keeps. */
export const conversationsMax = 100_000;

type Open = { -readonly [K in keyof ApiConversation]: ApiConversation[K] };

/** Events that only a conversation that goes on can have. */
const beginnings = new Set([
  "api-conversation-began",
  "api-server-version",
  "api-client-version",
  "api-third-party",
  "api-client-started",
  "api-client-id-in-use",
  "api-client-outdated",
]);

/** The first of these tells the cause; what follows is the host tidying up. */
const causes: Readonly<Record<string, ConversationEnd>> = {
  "api-client-id-in-use": "client id in use",
  "api-client-outdated": "client out of date",
  "api-write-failed": "write failed",
  "api-connection-reset": "connection reset",
  "api-connection-terminated": "client closed",
  "api-client-left": "client closed",
  "api-socket-closed-by-host": "closed by host",
};

/** Collects a summary from records, which come in the order of the log. */
export class ConversationCollector {
  private readonly conversations: Open[] = [];
  private readonly settings: ApiSettings[] = [];
  private readonly builds: HostBuild[] = [];
  /** The latest conversation of each thread: the host gives every connection a thread of its own. */
  private readonly byThread = new Map<string, { readonly open: Open; over: boolean }>();
  private program: HostBuild["program"];
  private leftOut = 0;

  add(record: HostRecord): void {
    const { event } = record;
    if (!event) return;
    const { name, values } = event;
    if (name === "host-restart") {
      this.program = values["program"] === "TWS" ? "TWS" : "IB GATEWAY";
      this.restart();
    } else if (name === "build") this.addBuild(record, String(values["build"]), values["builtOn"]);
    else if (name === "api-listening" || name === "ibc-api-port") this.set(record, { port: Number(values["port"]) });
    else if (name === "api-read-only" || name === "ibc-read-only")
      this.set(record, { readOnly: values["readOnly"] === true });
    else if (name.startsWith("api-")) this.follow(record, name, values);
  }

  get summary(): HostSummary {
    const { conversations, settings, builds, leftOut } = this;
    return {
      conversations: conversations.map((open) => ({ ...open })),
      settings: [...settings],
      builds: [...builds],
      leftOut,
    };
  }

  private follow(record: HostRecord, name: string, values: HostEvent["values"]): void {
    // The writer's thread and those of data farms speak about clients too, but only the reader's has one conversation.
    if (record.thread !== undefined && !/EServerSocket(?!N)/.test(record.thread)) return;
    const key = `${record.file}\n${record.tag ?? ""}\n${record.thread ?? ""}`;
    let latest = this.byThread.get(key);
    const first = name === "api-conversation-began";
    if (first || ((!latest || latest.over) && beginnings.has(name))) latest = this.begin(record, key, first);
    if (!latest) return;
    const { open } = latest;
    if (open.endedBy === "host restarted") open.endedBy = undefined;
    open.clientId = numberOr(values["clientId"], open.clientId);
    open.clientVersion = numberOr(values["clientVersion"], open.clientVersion);
    open.serverVersion = numberOr(values["serverVersion"], open.serverVersion);
    if (typeof values["address"] === "string") open.address = values["address"];
    if (typeof values["thirdParty"] === "boolean") open.thirdParty = values["thirdParty"];
    const cause = causes[name];
    if (cause) open.endedBy ??= cause;
    if (name === "api-conversation-ended" || cause === "client closed" || cause === "connection reset") {
      open.end = record.time;
      open.endedBy ??= "ended";
      latest.over = true;
    }
  }

  private begin(record: HostRecord, key: string, first: boolean): { readonly open: Open; over: boolean } | undefined {
    const previous = this.byThread.get(key);
    if (previous && !previous.over) previous.open.endedBy ??= "ended";
    if (this.conversations.length >= conversationsMax) {
      this.leftOut += 1;
      this.byThread.delete(key);
      return undefined;
    }
    const open: Open = {
      file: record.file,
      line: record.line,
      offset: record.offset,
      clientId: undefined,
      clientVersion: undefined,
      serverVersion: undefined,
      address: undefined,
      thirdParty: undefined,
      start: first ? record.time : undefined,
      end: undefined,
      endedBy: undefined,
    };
    const latest = { open, over: false };
    this.conversations.push(open);
    this.byThread.set(key, latest);
    return latest;
  }

  /** A host that starts has no clients left; should lines of one follow (two hosts in one log), it is taken back. */
  private restart(): void {
    for (const { open, over } of this.byThread.values()) if (!over) open.endedBy ??= "host restarted";
  }

  private addBuild(record: HostRecord, build: string, builtOn: unknown): void {
    const { file, line, offset, time } = record;
    const last = this.builds.at(-1);
    if (last && last.build === build && last.file === file && last.program === this.program) return;
    const made = typeof builtOn === "string" ? builtOn : undefined;
    this.builds.push({ file, line, offset, time, build, builtOn: made, program: this.program });
  }

  private set(record: HostRecord, change: Partial<Pick<ApiSettings, "port" | "readOnly">>): void {
    const { file, line, offset, time } = record;
    const last = this.settings.at(-1);
    const next = { port: last?.port, readOnly: last?.readOnly, ...change };
    if (last && last.port === next.port && last.readOnly === next.readOnly) return;
    this.settings.push({ file, line, offset, time, ...next });
  }
}

const numberOr = (value: unknown, otherwise: number | undefined): number | undefined =>
  typeof value === "number" ? value : otherwise;

/** The summary of records that are all there. */
export function summaryOf(records: Iterable<HostRecord>): HostSummary {
  const collector = new ConversationCollector();
  for (const record of records) collector.add(record);
  return collector.summary;
}

/**
 * The server versions of a client's conversations, as the range in which they lie.
 * @param day only conversations that were open on this day, `2026-02-18`; those whose dates are unknown count
 */
export function serverVersionOf(
  conversations: readonly ApiConversation[],
  clientId: number,
  day?: string,
): VersionKnown | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const { clientId: id, serverVersion, start, end } of conversations) {
    if (id !== clientId || serverVersion === undefined) continue;
    if (day !== undefined && ((dayIn(start) ?? day) > day || (dayIn(end) ?? day) < day)) continue;
    min = Math.min(min, serverVersion);
    max = Math.max(max, serverVersion);
  }
  return max > 0 ? { min, max, from: "log" } : undefined;
}

const dayIn = (time: LogTime | undefined): string | undefined =>
  time && time.date !== "none" ? time.local.slice(0, 10) : undefined;
