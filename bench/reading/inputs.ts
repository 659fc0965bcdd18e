/** Writes the inputs of the reading benchmarks that are no ordinary logs: frames, and logs that try to fill the memory. */
import { closeSync, copyFileSync, openSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { frameBytes } from "../../src/wire/frames.ts";
import { formatClock } from "../../src/logs/calendar.ts";
import { hostEvents } from "../../src/logs/host-log/events.ts";
import { seeded } from "../../test/harness/random.ts";
import type { LogKind, WrittenLog } from "../log-source.ts";
import { MessageSource, type Sent } from "../messages.ts";

/** Writes incoming messages as they come from a socket. @returns the path */
export function writeFrames(path: string, kind: LogKind, count: number, serverVersion: number): string {
  const source = new MessageSource(2, serverVersion);
  const mixed = (turn: number): Sent => {
    const of = turn % 20;
    if (of < 15) return source.tick();
    if (of === 15) return source.error();
    if (of === 16) return source.openOrder()[0] as Sent;
    return of === 17 ? source.accountValue() : source.orderStatus();
  };
  const frames = Array.from({ length: count }, (_, turn) =>
    frameBytes((kind === "ticks" ? source.tick() : mixed(turn)).payload),
  );
  writeFileSync(path, Buffer.concat(frames));
  return path;
}

/** Entries that a host's log is full of, and that say nothing of the API. */
const hostChatter = [
  "Received heartbeat from usfarm in 12ms, queue 0",
  "Selected row 3 of the table Portfolio, 12 rows visible",
  "[123:187:187:1:0:0:0:DET] Sending [TICK_PRICE] to client, buffered 120 bytes",
  "Cached contract 265598 AAPL STK NASDAQ (last used today)",
  "Slow handler: took 84 ms for message type 8",
] as const;
/** Of twenty entries so many are among those that twscope knows. */
const knownOfTwenty = 4;

/** Writes a log of IB Gateway: entries that are known, and four times as many others. */
export function writeHostLog(path: string, bytes: number): WrittenLog {
  const random = seeded(5);
  const known = hostEvents.filter(({ example }) => !example.includes("\n"));
  const file = openSync(path, "w");
  let [clockMs, written, lines] = [0, 0, 0];
  while (written < bytes) {
    const block = Array.from({ length: 1000 }, () => {
      clockMs = (clockMs + random.whole(40)) % 86_400_000;
      const event = random.whole(20) < knownOfTwenty ? known[random.whole(known.length)] : undefined;
      const thread = event?.exampleThread ?? "JTS-EServerSocket-71";
      const text = event?.example ?? hostChatter[random.whole(hostChatter.length)];
      return `2026-11-19 ${formatClock(clockMs)} INFO  [${thread}] - ${text}\n`;
    });
    written += writeSync(file, block.join(""));
    lines += block.length;
  }
  closeSync(file);
  return { path, bytes: written, lines, messages: lines };
}

function fill(path: string, begin: string, piece: string, bytes: number): void {
  const file = openSync(path, "w");
  let written = writeSync(file, begin);
  const block = Buffer.from(piece.repeat(Math.ceil((1024 * 1024) / piece.length)));
  while (written < bytes) written += writeSync(file, block);
  closeSync(file);
}

/** Logs that would fill the memory of a reader that keeps what it should not. */
export const writeOddLogs = {
  /** A message whose line does not end. */
  oneLine: (path: string, bytes: number): void => fill(path, "10:00:00:000 -> ----45-6-9001-", "1-2.5-", bytes),
  noFeed: (path: string, bytes: number): void => fill(path, "", "this is no log of any kind ", bytes),
  /** Messages that go on over many lines. */
  longEntries: (path: string, bytes: number): void =>
    fill(path, "", `10:00:00:000 -> ----19-1-<xml>\n${"  <item>of a scanner</item>\n".repeat(3_600_000)}`, bytes),
  /** The beginning of a log, and nothing behind it up to a size. */
  sparse: (path: string, from: string, bytes: number): void => {
    copyFileSync(from, path);
    truncateSync(path, bytes);
  },
};
