/** Writes events as one recording that is not sealed: the whole of one or more recordings, for whoever may read them. */
import { randomBytes } from "node:crypto";
import type { RecordingEvent } from "../../recording/format.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import { MessageCount } from "../../recorder/message-count.ts";
import { checksum, packer } from "../record/sealing.ts";

export class PlainRecording {
  private readonly writer: RecordingWriter;
  /** The summary at its end says how many messages there are. */
  private readonly messages = new MessageCount();

  /** @param made program and version @param created ISO 8601 in UTC */
  constructor(made: string, created: string) {
    const header = { made, created, id: randomBytes(16).toString("hex"), sealed: "none" } as const;
    this.writer = new RecordingWriter({ header, key: new Uint8Array(0), sealer: undefined, packer, checksum });
  }

  get head(): Uint8Array {
    return this.writer.head;
  }

  add(event: RecordingEvent): Uint8Array[] {
    this.messages.take(event);
    this.writer.add(event);
    return this.writer.full ? kept(this.writer.block() ?? []) : [];
  }

  end(): Uint8Array[] {
    return [...kept(this.writer.block() ?? []), ...this.writer.end(this.messages.whole)];
  }
}

/** What the writer gives lies in room that it uses again. */
const kept = (pieces: readonly Uint8Array[]): Uint8Array[] => pieces.map((piece) => Uint8Array.from(piece));
