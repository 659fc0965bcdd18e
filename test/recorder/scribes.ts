/** Disks for tests: files in memory that can be full, gone or forbidden, read back with the recording's own reader. */
import { PartFile, type NewPart, type Sink } from "../../src/recorder/part-file.ts";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";
import { checksum, makeSealer, packer } from "../../src/node/record/sealing.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import { readRecording, type ReadBack } from "../recording/recordings.ts";

export class Disk {
  /** Why it takes nothing at the moment. */
  broken: string | undefined;
  readonly files: DiskFile[] = [];
  private readonly key = new Uint8Array(32).fill(7);

  create(client: number | undefined, name: string): NewPart {
    if (this.broken !== undefined) throw new Error(this.broken);
    const id = String(this.files.length).padStart(32, "0");
    const writer = new RecordingWriter({
      header: { made: "twscope test", created: "2026-11-22T10:15:00.000Z", id, sealed: "age" },
      key: new Uint8Array(0),
      sealer: (head) => makeSealer(this.key, id, head),
      packer,
      checksum,
    });
    const file = new DiskFile(this, `api.${client ?? "unknown"}.${name}`);
    this.files.push(file);
    return { writer, sink: file };
  }

  read(index: number): ReadBack {
    return readRecording(this.files[index]?.bytes ?? new Uint8Array(0), this.key);
  }
}

class DiskFile implements Sink {
  path: string;
  closed = false;
  removed = false;
  bytes = new Uint8Array(0);
  private readonly disk: Disk;

  constructor(disk: Disk, path: string) {
    this.disk = disk;
    this.path = path;
  }

  append(pieces: readonly Uint8Array[]): void {
    if (this.disk.broken !== undefined) throw new Error(this.disk.broken);
    this.bytes = Uint8Array.from(Buffer.concat([this.bytes, ...pieces]));
  }
  there(): boolean {
    return !this.removed;
  }
  rename(client: number): void {
    this.path = this.path.replace(/^api\.[^.]+/, `api.${client}`);
  }
  close(): void {
    this.closed = true;
  }
  discard(): void {
    this.closed = true;
    this.removed = true;
  }
}

export const openEvent = (leg = 1): RecordingEvent & { kind: "open" } => ({
  kind: "open",
  leg,
  monotonicUs: 0,
  wallUs: 0,
  about: { connection: "00", client: "127.0.0.1:50000", host: "127.0.0.1:7497" },
});

export const partOn = (disk: Disk): PartFile => new PartFile(() => disk.create(7, "x"), openEvent());

/** What a file tells, in short: bytes as text, other events by their kind. */
export const told = ({ events }: ReadBack): string[] =>
  events
    .filter(({ kind }) => kind !== "context")
    .map((event) => (event.kind === "data" ? Buffer.from(event.bytes).toString("latin1") : event.kind));
