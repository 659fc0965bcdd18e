/** Writes events as one recording that is not sealed: the whole of one or more recordings, for whoever may read them. */
import { randomBytes } from "node:crypto";
import type { RecordingEvent } from "../../recording/format.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import { LegWatch } from "../../recorder/leg-watch.ts";
import { checksum, packer } from "../record/sealing.ts";

export class PlainRecording {
  private readonly writer: RecordingWriter;
  private readonly legs = new Map<number, LegWatch>();
  private readonly messages = { in: 0, out: 0 };

  /** @param made program and version @param created ISO 8601 in UTC */
  constructor(made: string, created: string) {
    const header = { made, created, id: randomBytes(16).toString("hex"), sealed: "none" } as const;
    this.writer = new RecordingWriter({ header, key: new Uint8Array(0), sealer: undefined, packer, checksum });
  }

  get head(): Uint8Array {
    return this.writer.head;
  }

  add(event: RecordingEvent): Uint8Array[] {
    this.count(event);
    this.writer.add(event);
    return this.writer.full ? kept(this.writer.block() ?? []) : [];
  }

  end(): Uint8Array[] {
    for (const leg of this.legs.keys()) this.finish(leg);
    return [...kept(this.writer.block() ?? []), ...this.writer.end(this.messages)];
  }

  /** The summary at its end says how many messages there are. */
  private count(event: RecordingEvent): void {
    const { leg } = event;
    if (event.kind === "open") {
      this.finish(leg);
      const options = { includeMarketData: true, everyMessage: () => false };
      this.legs.set(leg, new LegWatch(options, event.about.continued));
    } else if (event.kind === "data") this.legs.get(leg)?.push(event.direction, event.bytes);
    else if (event.kind === "gap") this.legs.get(leg)?.gap(event.about);
    else if (event.kind === "close") this.finish(leg);
  }

  private finish(leg: number): void {
    const { messages } = this.legs.get(leg) ?? {};
    this.legs.delete(leg);
    this.messages.in += messages?.in ?? 0;
    this.messages.out += messages?.out ?? 0;
  }
}

/** What the writer gives lies in room that it uses again. */
const kept = (pieces: readonly Uint8Array[]): Uint8Array[] => pieces.map((piece) => Uint8Array.from(piece));
