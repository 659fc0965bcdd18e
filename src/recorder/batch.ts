/**
 * Batches: how events travel from the thread that relays to the thread that records. Written into buffers of fixed size
 * that go back and forth, so that nothing is allocated while bytes are waiting to be relayed.
 *
 *   event = kind 1, direction 1, leg 4, length 4, monotonic 8, wall 8, content
 */
import { byteStringOf, bytesOf, charactersOf, utf8ByteString } from "../base/byte-string.ts";
import type { RecordingEvent } from "../recording/format.ts";

const headBytes = 26;
const kinds = ["data", "open", "close", "note", "gap"] as const;

export class BatchWriter {
  readonly buffer: Uint8Array;
  private readonly view: DataView;
  length = 0;

  constructor(buffer: Uint8Array) {
    this.buffer = buffer;
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  /** Bytes of content that still fit. */
  get room(): number {
    return this.buffer.length - this.length - headBytes;
  }

  /** Adds an event whose content fits. @returns whether it did */
  add(event: RecordingEvent): boolean {
    if (event.kind === "data") return this.put(0, event, event.direction === "in" ? 1 : 0, event.bytes);
    // Contexts are made by the side that records.
    if (event.kind === "context") return true;
    const content = bytesOf(utf8ByteString(JSON.stringify(event.about)));
    return this.put(kinds.indexOf(event.kind), event, 0, content);
  }

  private put(
    kind: number,
    { leg, monotonicUs, wallUs }: { leg: number; monotonicUs: number; wallUs: number },
    direction: number,
    content: Uint8Array,
  ): boolean {
    if (content.length > this.room) return false;
    const { view, length } = this;
    view.setUint8(length, kind);
    view.setUint8(length + 1, direction);
    view.setUint32(length + 2, leg);
    view.setUint32(length + 6, content.length);
    view.setFloat64(length + 10, monotonicUs);
    view.setFloat64(length + 18, wallUs);
    this.buffer.set(content, length + headBytes);
    this.length += headBytes + content.length;
    return true;
  }
}

/** The events of a batch. Their bytes lie in the buffer itself. */
export function* readBatch(buffer: Uint8Array, length: number): Generator<RecordingEvent> {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  for (let at = 0; at + headBytes <= length;) {
    const kind = kinds[view.getUint8(at)] ?? "note";
    const leg = view.getUint32(at + 2);
    const contentBytes = view.getUint32(at + 6);
    const monotonicUs = view.getFloat64(at + 10);
    const wallUs = view.getFloat64(at + 18);
    const content = buffer.subarray(at + headBytes, at + headBytes + contentBytes);
    if (kind === "data") {
      const direction = view.getUint8(at + 1) === 1 ? "in" : "out";
      yield { kind, leg, direction, monotonicUs, wallUs, bytes: content };
    } else {
      const about: unknown = JSON.parse(charactersOf(byteStringOf(content)));
      yield { kind, leg, monotonicUs, wallUs, about } as RecordingEvent;
    }
    at += headBytes + contentBytes;
  }
}
