/** Makes the bytes of a recording: events in, blocks out. Whoever owns the file writes them, in order. */
import { bytesOf, utf8ByteString } from "../base/byte-string.ts";
import { blockPieces } from "./block.ts";
import {
  blockKind,
  blockTailBytes,
  blockTargetBytes,
  packing,
  recordBytesMax,
  type Checksum,
  type Packer,
  type RecordingEvent,
  type RecordingHeader,
  type RecordingSummary,
  type Sealer,
} from "./format.ts";
import { headBytes } from "./header.ts";
import { RecordWriter } from "./records.ts";

export interface WriterOptions {
  readonly header: RecordingHeader;
  /** The wrapped key; empty when nothing is sealed. */
  readonly key: Uint8Array;
  /** Makes what seals the blocks, which are bound to the head's bytes; `undefined`: nothing is sealed. */
  readonly sealer: ((head: Uint8Array) => Sealer) | undefined;
  readonly packer: Packer;
  readonly checksum: Checksum;
}

export class RecordingWriter {
  /** The first bytes of the file. */
  readonly head: Uint8Array;
  private readonly options: WriterOptions;
  private readonly sealer: Sealer | undefined;
  private readonly records = new RecordWriter();
  private number = 0;
  private readonly bytes = { in: 0, out: 0 };
  private gaps = 0;
  private firstWallUs: number | undefined;
  private lastWallUs: number | undefined;

  constructor(options: WriterOptions) {
    this.options = options;
    const { header, key, checksum, sealer } = options;
    this.head = headBytes(header, key, checksum);
    // Without the checksum, as a reader has it too.
    this.sealer = sealer?.(this.head.subarray(0, -blockTailBytes));
  }

  /** Bytes of records that are in no block yet. */
  get pending(): number {
    return this.records.length;
  }

  /** Whether what is pending is enough for a block. */
  get full(): boolean {
    return this.records.length >= blockTargetBytes;
  }

  add(event: RecordingEvent): void {
    this.firstWallUs ??= event.wallUs;
    this.lastWallUs = event.wallUs;
    if (event.kind === "gap") this.gaps += 1;
    if (event.kind !== "data") return this.records.add(event);
    this.bytes[event.direction] += event.bytes.length;
    if (event.bytes.length <= recordBytesMax) return this.records.add(event);
    for (let at = 0; at < event.bytes.length; at += recordBytesMax)
      this.records.add({ ...event, bytes: event.bytes.subarray(at, at + recordBytesMax) });
  }

  /**
   * A block of everything that is pending, in pieces that hold until the next event is added; `undefined` when nothing
   * is pending.
   * @param pack `false` leaves the bytes as large as they are, for when there is no time
   */
  block(pack = true): Uint8Array[] | undefined {
    if (this.records.length === 0) return undefined;
    const open = this.records.take();
    return this.close(pack ? this.packed(open) : open, blockKind.data);
  }

  /**
   * The last block: says that nothing is missing behind it.
   * @param seen when they were more than are in the file
   */
  end(messages: RecordingSummary["messages"], seen: RecordingSummary["messages"] = messages): Uint8Array[] {
    const summary: RecordingSummary = {
      blocks: this.number,
      bytes: this.bytes,
      messages,
      ...((seen.in !== messages.in || seen.out !== messages.out) && { seen }),
      gaps: this.gaps,
      ...(this.firstWallUs !== undefined && { firstWallUs: this.firstWallUs }),
      ...(this.lastWallUs !== undefined && { lastWallUs: this.lastWallUs }),
    };
    return this.close(withPacking(packing.none, bytesOf(utf8ByteString(JSON.stringify(summary)))), blockKind.end);
  }

  /** What does not become smaller is better left as it is. */
  private packed(open: Uint8Array): Uint8Array {
    const packed = this.options.packer.pack(open.subarray(1));
    return packed.length + 1 < open.length ? withPacking(packing.deflate, packed) : open;
  }

  private close(body: Uint8Array, kind: number): Uint8Array[] {
    const number = this.number;
    this.number += 1;
    const sealed = this.sealer ? this.sealer.seal(body, number, kind) : [body];
    return blockPieces(sealed, number, kind, this.options.checksum);
  }
}

function withPacking(how: number, content: Uint8Array): Uint8Array {
  const body = new Uint8Array(1 + content.length);
  body[0] = how;
  body.set(content, 1);
  return body;
}
