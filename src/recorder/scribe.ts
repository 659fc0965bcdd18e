/**
 * The recording side of the recorder: events of many legs in, files out, one for each client and day. Runs apart from the
 * relay. Files, clocks and keys are handed in.
 */
import type { Direction } from "../base/direction.ts";
import type { DataEvent, LegAbout, LegContext, OpenEvent, RecordingEvent } from "../recording/format.ts";
import { HeldMessages, type Counted } from "./held-messages.ts";
import { LegWatch, type Noticed } from "./leg-watch.ts";
import { levelNames, ownLogLine, said, type LogLevel, type Said } from "./own-log.ts";
import { PartFile, type NewPart } from "./part-file.ts";

export interface ScribePorts {
  /** Makes the file for a leg. Throws when it cannot. @param wallUs when it begins */
  readonly create: (client: number | undefined, wallUs: number) => NewPart;
  /** A moment on this machine's clock: `2026-11-22 10:15:00.123`. */
  readonly local: (wallUs: number) => string;
  /** The local day of a moment, `2026-11-22`; asked for often. */
  readonly day: (wallUs: number) => string;
  /** Writes a line of the recorder's own log. @param local when */
  readonly log: (local: string, line: string) => void;
  /** Tells what was noticed of a leg. */
  readonly noticed: (leg: number, noticed: Noticed) => void;
}

export interface ScribeOptions {
  readonly includeMarketData: boolean;
  /** Of the recorder's own log, until a client sets it for itself. */
  readonly logLevel: LogLevel;
}

/** What is known of a leg, for status and for going on. */
export interface LegReport {
  readonly leg: number;
  readonly file: string | undefined;
  readonly client: string;
  readonly clientId: number | undefined;
  readonly serverVersion: number | undefined;
  readonly messages: Readonly<Record<Direction, number>>;
  /** Bytes that are in the files. */
  readonly written: Readonly<Record<Direction, number>>;
  readonly gaps: number;
  /** Bytes that could not be written. */
  readonly lost: Readonly<Record<Direction, number>>;
  readonly leftOut: number;
  readonly problem: string | undefined;
}

/** Of all legs so far, those that are over included. */
export type Totals = Pick<LegReport, "messages" | "written" | "gaps" | "lost" | "leftOut">;

export class Scribe {
  private readonly legs = new Map<number, ScribeLeg>();
  private readonly ports: ScribePorts;
  private readonly options: ScribeOptions;
  /** Of the legs that are over. */
  private over: Totals = nothingYet;
  private problem: string | undefined;

  constructor(ports: ScribePorts, options: ScribeOptions) {
    this.ports = ports;
    this.options = options;
  }

  take(event: RecordingEvent): void {
    if (event.kind === "open") {
      this.legs.set(event.leg, new ScribeLeg(event, this.ports, this.options));
      return;
    }
    const leg = this.legs.get(event.leg);
    leg?.take(event);
    if (event.kind === "close") this.forget(event.leg);
  }

  /** Whether there is no time to make blocks smaller. */
  set hurry(hurry: boolean) {
    for (const leg of this.legs.values()) leg.hurry = hurry;
  }

  /** Writes what was taken. */
  flush(): void {
    for (const leg of this.legs.values()) leg.flush();
  }

  /** To be called now and then: goes over to the next day's files, finds files that are gone. */
  tick(monotonicUs: number, wallUs: number): void {
    for (const leg of this.legs.values()) leg.tick({ monotonicUs, wallUs });
  }

  /** The recorder stops: ends all files. */
  stop(monotonicUs: number, wallUs: number, why = "the recorder was stopped"): void {
    for (const [leg, one] of this.legs) {
      one.stop({ leg, monotonicUs, wallUs }, why);
      this.forget(leg);
    }
  }

  reports(): LegReport[] {
    return [...this.legs.values()].map((leg) => leg.report());
  }

  totals(): Totals {
    return this.reports().reduce(addTotals, this.over);
  }

  /** Why the file of a leg that is over could not be written to its end; of the last such one since it was asked for. */
  takeProblem(): string | undefined {
    const { problem } = this;
    this.problem = undefined;
    return problem;
  }

  private forget(leg: number): void {
    const report = this.legs.get(leg)?.report();
    if (report) this.over = addTotals(this.over, report);
    this.problem = report?.problem ?? this.problem;
    this.legs.delete(leg);
  }

  /** The paths of files that are being written. */
  get open(): string[] {
    return [...this.legs.values()].flatMap((leg) => leg.paths);
  }
}

type Both = Readonly<Record<Direction, number>>;
const none: Both = { in: 0, out: 0 };
const nothing: Counted = { held: 0, seen: 0 };
const directions = ["out", "in"] as const satisfies readonly Direction[];
const nothingYet: Totals = { messages: none, written: none, lost: none, gaps: 0, leftOut: 0 };
const plus = (one: Both, other: Both): Both => ({ in: one.in + other.in, out: one.out + other.out });

export const addTotals = (sum: Totals, one: Totals): Totals => ({
  messages: plus(sum.messages, one.messages),
  written: plus(sum.written, one.written),
  lost: plus(sum.lost, one.lost),
  gaps: sum.gaps + one.gaps,
  leftOut: sum.leftOut + one.leftOut,
});

interface Moment {
  readonly monotonicUs: number;
  readonly wallUs: number;
}

class ScribeLeg {
  private readonly leg: number;
  private readonly opened: Moment;
  private about: LegAbout;
  private readonly ports: ScribePorts;
  private readonly watch: LegWatch;
  private readonly held: HeldMessages;
  private level: LogLevel;
  private part = 0;
  private day = "";
  private file: PartFile | undefined;
  /** What is known of the connection before its first bytes. */
  private readonly unwritten: RecordingEvent[] = [];
  /** Yesterday's file, until both directions have finished their frames. */
  private old: { file: PartFile; directions: Set<Direction>; messages: Record<Direction, Counted> } | undefined;
  /** Bytes of each direction that were recorded, or marked as missing. */
  private readonly before = { in: 0, out: 0 };
  /** Of files that are over. */
  private readonly done = { written: none, lost: none, gaps: 0 };
  /** Why the last file could not be written to its end. */
  private problem: string | undefined;

  constructor(event: OpenEvent, ports: ScribePorts, options: ScribeOptions) {
    this.leg = event.leg;
    this.about = event.about;
    this.opened = { monotonicUs: event.monotonicUs, wallUs: event.wallUs };
    this.ports = ports;
    this.level = options.logLevel;
    this.part = event.about.continued?.part ?? 0;
    Object.assign(this.before, event.about.continued?.before);
    this.watch = new LegWatch(
      {
        includeMarketData: options.includeMarketData,
        everyMessage: (direction) => this.level >= (direction === "out" ? 4 : 5),
      },
      event.about.continued,
    );
    this.held = new HeldMessages(this.watch);
    this.say(event.wallUs, said.opened(event.about));
  }

  take(event: RecordingEvent): void {
    switch (event.kind) {
      case "data": {
        this.data(event);
        break;
      }
      case "gap": {
        const { missing } = event.about;
        // Where nobody knows what is missing, it may be of either direction.
        for (const direction of directions)
          if (missing[direction] > 0 || missing.in + missing.out === 0)
            this.held.missed(direction, this.held.before(direction));
        const late = this.watch.gap(event.about);
        for (const [index, bytes] of late.entries()) this.late(index === 0 ? "out" : "in", bytes, event);
        this.add(event);
        this.before.in += missing.in;
        this.before.out += missing.out;
        this.say(event.wallUs, said.gap(event.about));
        break;
      }
      case "close": {
        this.end(event, event);
        this.say(event.wallUs, said.closed(this.about, event.about));
        break;
      }
      default: {
        this.add(event);
      }
    }
  }

  flush(): void {
    this.old?.file.flush(this.unfinished());
    this.file?.flush(this.unfinished());
  }

  set hurry(hurry: boolean) {
    if (this.file) this.file.hurry = hurry;
  }

  tick(moment: Moment): void {
    if (this.file?.vanished) this.startAgain(moment);
    // A quiet leg changes its file too, so that yesterday's can be read to its end.
    if (this.file && this.ports.day(moment.wallUs) !== this.day && this.between) {
      this.finish(this.file, moment, this.countPart());
      this.file = undefined;
    }
  }

  stop(moment: { leg: number } & Moment, why: string): void {
    this.end({ ...moment, kind: "note", about: { text: why } }, moment);
  }

  report(): LegReport {
    const { file, old, done } = this;
    return {
      leg: this.leg,
      file: (file?.path ?? old?.file.path) || undefined,
      client: this.about.client,
      clientId: this.watch.clientId,
      serverVersion: this.watch.serverVersion,
      messages: this.watch.messages,
      written: [file, old?.file].reduce((sum, part) => (part ? plus(sum, part.written) : sum), done.written),
      lost: [file, old?.file].reduce((sum, part) => (part ? plus(sum, part.lost) : sum), done.lost),
      gaps: done.gaps + (file?.gaps ?? 0) + (old?.file.gaps ?? 0),
      leftOut: sum(this.watch.leftOut.values()),
      problem: file ? file.problem : this.problem,
    };
  }

  get paths(): string[] {
    return [this.file?.path, this.old?.file.path].flatMap((path) => (path ? [path] : []));
  }

  private data(event: DataEvent): void {
    const { direction, bytes, wallUs } = event;
    this.changeDay(event);
    // Of yesterday's file, the rest of the frame; what comes behind it belongs to today's.
    const left = this.old?.directions.has(direction) ? this.watch.unfinished(direction) : undefined;
    if (left !== undefined && left > 0 && left < bytes.length) {
      this.data({ ...event, bytes: bytes.subarray(0, left) });
      this.data({ ...event, bytes: bytes.subarray(left) });
      return;
    }
    const file = this.old?.directions.has(direction) ? this.old.file : this.today(event);
    const context = file.wantsContext ? this.context() : undefined;
    const before = this.held.before(direction);
    const { kept, noticed } = this.watch.push(direction, bytes);
    // A block that would hold nothing else is not worth a context.
    if (context && kept.some((piece) => piece.length > 0)) file.begin(event, context);
    let taken = true;
    for (const piece of kept) {
      if (piece.length > 0) taken = file.add({ ...event, bytes: piece }) && taken;
      this.before[direction] += piece.length;
    }
    if (!taken) this.held.missed(direction, before);
    file.settle();
    for (const one of noticed) this.notice(one, event, wallUs);
  }

  private context(): LegContext {
    const { serverVersion, clientId } = this.watch;
    return { serverVersion, clientId, before: { ...this.before }, unfinished: this.unfinished() };
  }

  private notice(noticed: Noticed, moment: Moment, wallUs: number): void {
    if (noticed.kind === "client") this.file?.rename(noticed.clientId);
    if (noticed.kind === "log-level" && noticed.level in levelNames) {
      this.level = noticed.level as LogLevel;
      this.watch.tellMessages();
    }
    const about =
      noticed.kind === "client"
        ? { clientId: noticed.clientId }
        : noticed.kind === "version"
          ? { serverVersion: noticed.serverVersion }
          : noticed.kind === "offer"
            ? { offer: noticed.offer }
            : noticed.kind === "redirect"
              ? { redirect: noticed.to }
              : undefined;
    if (about) this.add({ ...moment, leg: this.leg, kind: "note", about });
    this.say(wallUs, said.noticed(noticed));
    this.ports.noticed(this.leg, noticed);
  }

  private get between(): boolean {
    return this.watch.between("in") && this.watch.between("out");
  }

  private unfinished(): Readonly<Record<Direction, number>> | undefined {
    const [incoming, outgoing] = [this.watch.unfinished("in"), this.watch.unfinished("out")];
    return incoming === undefined || outgoing === undefined ? undefined : { in: incoming, out: outgoing };
  }

  /** Bytes that had been held back. */
  private late(direction: Direction, bytes: Uint8Array, { monotonicUs, wallUs }: Moment): void {
    if (bytes.length === 0) return;
    this.add({ kind: "data", leg: this.leg, monotonicUs, wallUs, direction, bytes });
    this.before[direction] += bytes.length;
  }

  /** Adds an event that belongs to the leg as a whole. */
  private add(event: RecordingEvent): void {
    const file = this.file ?? this.old?.file;
    if (file) file.add(event);
    // A connection in which nothing is said gets no file: a client that is refused every second would make one each time.
    else if (this.part === 0 && event.kind !== "data") this.unwritten.push(event);
    else this.today(event).add(event);
  }

  private today(moment: Moment): PartFile {
    if (this.file) return this.file;
    const { about, part, watch } = this;
    const { wallUs, monotonicUs } = part === 0 ? this.opened : moment;
    this.day = this.ports.day(wallUs);
    const unfinished = this.unfinished();
    const continued = part > 0 && {
      continued: {
        part,
        before: { ...this.before },
        ...(watch.serverVersion !== undefined && { serverVersion: watch.serverVersion }),
        ...(watch.clientId !== undefined && { clientId: watch.clientId }),
        ...(unfinished && { unfinished }),
      },
    };
    const first: RecordingEvent = {
      kind: "open",
      leg: this.leg,
      monotonicUs,
      wallUs,
      about: { ...about, ...continued },
    };
    this.part += 1;
    this.file = new PartFile(() => this.ports.create(watch.clientId, wallUs), first);
    for (const event of this.unwritten.splice(0)) this.file.add(event);
    return this.file;
  }

  /** At midnight every direction goes over to the new file where a frame of its own begins. */
  private changeDay(event: DataEvent): void {
    const { old, file } = this;
    if (!old && file && this.ports.day(event.wallUs) !== this.day) {
      this.old = { file, directions: new Set(["in", "out"]), messages: { in: nothing, out: nothing } };
      this.file = undefined;
    }
    if (!this.old) return;
    for (const direction of this.old.directions)
      if (this.watch.between(direction) || this.watch.unfinished(direction) === undefined)
        this.leave(this.old, direction);
    if (this.old.directions.size > 0) return;
    this.finish(this.old.file, event, this.old.messages);
    this.old = undefined;
  }

  private leave(old: NonNullable<ScribeLeg["old"]>, direction: Direction): void {
    old.directions.delete(direction);
    old.messages[direction] = this.held.part(direction);
  }

  /** Messages since both directions came to this file. */
  private countPart(): Record<Direction, Counted> {
    return { in: this.held.part("in"), out: this.held.part("out") };
  }

  private finish(file: PartFile, moment: Moment, messages: Readonly<Record<Direction, Counted>>): void {
    const about = { text: "the connection goes on in the next file" };
    const { monotonicUs, wallUs } = moment;
    file.end({ kind: "note", leg: this.leg, monotonicUs, wallUs, about }, messages, this.unfinished());
    this.tally(file);
  }

  /** Keeps the figures of a file that is over. */
  private tally(file: PartFile): void {
    this.done.written = plus(this.done.written, file.written);
    this.done.lost = plus(this.done.lost, file.lost);
    this.done.gaps += file.gaps;
  }

  /** The file was removed while it was written: what is in it is lost, what comes is not. */
  private startAgain({ monotonicUs, wallUs }: Moment): void {
    const { file } = this;
    file?.abandon();
    if (file) {
      this.done.lost = plus(this.done.lost, plus(file.written, file.lost));
      this.done.gaps += file.gaps + 1;
    }
    this.file = undefined;
    this.cut();
    this.countPart();
    const text = "the file before this one was removed while it was being written";
    this.today({ monotonicUs, wallUs }).add({ kind: "note", leg: this.leg, monotonicUs, wallUs, about: { text } });
    this.say(wallUs, said.noticed({ kind: "removed" }));
    this.ports.noticed(this.leg, { kind: "removed" });
  }

  private end(last: RecordingEvent, { monotonicUs, wallUs }: Moment): void {
    this.cut();
    for (const direction of directions) this.late(direction, this.watch.rest(direction), { monotonicUs, wallUs });
    const leftOut = Object.fromEntries(this.watch.leftOut);
    if (this.watch.leftOut.size > 0) this.add({ kind: "note", leg: this.leg, monotonicUs, wallUs, about: { leftOut } });
    for (const direction of this.old?.directions ?? []) if (this.old) this.leave(this.old, direction);
    if (this.old) this.finish(this.old.file, last, this.old.messages);
    this.old = undefined;
    const { file } = this;
    file?.end(last, this.countPart(), this.unfinished());
    if (file) this.tally(file);
    this.problem = file?.problem;
    this.file = undefined;
  }

  /** The end of a message that has begun will be in no file, or in another one. */
  private cut(): void {
    for (const direction of directions) this.held.missed(direction, this.held.before(direction));
  }

  private say(wallUs: number, what: Said | undefined): void {
    if (!what || what.level > this.level) return;
    const { clientId, serverVersion } = this.watch;
    const local = this.ports.local(wallUs);
    this.ports.log(local, ownLogLine(local, this.leg, clientId, serverVersion, what));
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);
