/** A scribe whose days are those of UTC, on a disk in memory, and a client that connects to it. */
import type { Direction } from "../../src/base/direction.ts";
import type { FieldsOf, MessageName } from "../../src/catalogue/messages.ts";
import { encodeFrame } from "../../src/codec/message.ts";
import { Scribe, type ScribeOptions } from "../../src/recorder/scribe.ts";
import type { RecordingEvent } from "../../src/recording/format.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { Disk, openEvent } from "./scribes.ts";

const text = (content: string): Buffer => Buffer.from(content, "latin1");
export const message = <N extends MessageName>(name: N, fields: FieldsOf<N>): Uint8Array =>
  frameBytes(encodeFrame({ name, serverVersion: 187, fields }));
export const opening = {
  out: Buffer.concat([text("API\0"), frameBytes(text("v100..187"))]),
  in: frameBytes(text("187\0time\0")),
  start: message("START_API", { version: 2, clientId: 31, optionalCapabilities: "" }),
};
export class Desk {
  readonly disk = new Disk();
  readonly log: string[] = [];
  readonly noticed: string[] = [];
  nowUs = 0;
  readonly scribe: Scribe;

  constructor(options: Partial<ScribeOptions> = {}) {
    const local = (wallUs: number): string => new Date(wallUs / 1000).toISOString().slice(0, -1).replace("T", " ");
    this.scribe = new Scribe(
      {
        create: (client, wallUs) => this.disk.create(client, local(wallUs)),
        local,
        day: (wallUs) => local(wallUs).slice(0, 10),
        log: (_, line) => void this.log.push(line),
        noticed: (_, { kind }) => void this.noticed.push(kind),
      },
      { includeMarketData: true, logLevel: 1, ...options },
    );
  }

  take(event: Partial<RecordingEvent> & Pick<RecordingEvent, "kind">): void {
    this.scribe.take({ leg: 1, monotonicUs: this.nowUs, wallUs: this.nowUs, ...event } as RecordingEvent);
  }
  data(direction: Direction, bytes: Uint8Array): void {
    this.take({ kind: "data", direction, bytes });
  }
  open(): void {
    this.scribe.take(openEvent());
    this.data("out", opening.out);
    this.data("in", opening.in);
    this.data("out", opening.start);
  }
  close(): void {
    this.take({ kind: "close", about: { how: "the client closed", bytes: { in: 0, out: 0 } } });
  }
  bytes(file: number, direction: Direction): Buffer {
    return Buffer.concat(
      this.disk
        .read(file)
        .events.flatMap((event) => (event.kind === "data" && event.direction === direction ? [event.bytes] : [])),
    );
  }
}
