/**
 * The heads of lines that TWS and IB Gateway have written over the years, and those of IBC and socat beside them in
 * container logs; also behind what `docker logs`, compose, journald and quoting put before a line.
 *
 * Lines are byte strings. A line without a head (stack traces, tables, blank lines) belongs to the entry before it.
 */
import { charactersOf } from "../../base/byte-string.ts";
import { parseClock, parseDay, type Day } from "../calendar.ts";

/**
 * - `A`: 2012 to 2014, `QA 04:57:43:574 JTS-Main: text`; `A'`: the same without the tag (consoles, about 2014 to 2016);
 * - `B`: 2017 to 10.4x, `2017-08-17 21:55:58.713 [AM] INFO  [JTS-Main] - text`; `B'`: cut before the tag, the level or
 *   the thread by whoever quoted it;
 * - `C`: from about 10.50 on, B without the tag;
 * - `IBC`: what the login automation IBC (or IBController) prints;
 * - `socat`: the port relay of container images.
 */
export type HostLineShape = "A" | "A'" | "B" | "B'" | "C" | "IBC" | "socat";

export interface HostLineHead {
  readonly shape: HostLineShape;
  /** The date, where the line has one. */
  readonly day: Day | undefined;
  /** Time of day in ms; `undefined` where the line has none, or one that no clock shows. */
  readonly clockMs: number | undefined;
  /** Two capital letters, new for every start of the host. */
  readonly tag: string | undefined;
  readonly level: string | undefined;
  readonly thread: string | undefined;
  /** What stands behind the head, a byte string. IBC's lines keep their `IBC: `, which tells whose words they are. */
  readonly text: string;
  /** Bytes of what other tools put before the line. */
  readonly prefix: number;
}

/** Heads are far shorter; a line of many megabytes is never searched further than this. */
const headBytesMax = 640;

const dated =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d[.,]\d{3}) (?:\[([A-Z]{2})\] )?([A-Z]{3,8}) +\[([^\]\r\n]{1,200})\] +-(?: |$|\r)/;
const undated = /^(?:\[([A-Z]{2})\] )?(?:(INFO|WARN|ERROR|DEBUG|TRACE|FATAL) +)?\[([^\]\r\n]{1,200})\] +-(?: |$|\r)/;
/** Without tag and level, only a thread name of the host makes a head of it. */
const hostThread = /^(?:JTS|AWT|NIA)-|^JavaFX /;
/** Shape A' without its time, as people quote it. */
const threadFirst = /^((?:JTS|AWT|NIA)-[\w.-]{1,100}): /;
const bracketOnly = /^\[(?:-|\d{1,10}):(?:-|\d+):(?:-|\d+):\d+:\d+:\d+:\d+:[A-Z]{3,5}\]/;
const clockFirst = /^(?:([A-Z]{2}) )?(\d\d:\d\d:\d\d:\d{3}) ([A-Za-z][^:\r\n]{0,199}):(?: |$|\r)/;
const ibc = /^(?:(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:[:.,](\d{3}))? )?(?=IBC(?:ontroller)?:(?: |$|\r))/;
const socat = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) socat\[\d+\] ([DINWEF]) /;

const socatLevels: Readonly<Record<string, string>> = {
  D: "DEBUG",
  I: "INFO",
  N: "INFO",
  W: "WARN",
  E: "ERROR",
  F: "FATAL",
};

/** The head of a line; `undefined` for lines that go on with the entry before, and for those of other logs. */
export function hostLineHead(line: string): HostLineHead | undefined {
  const start = line.length > headBytesMax ? line.slice(0, headBytesMax) : line;
  const plain = headAt(line, start, 0);
  if (plain) return plain;
  const quoted = quote.exec(start)?.[0].length ?? 0;
  if (quoted > 0) return headAt(line, start, quoted);
  const prefix = linePrefix(start);
  return prefix && headAt(line, start, prefix.bytes);
}

function headAt(line: string, start: string, prefix: number): HostLineHead | undefined {
  const first = start.charCodeAt(prefix);
  const digit = first >= 0x30 && first <= 0x39;
  // Nearly all lines that are none of ours fail here: a head begins with a digit, a capital letter or a bracket.
  if (!digit && !(first >= 0x41 && first <= 0x5b)) return undefined;
  const rest = prefix === 0 ? start : start.slice(prefix);
  const found = digit
    ? (datedHead(rest) ?? clockHead(rest) ?? ibcHead(rest) ?? socatHead(rest))
    : (clockHead(rest) ?? undatedHead(rest) ?? ibcHead(rest));
  if (!found) return undefined;
  const { shape, day, clockMs, tag, level, thread, bytes } = found;
  return { shape, day, clockMs, tag, level, thread, text: line.slice(prefix + bytes), prefix };
}

type Found = Omit<HostLineHead, "text" | "prefix"> & { readonly bytes: number };

function datedHead(rest: string): Found | undefined {
  const parts = dated.exec(rest);
  if (!parts) return undefined;
  const [all, date = "", clock = "", tag, level, thread] = parts;
  const day = parseDay(date);
  return {
    shape: tag === undefined ? "C" : "B",
    day,
    clockMs: parseClock(clock),
    tag,
    level,
    thread: thread && charactersOf(thread),
    bytes: all.length,
  };
}

function clockHead(rest: string): Found | undefined {
  const parts = clockFirst.exec(rest);
  if (!parts) return undefined;
  const [all, tag, clock = "", thread = ""] = parts;
  return {
    shape: tag === undefined ? "A'" : "A",
    day: undefined,
    clockMs: parseClock(clock),
    tag,
    level: undefined,
    thread: charactersOf(thread),
    bytes: all.length,
  };
}

function undatedHead(rest: string): Found | undefined {
  if (bracketOnly.test(rest))
    return { ...nothing, shape: "B'", tag: undefined, level: undefined, thread: undefined, bytes: 0 };
  const quotedThread = threadFirst.exec(rest);
  if (quotedThread) {
    const [head, thread] = quotedThread;
    return { ...nothing, shape: "A'", tag: undefined, level: undefined, thread, bytes: head.length };
  }
  const parts = undated.exec(rest);
  if (!parts) return undefined;
  const [all, tag, level, thread] = parts;
  if (tag === undefined && level === undefined && !hostThread.test(thread ?? "")) return undefined;
  return { ...nothing, shape: "B'", tag, level, thread: thread && charactersOf(thread), bytes: all.length };
}

function ibcHead(rest: string): Found | undefined {
  const parts = ibc.exec(rest);
  if (!parts) return undefined;
  const [all, date, clock, ms] = parts;
  return {
    shape: "IBC",
    day: date === undefined ? undefined : parseDay(date),
    clockMs: clock === undefined ? undefined : parseClock(`${clock}.${ms ?? "000"}`),
    tag: undefined,
    level: undefined,
    thread: undefined,
    bytes: all.length,
  };
}

function socatHead(rest: string): Found | undefined {
  const parts = socat.exec(rest);
  if (!parts) return undefined;
  const [all, year, month, day, clock, letter = ""] = parts;
  return {
    shape: "socat",
    day: parseDay(`${year}${month}${day}`),
    clockMs: parseClock(`${clock}.000`),
    tag: undefined,
    level: socatLevels[letter],
    thread: "socat",
    bytes: all.length,
  };
}

const nothing = { day: undefined, clockMs: undefined } as const;

// ── What other tools put before a line ──

/** Colours that compose puts around its container names. */
const colour = "(?:\\u001b\\[[\\d;]*m)*";
const container = new RegExp(`^${colour}([A-Za-z0-9_][\\w.-]{0,99}) *\\|(?: |$)${colour}`);
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) (?:[\w.-]+ [\w.@/-]+\[\d+\]: ?)?/;
const syslog = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ [\w.@/-]+(?:\[\d+\])?: ?/;
const pythonLogging = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [\w.]+ [A-Z]+ /;
const quote = /^[ \t>#|*]{1,16}/;

export interface LinePrefix {
  readonly bytes: number;
  /** The container whose line it is, where compose names it. */
  readonly container: string | undefined;
}

/** What container runtimes and log collectors put before a line, alone or one behind the other. */
export function linePrefix(line: string): LinePrefix | undefined {
  const start = line.length > headBytesMax ? line.slice(0, headBytesMax) : line;
  const named = container.exec(start);
  let bytes = named?.[0].length ?? 0;
  for (const tool of [isoTime, syslog, pythonLogging]) bytes += tool.exec(start.slice(bytes))?.[0].length ?? 0;
  return bytes > 0 ? { bytes, container: named?.[1] } : undefined;
}
