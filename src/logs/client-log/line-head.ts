/**
 * Where an entry begins in a log that a client program of Python writes: the official client's own logging (`ibapi`), and
 * that of ib_async and its predecessor ib_insync, behind whatever the program's format puts before the words.
 *
 * Source: the loggers of ibapi 9.7x to 10.50, ib_insync 0.9 and ib_async 2; tests run two of them.
 */
import { parseClock, parseDay, type Day } from "../calendar.ts";

export interface ClientLineHead {
  /** The date, where the line has one. */
  readonly day: Day | undefined;
  /** Time of day in ms; `undefined` where the line has none. */
  readonly clockMs: number | undefined;
  readonly level: string | undefined;
  /** Whose words they are: `ibapi.client`, `ib_async.wrapper`, also as its source file `client.py:340`. */
  readonly logger: string | undefined;
  /** Where they begin. */
  readonly text: number;
}

/** What only these clients write, wherever it stands in a line's beginning. */
const ownWords = new RegExp(
  [
    "SENDING \\w+ b['\"]",
    "(?:REQUEST|ANSWER) (?:\\w+ \\{|b['\"]|Version:\\d)",
    "msgId: \\d+, (?:fields: \\(|protobuf: b)",
    "fields: \\(b['\"]",
    "(?:>>>|<<<) \\d{1,3}(?:,|$)",
    "(?:Error|Warning) \\d{3,5}, reqId -?\\d+: ",
    "Using selector: \\w+Selector",
    "ERROR -?\\d+ (?:\\d{10,16} )?\\d{3,5} ",
  ]
    .map((words) => `(?:${words})`)
    .join("|"),
);
const begun = new RegExp(`(^|[ \\]:|])(?:${ownWords.source})`);
const loggers =
  /(?:^|[ :[(|])((?:ibapi|ib_async|ib_insync)\.\w+|(?:client|connection|reader|decoder|comm|wrapper|utils)\.py:\d+)(?=[ :\])|]|$)/;
/** Quickly passes over nearly all lines of other logs. */
const perhaps =
  /ib(?:api|_async|_insync)\.|\.py:\d|SENDING |REQUEST |ANSWER |msgId: |fields: |>>> |<<< |, reqId |Using sel|ERROR -?\d/;
const headBytesMax = 400;
/** Arrows that stand alone are Python's own prompt, or a diff, unless they open a connection. */
const promptLike = /^(?:>>>|<<<) (?!71,2,|\d{3},\d{8} \d\d:)/;

const clock = /(?:^|[ [(,|])(?:(\d{4}-\d\d-\d\d|\d{8}|\d{6})[ T_])?(\d\d:\d\d:\d\d)(?:[.,:](\d{3}))?/;
const levels = /\b(DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL)\b/;
/** How Python's loggers begin a line of any program: with the time, the level, or the name of the thread. */
const anyLogger =
  /^(?:\[?(?:\(\w[^()]{0,60}\) )?\[?(?:\d{4}-\d\d-\d\d[ T]|\d{6}_)?\d\d:\d\d:\d\d(?:[.,:]\d{3}|[ \]])|(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]+:|\[?(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\]? )/;

/**
 * The head of a line; `undefined` for lines of other logs and those that go on with the entry before.
 * @param within the line stands in such a log, in which the program's own lines are entries too
 */
export function clientLineHead(line: string, within: boolean): ClientLineHead | undefined {
  const start = line.length > headBytesMax ? line.slice(0, headBytesMax) : line;
  if (!within && !perhaps.test(start)) return undefined;
  if (!within && promptLike.test(start)) return undefined;
  const words = begun.exec(start);
  const logger = loggers.exec(words ? start.slice(0, words.index + 1) : start);
  if (!words && !logger) return within && anyLogger.test(start) ? headOf(start, undefined, anyText(start)) : undefined;
  const text = words ? words.index + (words[1] as string).length : behindLogger(start, logger as RegExpExecArray);
  return headOf(start, logger?.[1], text);
}

function headOf(start: string, logger: string | undefined, text: number): ClientLineHead {
  const before = start.slice(0, text);
  const [, date, time, ms = "000"] = clock.exec(before) ?? [];
  const level = levels.exec(before)?.[1];
  return {
    day: date === undefined ? undefined : parseDay(date.length === 6 ? `20${date}` : date),
    clockMs: time === undefined ? undefined : parseClock(`${time}.${ms}`),
    level,
    logger,
    text,
  };
}

/** Formats put the level before the logger or behind it. */
function behindLogger(start: string, found: RegExpExecArray): number {
  const end = found.index + found[0].length;
  return (
    end +
    (/^[\])]?[ :|]*(?:-+ )?(?:\[?(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\]?[ :|]+(?:-+ )?)?/.exec(start.slice(end))?.[0]
      .length ?? 0)
  );
}

const behindHead = new RegExp(`${anyLogger.source} *`);
const anyText = (start: string): number => behindHead.exec(start)?.[0].length ?? 0;
