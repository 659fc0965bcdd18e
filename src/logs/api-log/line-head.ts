/**
 * The head of a line of the API message log: `11:49:32:797 -> `, also behind what other tools put before it (container
 * names, list numbers, quotes, dates), with the time missing in pasted lines, and with arrows as chats spell them.
 */
import type { Direction } from "../../catalogue/schema.ts";
import { parseClock, parseDay, type Day } from "../calendar.ts";

export interface ApiLineHead {
  readonly direction: Direction;
  /** Time of day in ms; `undefined` where the line has none. */
  readonly clockMs: number | undefined;
  /** The date, where something before the time tells it. */
  readonly day: Day | undefined;
  /** Where the line begins: what stands before its time or arrow is another tool's. */
  readonly start: number;
  /** Where the body begins. */
  readonly body: number;
}

/** U+2192 and U+2190 as UTF-8 bytes, HTML entities, and dashes that a mail client made longer. */
const arrows =
  "->|<-|-&gt;|&lt;-|\u00e2\u0086\u0092|\u00e2\u0086\u0090|\u00e2\u0080[\u0093\u0094]>|<\u00e2\u0080[\u0093\u0094]";
const timed = new RegExp(`(\\d\\d:\\d\\d:\\d\\d[:.,]\\d\\d\\d) (${arrows})(?: |$)`);
/**
 * Without a time only bullets, list numbers, quote marks or what is left of the time may stand before the arrow, and
 * behind it there must be what can begin a message.
 */
const untimed = new RegExp(
  `^(?:(?=(?:${arrows}) )|[\\s>|*#\\d.,:)\\]\`-]{1,14}?(?=(?:${arrows}) +(?:\\[\\d|--|.{0,12}?\\d-)))(${arrows}) +`,
);
/** Quickly passes over nearly all lines of other logs. */
const anyArrow = new RegExp(arrows);
const noiseMax = 160;
const dateBefore = /(\d{4}-\d\d-\d\d|\d{8})[T ]?$/;

/** Recognises the head of a line; `undefined` for continuation lines and lines of other logs. */
export function apiLineHead(line: string): ApiLineHead | undefined {
  // Nearly all lines begin with the time.
  if (line.charCodeAt(12) === 0x20 && line.charCodeAt(2) === 0x3a) {
    const arrow = line.slice(13, 16);
    const direction = arrow === "-> " ? "in" : arrow === "<- " ? "out" : undefined;
    const clockMs = direction && parseClock(line.slice(0, 12));
    if (direction && clockMs !== undefined)
      return { direction, clockMs, day: undefined, start: 0, body: behindBlanks(line, 16) };
  }
  const head = line.length > noiseMax ? line.slice(0, noiseMax) : line;
  if (!anyArrow.test(head)) return undefined;
  const found = timed.exec(head);
  if (found) {
    const clockMs = parseClock(found[1] as string);
    if (clockMs !== undefined && plainNoise(head.slice(0, found.index))) {
      const date = dateBefore.exec(head.slice(0, found.index))?.[1];
      const day = date ? parseDay(date) : undefined;
      const direction = directionOf(found[2] as string);
      return { direction, clockMs, day, start: found.index, body: behindBlanks(line, found.index + found[0].length) };
    }
  }
  const bare = untimed.exec(head);
  if (!bare) return undefined;
  const arrow = bare[1] as string;
  const start = bare[0].indexOf(arrow);
  return { direction: directionOf(arrow), clockMs: undefined, day: undefined, start, body: bare[0].length };
}

function behindBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === 0x20) at += 1;
  return at;
}

/** What other tools put before a line has no arrow of its own. */
const plainNoise = (noise: string): boolean => noise === "" || !/->|<-/.test(noise);

const directionOf = (arrow: string): Direction =>
  arrow.startsWith("<") || arrow.startsWith("&lt;") || arrow === "\u00e2\u0086\u0090" ? "out" : "in";
