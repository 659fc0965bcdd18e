/**
 * What a recording takes of the disk: packed and sealed as the recorder does it, a block every tenth of a second, at several
 * rates. The time is made up, so that ten minutes take none.
 *
 *   npx tsx bench/recording-size.ts
 */
import { Scribe } from "../src/recorder/scribe.ts";
import { RecordingWriter } from "../src/recording/recording-writer.ts";
import type { RecordingHeader } from "../src/recording/format.ts";
import { checksum, makeSealer, packer } from "../src/node/record/sealing.ts";
import { frameBytes } from "../src/wire/frames.ts";
import { MessageSource, type Sent } from "./messages.ts";

const flushUs = 100_000;
const messagesMax = 200_000;

interface Size {
  readonly messages: number;
  readonly rawBytes: number;
  readonly fileBytes: number;
}

/** A connection whose messages come evenly, each in a read of its own. */
function sizeOf(next: () => Sent, perSecond: number, seconds: number): Size {
  let fileBytes = 0;
  const id = "00".repeat(16);
  const key = new Uint8Array(32).fill(7);
  const header: RecordingHeader = { made: "twscope", created: "2026-11-22T10:15:00.000Z", id, sealed: "age" };
  const scribe = new Scribe(
    {
      create: () => ({
        writer: new RecordingWriter({
          header,
          // As long as the wrapped key of one recipient.
          key: new Uint8Array(200),
          sealer: (head) => makeSealer(key, id, head),
          packer,
          checksum,
        }),
        sink: {
          path: "x",
          append: (pieces) => void (fileBytes += pieces.reduce((sum, { length }) => sum + length, 0)),
          there: () => true,
          rename: () => {},
          close: () => {},
          discard: () => {},
        },
      }),
      local: () => "2026-11-22 10:15:00.000",
      day: () => "2026-11-22",
      log: () => {},
      noticed: () => {},
    },
    { includeMarketData: true, logLevel: 1 },
  );
  const at = (us: number) => ({ leg: 1, monotonicUs: 5e9 + us, wallUs: 1_795_342_500_000_000 + us });
  scribe.take({ kind: "open", ...at(0), about: { connection: id, client: "127.0.0.1:50000", host: "127.0.0.1:7497" } });
  let rawBytes = 0;
  let messages = 0;
  let flushAtUs = flushUs;
  for (let us = 0; us < seconds * 1e6 && messages < messagesMax; us += 1e6 / perSecond) {
    if (us >= flushAtUs) {
      scribe.flush();
      flushAtUs = us + flushUs;
    }
    const { payload, direction } = next();
    const bytes = frameBytes(payload);
    scribe.take({ kind: "data", ...at(Math.round(us)), direction, bytes });
    rawBytes += bytes.length;
    messages += 1;
  }
  scribe.stop(6e9, 1_795_342_600_000_000);
  return { messages, rawBytes, fileBytes };
}

const rates = [1, 10, 100, 1000, 20_000];
const kinds = [
  ["ticks, text (server version 187)", 187],
  ["ticks, protobuf (226)", 226],
  ["orders and their answers, text (187)", 187],
  ["orders and their answers, protobuf (226)", 226],
] as const;

function messagesOf(what: string, serverVersion: number): () => Sent {
  const source = new MessageSource(7, serverVersion);
  if (what.startsWith("ticks")) return () => source.tick();
  const waiting: Sent[] = [];
  return () => {
    if (waiting.length === 0) waiting.push(source.placeOrder(), ...source.openOrder());
    return waiting.shift() as Sent;
  };
}

process.stdout.write(
  `| Messages a second | on the wire | ${rates.join(" | ")} |\n| --- |${" ---: |".repeat(rates.length + 1)}\n`,
);
for (const [what, serverVersion] of kinds) {
  const sizes = rates.map((rate) => sizeOf(messagesOf(what, serverVersion), rate, 600));
  const wire = sizes.map(({ rawBytes, messages }) => rawBytes / messages)[0] ?? 0;
  const cells = sizes.map(({ fileBytes, messages }) => (fileBytes / messages).toFixed(0));
  process.stdout.write(`| ${what} | ${wire.toFixed(0)} | ${cells.join(" | ")} |\n`);
}
