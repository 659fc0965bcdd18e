/**
 * Reads the API message log: lines in, message records out. The server version is seldom in the file, so entries wait
 * in a window until it has been inferred from them; a message that fits no version of the range begins a new window,
 * because a new connection may have agreed on another version.
 */
import type { Issue } from "../../base/issue.ts";
import { limits } from "../../base/limits.ts";
import { gates } from "../../catalogue/gates.ts";
import { messageById } from "../../catalogue/messages.ts";
import type { Calendar, Day } from "../calendar.ts";
import type { Line } from "../lines.ts";
import { isWanted, type TimeBounds } from "../time-bounds.ts";
import type { LogRecord, LogTime, MessageRecord, UnreadRecord } from "../record.ts";
import { unreadRecord } from "../unread-record.ts";
import { EntryJoiner, type Entry } from "./entries.ts";
import { addTo, EntryVersions, overlaps } from "./entry-versions.ts";
import { allVersions } from "./evidence.ts";
import type { ApiLineHead } from "./line-head.ts";
import { withoutLongDashes } from "./long-dashes.ts";
import { rivalOddity } from "./plausibility.ts";
import { doubtful, readLine, rivalMargin as margin, type LineReading, type Versions } from "./readings.ts";
import { printedId, printedRecord, recordsOf, type RecordContext } from "./records.ts";
import { SessionVersions, type VersionFinding } from "./session-versions.ts";

export interface ApiLogOptions {
  readonly file: string;
  readonly calendar: Calendar;
  /** Overrules what would be inferred. */
  readonly serverVersion?: number | undefined;
  /** Records of other times are not asked for. */
  readonly times?: TimeBounds | undefined;
}

const windowEntriesMax = 400;
/** So many entries in a row that nobody asks for are read before others are skimmed over: short logs are read whole. */
const unwantedMax = 1000;
const windowBytesMax = 256 * 1024;

interface Waiting {
  readonly entry: Entry;
  readonly time: LogTime | undefined;
}

/** Less is there than the length announces, and makes sense: no other server version would make it whole. */
function isCut(reading: LineReading | undefined): boolean {
  const last = reading?.frames.at(-1);
  if (!reading || !last?.plan || last.split.fit !== "early" || reading.weight >= doubtful) return false;
  return last.head.length === "readable" && !last.lengthConfirms;
}

/** A message ends with the end of its last field, a printed one with its bracket. */
const ownEnd = /[-\]]\s*$/;

/** The place of an entry's lines behind so many of them. */
const behind = ({ line, lines, offsets }: Entry, own: number): Pick<Entry, "line" | "offset" | "lines"> => ({
  line: line + own,
  offset: offsets[own] as number,
  lines: lines - own,
});

/** What is left out of an entry is missing in the last of its messages. */
function cutTold(records: MessageRecord[], { leftOut }: Entry): MessageRecord[] {
  const last = records.at(-1);
  if (leftOut === 0 || !last) return records;
  const expected = `an entry of at most ${limits.entryBytesMax} bytes and ${limits.entryLinesMax} lines`;
  const got = `${leftOut} bytes more, which are left out`;
  const issue: Issue = { code: "bad-length", path: "", offset: last.body?.length ?? 0, expected, got };
  // The first issue is the one that is shown beside the message.
  return [...records.slice(0, -1), { ...last, issues: [issue, ...last.issues] }];
}

export class ApiLogReader {
  private readonly options: ApiLogOptions;
  private readonly joiner = new EntryJoiner();
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private readonly sessions = new SessionVersions();
  private readonly entryVersions = new EntryVersions();
  private settled = false;
  /** Nothing has waited so far. */
  private leading = true;
  /** Entries in a row of times that nobody asks for. */
  private unwanted = 0;

  constructor(options: ApiLogOptions) {
    this.options = options;
    this.settled = options.serverVersion !== undefined;
  }

  /** What the server versions were found to be so far. */
  get findings(): readonly VersionFinding[] {
    return this.sessions.findings;
  }

  /** Whether an entry is open that further lines may belong to. */
  get open(): boolean {
    return this.joiner.open;
  }

  /** What follows can be skimmed over up to the times that are asked for. */
  get skims(): boolean {
    return this.unwanted >= unwantedMax && this.waiting.length === 0;
  }

  /** Whether records of a time are asked for; the calendar goes on with it. */
  wants(clockMs: number, day: Day | undefined): boolean {
    const { calendar, times } = this.options;
    const ms = calendar.msAt(clockMs, day);
    return !times || isWanted(times, clockMs, ms);
  }

  /** Goes on behind what was skimmed over, in which another session may have begun. */
  resume(): void {
    this.unwanted = 0;
    this.sessions.forget();
    this.settled = this.options.serverVersion !== undefined;
    this.leading = true;
  }

  begin(line: Line, head: ApiLineHead): LogRecord[] {
    const done = this.joiner.begin(line, head);
    const records = done ? this.take(done) : [];
    if (this.skims && head.clockMs !== undefined && this.wants(head.clockMs, head.day)) this.resume();
    return records;
  }

  add(line: Line): boolean {
    return this.joiner.add(line);
  }

  /** Ends the entry that is open; more lines may still come (a log of another kind goes on, or the input rests). */
  pause(): LogRecord[] {
    const done = this.joiner.finish();
    return done ? this.take(done) : [];
  }

  /** Gives everything that waits. */
  flush(): LogRecord[] {
    return [...this.pause(), ...this.settle()];
  }

  private take(logged: Entry): LogRecord[] {
    const entry = { ...logged, body: withoutLongDashes(logged.body, logged.direction) };
    const lines = this.ownLines(entry);
    if (lines === entry.lines) return this.takeOwn(entry);
    // What somebody wrote between the lines of a log is none of the message's.
    const parts = entry.body.split("\n");
    const own = { ...entry, lines, body: parts.slice(0, lines).join("\n") };
    const foreign = parts.slice(lines).join("\n");
    const records = [...this.takeOwn(own), ...this.settle()];
    return [
      ...records,
      this.unread({ ...entry, ...behind(entry, lines), body: foreign }, undefined, "no line of a known log"),
    ];
  }

  /** How many of an entry's lines are its message's: all, or those up to where a whole message ends. */
  private ownLines(entry: Entry): number {
    const { body, lines, leftOut } = entry;
    // What is left out may be the message's.
    if (lines === 1 || leftOut > 0 || ownEnd.test(body)) return lines;
    const parts = body.split("\n");
    const last = parts.findLastIndex((part) => ownEnd.test(part));
    if (last < 0) return lines;
    const own = parts.slice(0, last + 1).join("\n");
    const whole = printedId(own) !== undefined || this.entryVersions.readEverywhere({ ...entry, body: own })[0]?.whole;
    return whole ? last + 1 : lines;
  }

  private takeOwn(entry: Entry): LogRecord[] {
    const { clockMs, day } = entry.head;
    const time = clockMs === undefined ? undefined : this.options.calendar.at(clockMs, day);
    const { times } = this.options;
    if (times && time && clockMs !== undefined) {
      const ms = time.date === "none" ? undefined : time.ms;
      this.unwanted = isWanted(times, clockMs, ms) ? 0 : this.unwanted + 1;
    }
    if (this.settled) {
      const records = this.read(entry, time);
      if (records) return records;
      // No version of the range fits: another connection, another version.
      this.settled = false;
      this.sessions.forget();
    }
    const first = this.readLeading(entry, time);
    if (first) return first;
    this.waiting.push({ entry, time });
    this.waitingBytes += entry.body.length;
    const full = this.waiting.length >= windowEntriesMax || this.waitingBytes >= windowBytesMax;
    return full ? this.settle() : [];
  }

  /** The lightest reading over all versions; beside a whole one, only if it is so much lighter that it counts. */
  private elsewhere(entry: Entry, best: LineReading | undefined): LineReading | undefined {
    const known = this.entryVersions.known(entry);
    if (known || !best?.whole) return (known ?? this.entryVersions.readEverywhere(entry))[0];
    const { body, direction } = entry;
    const weightMax = best.weight - doubtful;
    return readLine(body, { direction, versions: allVersions, margin, weightMax, inFull: true })[0];
  }

  /** At the beginning of a log, messages that do not depend on the server version need not wait for it to be known. */
  private readLeading(entry: Entry, time: LogTime | undefined): LogRecord[] | undefined {
    if (!this.leading) return undefined;
    const before = this.sessions.versions;
    const here = this.entryVersions.independent(entry, before);
    this.leading = here !== undefined && overlaps(here.allowed, before);
    if (!here || !this.leading) return undefined;
    this.sessions.beginsAt(entry.line);
    // Most say nothing new.
    if (here.allowed.since > before.since || here.allowed.until < before.until)
      addTo(this.sessions.evidence, entry, here);
    if (here.readings) return cutTold(recordsOf(entry, here.readings, this.context(time)), entry);
    return this.read(entry, time) ?? this.readAnyway(entry, time);
  }

  /** Infers the versions from what waits, session by session, and reads it. */
  private settle(): LogRecord[] {
    const { waiting } = this;
    this.waiting = [];
    this.waitingBytes = 0;
    if (this.settled) return waiting.flatMap((one) => this.readSettled(one));
    const entries = waiting.map(({ entry }) => entry);
    const records: LogRecord[] = [];
    for (let from = 0; from < entries.length;) {
      // What did not wait belongs to the first session.
      const { evidence, hasBegun } = this.sessions;
      const until = this.entryVersions.gather(entries, from, evidence, hasBegun);
      this.sessions.beginsAt((entries[from] as Entry).line);
      for (const one of waiting.slice(from, until)) records.push(...this.readSettled(one));
      if (until < entries.length) this.sessions.forget();
      from = until;
    }
    this.settled = entries.length > 0;
    return records;
  }

  private readSettled({ entry, time }: Waiting): LogRecord[] {
    return this.read(entry, time) ?? this.readAnyway(entry, time);
  }

  private get versions(): Versions {
    const { serverVersion } = this.options;
    return serverVersion === undefined ? this.sessions.versions : { since: serverVersion, until: serverVersion + 1 };
  }

  private context(time: LogTime | undefined, versions = this.versions): RecordContext {
    const from = this.options.serverVersion === undefined ? "inferred" : "option";
    return { file: this.options.file, versions, from, time };
  }

  /** The records of an entry; `undefined` when another server version would fit it and this one does not. */
  private read(entry: Entry, time: LogTime | undefined): LogRecord[] | undefined {
    const id = printedId(entry.body);
    if (id !== undefined) {
      const gate = messageById(entry.direction, id)?.protobuf;
      const fits = this.options.serverVersion !== undefined || !gate || this.versions.until > gates[gate].version;
      if (!fits) return undefined;
      const records = cutTold([printedRecord(entry, id, this.context(time))], entry);
      if (this.learns && gate) this.sessions.learnSince(entry.line, `[${id}]`, gates[gate].version);
      return records;
    }
    const { body, direction } = entry;
    const { versions } = this;
    const readings = readLine(body, { direction, versions, margin });
    const best = this.inFull(entry, readings[0]);
    const bad = !best?.whole || best.weight >= doubtful;
    if (bad && this.options.serverVersion === undefined && !isCut(best)) {
      const elsewhere = this.elsewhere(entry, best);
      if (elsewhere?.whole && (!best?.whole || elsewhere.weight + doubtful <= best.weight)) return undefined;
    }
    if (readings.length === 0) return [this.unread(entry, time)];
    const records = cutTold(recordsOf(entry, readings, this.context(time)), entry);
    const name = best?.frames[0]?.plan?.message.name;
    if (this.learns && !bad && name) this.sessions.learn(entry.line, name, readings);
    return records;
  }

  /** Whether lines are read that the versions of their session were not inferred from yet. */
  private get learns(): boolean {
    return this.settled && this.options.serverVersion === undefined;
  }

  /** The best reading as it is to be compared with those for other versions. */
  private inFull({ body, direction }: Entry, best: LineReading | undefined): LineReading | undefined {
    if (!best?.whole || best.weight < doubtful * rivalOddity) return best;
    return readLine(body, { direction, versions: this.versions, margin, inFull: true })[0];
  }

  /** An entry that fits no version that the window agreed on: its own readings, over all versions. */
  private readAnyway(entry: Entry, time: LogTime | undefined): LogRecord[] {
    const id = printedId(entry.body);
    if (id !== undefined)
      return cutTold([printedRecord(entry, id, this.context(time, this.entryVersions.weigh(entry).allowed))], entry);
    const { body, direction } = entry;
    const readings = readLine(body, { direction, versions: allVersions, margin });
    return readings.length > 0
      ? cutTold(recordsOf(entry, readings, this.context(time, allVersions)), entry)
      : [this.unread(entry, time)];
  }

  private unread(
    entry: Entry,
    time: LogTime | undefined,
    why = "no message of the protocol begins here",
  ): UnreadRecord {
    const { line, offset, lines, body, leftOut } = entry;
    return unreadRecord({ file: this.options.file, line, offset, time, lines, why }, body, leftOut);
  }
}
