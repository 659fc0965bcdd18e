/** The log readers: any bytes are read as lines of some sort, none of them lost, however they are cut. */
import { readdirSync, readFileSync } from "node:fs";
import { byteStringOf } from "../../../src/base/byte-string.ts";
import type { Direction } from "../../../src/base/direction.ts";
import { encodeFrame } from "../../../src/codec/message.ts";
import { messages } from "../../../src/catalogue/messages.ts";
import { frameInLine, lineHead } from "../../../src/logs/api-log/write-line.ts";
import { LogReader } from "../../../src/logs/log-reader.ts";
import { recognise } from "../../../src/logs/recognise.ts";
import type { LogRecord } from "../../../src/logs/record.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { commaLine, officialLine } from "../../logs/client-log/client-lines.ts";
import { plausibleFields } from "../../harness/plausible-fields.ts";
import { seeded } from "../../harness/random.ts";
import { pieces, printed, promise, type Target } from "../target.ts";

const samples = new URL("../../../samples/", import.meta.url);

/** Lines of the sample logs in small groups, captured and made messages as lines of the host and of its clients. */
function seeds(): Uint8Array[] {
  const groups = readdirSync(samples)
    .filter((name) => name.endsWith(".log"))
    .flatMap((name) => {
      const lines = readFileSync(new URL(name, samples), "latin1").split("\n");
      return Array.from({ length: Math.ceil(lines.length / 6) }, (_, index) =>
        lines.slice(index * 6, index * 6 + 6).join("\n"),
      );
    });
  const line = (direction: Direction, payload: Uint8Array, serverVersion: number): string =>
    `${lineHead(485_123, direction)}${frameInLine(payload, direction, serverVersion)}\n`;
  const captured = capturedVectors.map(({ direction, payload, serverVersion }) =>
    line(direction, payload, serverVersion),
  );
  const made = messages
    .filter((message) => message.text)
    .map((message) => {
      const fields = plausibleFields(message, seeded(message.id), "typical");
      const payload = encodeFrame({ name: message.name, serverVersion: 176, encoding: "text", fields });
      return line(message.direction, payload, 176);
    });
  const clients = capturedVectors.flatMap(({ direction, payload, serverVersion }) => [
    `${officialLine(payload, direction, serverVersion)}\n`,
    `12:00:00,123 ${commaLine(payload, direction)}\nINFO:ib_async.client:Logged on to server version 178\n`,
  ]);
  return [...groups, ...captured, ...made, ...clients].map((text) => new Uint8Array(Buffer.from(text, "latin1")));
}

function readAll(chunks: readonly Uint8Array[]): { records: LogRecord[]; lines: number } {
  const reader = new LogReader({ file: "fuzz", day: { year: 2026, month: 11, day: 22 } });
  const records = [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
  return { records, lines: reader.lines };
}

function run(input: Uint8Array): string {
  recognise("api.1.Mon.log", input);
  const { records, lines } = readAll([input]);
  const cut = readAll(pieces(input, input.length));
  promise(printed(cut.records) === printed(records), "records do not depend on how the bytes are cut");
  const feeds = byteStringOf(input).split("\n").length;
  promise(lines === feeds || lines === feeds - 1, "every line is counted");
  promise(records.length <= input.length + 1, "records are bounded by the input");
  for (const { line, offset } of records)
    promise(line >= 1 && line <= lines && offset >= 0 && offset <= input.length, "a record is where its line is");
  const told = records.map((record) =>
    record.kind === "message"
      ? `${record.name} ${record.issues.map(({ code }) => code).join(",")} ${record.ambiguous ? "ambiguous" : ""}`
      : record.kind,
  );
  return `${records.length === 0 ? "nothing" : ""}${[...new Set(told)].sort().slice(0, 4).join("; ")}`;
}

export const readers: Target = { name: "readers", seeds, bytesMax: 8 * 1024, run };
