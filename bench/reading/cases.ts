/**
 * One thing to measure, in a process of its own, so that no measurement has warmed or spoiled another: prints its rounds
 * as JSON. Times are processor time of all threads (the compiler's and the collector's too), which the other work of a
 * machine distorts less than time on the clock.
 *
 *   node cases.js CASE INPUT VERSION ROUNDS [MODULE]
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Bench } from "tinybench";
import { decodeFrameIn } from "../../src/codec/message.ts";
import { LogIndexer } from "../../src/logs/api-log/log-index.ts";
import { LogReader } from "../../src/logs/log-reader.ts";
import { latin1 } from "../../src/node/bytes.ts";
import { FrameReader } from "../../src/wire/frames.ts";

/** What one round went through. */
interface Counted {
  readonly messages: number;
  /** Kept, so that no compiler leaves the work out. */
  readonly sum: number;
}

/** What Node reads at once from a file, and from a socket. */
const chunkBytes = 64 * 1024;
const [name = "", input = "", version = "", rounds = "5", module = ""] = process.argv.slice(2);
const bytes = readFileSync(input);
const serverVersion = Number(version);

function* chunks(): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

function newlines(): Counted {
  let messages = 0;
  let sum = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    messages += 1;
    sum += at;
  }
  return { messages, sum };
}

function index(): Counted {
  const indexer = new LogIndexer();
  let messages = 0;
  let sum = 0;
  for (const chunk of chunks()) {
    const { ids } = indexer.push(chunk);
    messages += ids.length;
    sum += ids[0] ?? 0;
  }
  return { messages: messages + indexer.end().ids.length, sum };
}

function decode(): Counted {
  const reader = new FrameReader();
  const options = { direction: "in", serverVersion } as const;
  let messages = 0;
  let sum = 0;
  for (const chunk of chunks())
    reader.each(chunk, (payload) => {
      const { issues, id } = decodeFrameIn(payload, options);
      if (issues.length > 0) throw new Error(`message ${id}: ${JSON.stringify(issues)}`);
      messages += 1;
      sum += id;
    });
  return { messages, sum };
}

function records(): Counted {
  const reader = new LogReader({ file: input, byteStrings: latin1 });
  let messages = 0;
  let sum = 0;
  for (const chunk of chunks())
    for (const record of reader.push(chunk)) {
      messages += 1;
      sum += record.line;
    }
  return { messages: messages + reader.end().length, sum };
}

interface StoqeyDecoder {
  readonly enqueueMessage: (tokens: string[]) => void;
  readonly process: () => void;
}

/** As its socket does it: frames cut off, text split at NULs, a queue of tokens, an event for each message. */
function stoqey(): () => Counted {
  const { Decoder } = createRequire(import.meta.url)(module) as {
    Decoder: new (callback: object) => StoqeyDecoder;
  };
  const heard = { events: 0, errors: 0 };
  const decoder = new Decoder({
    serverVersion,
    emitEvent: () => (heard.events += 1),
    // The host's own errors come this way too; those of the decoder itself have the client's codes, from 500.
    emitError: (_text: string, code: number) => (code < 500 ? (heard.events += 1) : (heard.errors += 1)),
    emitInfo: () => {},
  });
  return () => {
    let messages = 0;
    for (let at = 0; at < bytes.length; messages += 1) {
      const end = at + 4 + bytes.readUInt32BE(at);
      decoder.enqueueMessage(
        bytes
          .toString("utf8", at + 4, end)
          .split("\0")
          .slice(0, -1),
      );
      decoder.process();
      at = end;
    }
    if (heard.errors > 0 || heard.events === 0) throw new Error(`${heard.errors} errors, ${heard.events} events`);
    return { messages, sum: heard.events };
  };
}

const cases: Readonly<Record<string, () => () => Counted>> = {
  newlines: () => newlines,
  index: () => index,
  decode: () => decode,
  records: () => records,
  stoqey,
};

const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const work = cases[name]?.();
if (!work) throw new Error(`no case is called ${name}`);
let counted: Counted = { messages: 0, sum: 0 };
const bench = new Bench({
  now,
  iterations: Number(rounds),
  time: 0,
  warmupIterations: 2,
  warmupTime: 0,
  retainSamples: true,
});
bench.add(name, () => {
  counted = work();
});
await bench.run();
const result = bench.tasks[0]?.result;
if (!result || !("latency" in result)) throw new Error(`${name} gave no times`);
process.stdout.write(JSON.stringify({ ms: result.latency.samples, bytes: bytes.length, messages: counted.messages }));
