/**
 * Writes the logs that the benchmarks read: as large as asked for, always the same bytes. The lines are drawn from a pool
 * of different ones and get a clock that runs on, which is fast enough to make a gigabyte in seconds.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { frameInLine, lineHead } from "../src/logs/api-log/write-line.ts";
import { seeded } from "../test/harness/random.ts";
import { MessageSource, type Sent } from "./messages.ts";

/** - `ticks`: nothing but ticks; - `mixed`: a text session with orders, errors and requests, then one of protobuf. */
export type LogKind = "ticks" | "mixed";

/** A log on disk and what is in it. */
export interface WrittenLog {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  readonly messages: number;
}

interface PoolLine {
  readonly arrow: string;
  readonly text: string;
  readonly messages: number;
}

const poolLines = 20_000;
const textVersion = 187;
const protobufVersion = 222;
/** Share of a mixed log that is the session with protobuf. */
const protobufShare = 0.2;
const flushBytes = 1024 * 1024;
const dayMs = 86_400_000;

function poolOf(kind: LogKind, seed: number, serverVersion: number): PoolLine[] {
  const source = new MessageSource(seed, serverVersion);
  const random = seeded(seed + 1);
  return Array.from({ length: poolLines }, () => {
    const sent = kind === "ticks" ? [source.tick()] : mixedLine(source, random.whole(1000));
    const direction = (sent[0] as Sent).direction;
    const text = sent.map(({ payload }) => frameInLine(payload, direction, serverVersion)).join("");
    // Protobuf is printed one message a line.
    return { arrow: lineHead(0, direction).slice(12), text, messages: sent.length };
  });

  function mixedLine(from: MessageSource, kindOfLine: number): Sent[] {
    if (kindOfLine < 800) return [from.tick()];
    if (kindOfLine < 860) return serverVersion < protobufVersion ? [from.tick(), from.tick()] : [from.tick()];
    if (kindOfLine < 910) return [from.orderStatus()];
    if (kindOfLine < 930) return serverVersion < protobufVersion ? from.openOrder() : from.openOrder().slice(0, 1);
    if (kindOfLine < 940) return [from.placeOrder()];
    if (kindOfLine < 950) return [from.error()];
    if (kindOfLine < 990) return [from.accountValue()];
    return [from.marketDataRequest()];
  }
}

/** Writes a log of about this many bytes. */
export function writeLog(path: string, kind: LogKind, bytes: number, seed = 1): WrittenLog {
  const random = seeded(seed + 7);
  const text = poolOf(kind, seed, textVersion);
  const protobuf = kind === "mixed" ? poolOf(kind, seed + 100, protobufVersion) : [];
  const file = openSync(path, "w");
  let clock = 9.5 * 3_600_000;
  let pending = "";
  const total = { bytes: 0, lines: 0, messages: 0 };
  const flush = (): void => {
    total.bytes += writeSync(file, pending, null, "latin1");
    pending = "";
  };
  while (total.bytes + pending.length < bytes) {
    const pool = kind === "mixed" && total.bytes > bytes * (1 - protobufShare) ? protobuf : text;
    const line = random.pick(pool);
    clock = (clock + random.whole(30)) % dayMs;
    pending += `${lineHead(clock, "in").slice(0, 12)}${line.arrow}${line.text}\n`;
    total.lines += 1;
    total.messages += line.messages;
    if (pending.length > flushBytes) flush();
  }
  flush();
  closeSync(file);
  return { path, ...total };
}
