/** The formats of an export: recordings in, bytes out, piece by piece. */
import { stringify } from "csv-stringify/sync";
import { PcapngWriter } from "../../capture/pcapng-writer.ts";
import type { LogRecord } from "../../logs/record.ts";
import { ExportedLines } from "../../logs/recording/exported-lines.ts";
import { PlainRecording } from "../../node/export/plain-recording.ts";
import { recordedEvents, type ExportSource, type Watch } from "../../node/export/recorded-events.ts";
import { localMs } from "../../node/input.ts";
import { mergeBatches, openLog } from "../../node/open-log.ts";
import type { KeyRing } from "../../node/store/key-ring.ts";
import { jsonLine } from "../read/record-json.ts";
import { bytesText } from "../store/amounts.ts";
import { packageVersion } from "../../node/package-version.ts";
import { columns, rowOf } from "./csv-rows.ts";

export interface ExportJob extends Watch {
  readonly sources: readonly ExportSource[];
  readonly keys: () => KeyRing;
  /** Something that the format cannot say. */
  readonly lacks: (text: string) => void;
}

export interface ExportFormat {
  readonly ending: string;
  readonly about: string;
  /** Bytes that do not belong on a terminal. */
  readonly binary: boolean;
  readonly bytes: (job: ExportJob) => AsyncGenerator<Uint8Array>;
}

const program = (): string => `twscope ${packageVersion()}`;
const dayMs = 86_400_000;
/** Of connections whose version is not in the recording: the newest layouts. */
const assumedVersion = 226;

const clockMs = (wallUs: number): number => localMs(new Date(Math.floor(wallUs / 1000))) % dayMs;

async function* tws(job: ExportJob): AsyncGenerator<Uint8Array> {
  const lines = new ExportedLines(clockMs, assumedVersion);
  for await (const events of recordedEvents(job.sources, job)) {
    let text = "";
    for (const event of events) for (const line of lines.take(event)) text += line.text;
    yield Buffer.from(text, "latin1");
  }
  const { missingBytes, lostBytes } = lines;
  const said = (bytes: { in: number; out: number }): string =>
    `${bytesText(bytes.out)} out and ${bytesText(bytes.in)} in`;
  if (missingBytes.in + missingBytes.out > 0)
    job.lacks(`${said(missingBytes)} are missing in the recordings; this format has no mark for it`);
  if (lostBytes.in + lostBytes.out > 0)
    job.lacks(`${said(lostBytes)} are no whole messages and stand in no line; --format pcapng and json have them`);
}

async function* pcapng(job: ExportJob): AsyncGenerator<Uint8Array> {
  const writer = new PcapngWriter({ application: program() });
  for await (const events of recordedEvents(job.sources, job))
    yield Buffer.concat(events.map((event) => writer.add(event)));
  yield writer.end();
}

async function* recording(job: ExportJob): AsyncGenerator<Uint8Array> {
  const begin = Math.min(...job.sources.map(({ beginUs }) => beginUs));
  const plain = new PlainRecording(program(), new Date(begin / 1000).toISOString());
  yield plain.head;
  for await (const events of recordedEvents(job.sources, job))
    yield Buffer.concat(events.flatMap((event) => plain.add(event)));
  yield Buffer.concat(plain.end());
}

/** The records of `twscope read`, in batches. */
async function* records({ sources, keys, read, damage }: ExportJob): AsyncGenerator<readonly LogRecord[]> {
  const logs = await Promise.all(sources.map(({ path }) => openLog(path, { keys, progress: read })));
  for await (const batch of mergeBatches(logs)) {
    for (const record of batch)
      if (record.kind === "link" && (record.event.name === "damage" || record.event.name === "no-end"))
        damage(record.file, {
          code: record.event.name === "damage" ? "checksum" : "no-end",
          offset: record.offset,
          text: record.event.about,
        });
    yield batch;
  }
}

async function* ndjson(job: ExportJob): AsyncGenerator<Uint8Array> {
  for await (const batch of records(job))
    yield Buffer.from(batch.map((record) => jsonLine(record, undefined)).join(""));
}

async function* json(job: ExportJob): AsyncGenerator<Uint8Array> {
  let front = "[\n";
  for await (const batch of records(job)) {
    yield Buffer.from(front + batch.map((record) => jsonLine(record, undefined).trimEnd()).join(",\n"));
    front = ",\n";
  }
  yield Buffer.from(front === "[\n" ? "[]\n" : "\n]\n");
}

async function* csv(job: ExportJob): AsyncGenerator<Uint8Array> {
  yield Buffer.from(stringify([columns.map(({ name }) => name)]));
  for await (const batch of records(job)) yield Buffer.from(stringify(batch.map(rowOf)));
}

export const formats = {
  tws: { ending: "log", about: "the dialect in which TWS exports its API message log", binary: true, bytes: tws },
  json: { ending: "json", about: "the objects of `read --json`, in one array", binary: false, bytes: json },
  ndjson: { ending: "ndjson", about: "the same, one a line", binary: false, bytes: ndjson },
  csv: { ending: "csv", about: "a table, its columns in docs/export.md", binary: false, bytes: csv },
  pcapng: {
    ending: "pcapng",
    about: "TCP packets that were made up around the bytes, for Wireshark",
    binary: true,
    bytes: pcapng,
  },
  recording: { ending: "twscope", about: "one recording that is not encrypted", binary: true, bytes: recording },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type FormatName = keyof typeof formats;
