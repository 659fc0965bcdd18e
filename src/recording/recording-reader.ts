/**
 * Reads the blocks of a recording: bytes in, events and damage out. Reads on behind anything that is damaged, and may be
 * fed from a file that is still being written.
 */
import { byteStringOf, charactersOf } from "../base/byte-string.ts";
import { bodyIsWhole, nextSync, readBlockHead, type BlockHead } from "./block.ts";
import {
  blockHeadBytes,
  blockKind,
  blockTailBytes,
  packing,
  type Checksum,
  type Packer,
  type RecordingEvent,
  type RecordingSummary,
  type Sealer,
} from "./format.ts";
import { readRecords } from "./records.ts";

export type RecordingItem =
  | { readonly kind: "events"; readonly block: number; readonly offset: number; readonly events: RecordingEvent[] }
  | DamageItem
  /** The recording was ended as it should be. */
  | { readonly kind: "end"; readonly offset: number; readonly summary: RecordingSummary | undefined };

/** Something that is not as it was written. What stands in other blocks is not touched by it. */
export interface DamageItem {
  readonly kind: "damage";
  readonly code: DamageCode;
  /** Where in the file it begins. */
  readonly offset: number;
  readonly length: number;
  /** The block it concerns, where that can be told. */
  readonly block: number | undefined;
  readonly text: string;
}

export type DamageCode =
  /** Bytes that are no block. */
  | "no-block"
  /** The checksum is wrong: the bytes have changed. */
  | "checksum"
  /** The checksum is right, the seal is not: altered on purpose, or from another file or key. */
  | "not-authentic"
  /** Authentic, and still not readable: made by a newer program, or a bug. */
  | "unreadable"
  | "missing"
  | "repeated"
  | "out-of-order"
  /** Something stands behind the end. */
  | "behind-end"
  /** The file ends inside a block. */
  | "cut"
  /** The file ends without its end block: still being written, stopped hard, or cut off. */
  | "no-end";

export interface ReaderOptions {
  readonly sealer: Sealer | undefined;
  readonly packer: Packer;
  readonly checksum: Checksum;
  /** Bytes of the file's head, for offsets. */
  readonly headLength: number;
}

/** Largest unpacked body: packed bodies are at most 1,032 times smaller, but we never write any that large. */
const recordsBytesMax = 16 * 1024 * 1024;

export class RecordingReader {
  private readonly options: ReaderOptions;
  private held = new Uint8Array(0);
  /** Offset of the first held byte in the file. */
  private offset: number;
  /** The number of the next block, when all is well. */
  private next = 0;
  private readonly seen = new NumbersSeen();
  private strangeFrom: number | undefined;
  private ended = false;

  constructor(options: ReaderOptions) {
    this.options = options;
    this.offset = options.headLength;
  }

  push(chunk: Uint8Array): RecordingItem[] {
    this.hold(chunk);
    return this.read(false);
  }

  /** Nothing more comes. */
  end(): RecordingItem[] {
    const items = this.read(true);
    if (!this.ended)
      items.push(
        damage(
          "no-end",
          this.offset,
          0,
          undefined,
          `the recording has no end mark${this.next > 0 ? ` behind block ${this.next - 1}` : ""}: it is still being ` +
            `written, its recorder was stopped hard, or the file was cut off there; everything before is whole`,
        ),
      );
    return items;
  }

  private hold(chunk: Uint8Array): void {
    if (this.held.length === 0) {
      // A copy: whoever reads the file may use its buffer again. (`slice` of a Node buffer would not be one.)
      this.held = Uint8Array.from(chunk);
      return;
    }
    const joined = new Uint8Array(this.held.length + chunk.length);
    joined.set(this.held);
    joined.set(chunk, this.held.length);
    this.held = joined;
  }

  private read(last: boolean): RecordingItem[] {
    const { checksum } = this.options;
    const items: RecordingItem[] = [];
    const { held } = this;
    let at = 0;
    for (;;) {
      const left = held.length - at;
      if (left === 0) break;
      const head = left >= blockHeadBytes ? readBlockHead(held, at, checksum) : undefined;
      if (!head) {
        if (left < blockHeadBytes && !last && nextSync(held, at) === at) break;
        this.strangeFrom ??= this.offset + at;
        at = nextSync(held, at + 1);
        continue;
      }
      items.push(...this.strange(this.offset + at));
      const whole = blockHeadBytes + head.bodyBytes + blockTailBytes;
      if (left < whole) {
        if (!last) break;
        // Behind a head that promises too much there may still be blocks, when bytes were cut out of the middle.
        const behind = this.overlapAt(at + blockHeadBytes);
        items.push(this.cut(head, this.offset + at, behind - at));
        at = behind;
        continue;
      }
      const bodyAt = at + blockHeadBytes;
      const intact = bodyIsWhole(held, bodyAt, head.bodyBytes, checksum);
      // Where bytes were lost, the next block begins inside of this one; its head may not have come yet.
      if (!intact && !last && left < whole + blockHeadBytes) break;
      if (!intact && this.overlapped(bodyAt, head.bodyBytes)) {
        items.push(this.cut(head, this.offset + at, this.overlapAt(bodyAt) - at));
        at = this.overlapAt(bodyAt);
        continue;
      }
      const body = held.subarray(bodyAt, bodyAt + head.bodyBytes);
      items.push(...this.block(head, body, intact, this.offset + at, whole));
      at += whole;
    }
    if (last && this.strangeFrom !== undefined) items.push(...this.strange(this.offset + held.length));
    this.held = held.slice(at);
    this.offset += at;
    return items;
  }

  /** Whether another block's head stands inside of this body: then its end was lost, and the next block must not be. */
  private overlapped(bodyAt: number, bodyBytes: number): boolean {
    return this.overlapAt(bodyAt) < bodyAt + bodyBytes + blockTailBytes;
  }

  private overlapAt(bodyAt: number): number {
    const { held } = this;
    for (let at = nextSync(held, bodyAt); at + blockHeadBytes <= held.length; at = nextSync(held, at + 1))
      if (readBlockHead(held, at, this.options.checksum)) return at;
    return held.length;
  }

  private strange(until: number): RecordingItem[] {
    const from = this.strangeFrom;
    this.strangeFrom = undefined;
    if (from === undefined) return [];
    const length = until - from;
    return [
      damage(
        "no-block",
        from,
        length,
        undefined,
        `${length} bytes are no block of a recording; reading goes on behind them`,
      ),
    ];
  }

  private cut(head: BlockHead, offset: number, length: number): DamageItem {
    const whole = blockHeadBytes + head.bodyBytes + blockTailBytes;
    return damage(
      "cut",
      offset,
      length,
      head.number,
      `block ${head.number} should be ${whole} bytes long and ends after ${length}: it was not written to its end, or cut`,
    );
  }

  private block(head: BlockHead, body: Uint8Array, intact: boolean, offset: number, length: number): RecordingItem[] {
    const { sealer } = this.options;
    const { number, kind } = head;
    const because = (code: DamageCode, text: string): DamageItem => damage(code, offset, length, number, text);
    if (!intact)
      return [...this.order(number, offset), because("checksum", `block ${number} is damaged: its checksum is wrong`)];
    const open = sealer ? sealer.open(body, number, kind) : body;
    if (!open)
      return [
        because(
          "not-authentic",
          `what stands as block ${number} was not sealed for this place: altered, or from another recording`,
        ),
      ];
    const order = this.order(number, offset);
    if (order.some((item) => item.kind === "damage" && item.code === "repeated")) return order;
    const content = this.unpacked(open);
    if (!content) return [...order, because("unreadable", `block ${number} cannot be unpacked`)];
    if (kind === blockKind.end) {
      this.ended = true;
      return [...order, { kind: "end", offset, summary: summaryOf(content) }];
    }
    if (kind !== blockKind.data) return order;
    const { events, failedAt } = readRecords(content);
    const items: RecordingItem[] = [...order, { kind: "events", block: number, offset, events }];
    if (failedAt !== undefined)
      items.push(because("unreadable", `the records of block ${number} stop making sense at byte ${failedAt} of them`));
    return items;
  }

  /** What is wrong with the place of a block among the others. */
  private order(number: number, offset: number): RecordingItem[] {
    const items: RecordingItem[] = [];
    const tell = (code: DamageCode, text: string): void => void items.push(damage(code, offset, 0, number, text));
    if (this.ended) tell("behind-end", `block ${number} stands behind the end of the recording`);
    if (this.seen.has(number)) {
      tell("repeated", `block ${number} stands here again; it is left out`);
      return items;
    }
    this.seen.add(number);
    if (number < this.next) tell("out-of-order", `block ${number} stands behind block ${this.next - 1}`);
    else {
      if (number > this.next)
        tell("missing", `${blocksText(this.next, number - 1)} missing in front of block ${number}`);
      this.next = number + 1;
    }
    return items;
  }

  private unpacked(open: Uint8Array): Uint8Array | undefined {
    const [how] = open;
    const content = open.subarray(1);
    if (how === packing.none) return content;
    return how === packing.deflate ? this.options.packer.unpack(content, recordsBytesMax) : undefined;
  }
}

const blocksText = (from: number, to: number): string =>
  from === to ? `block ${from} is` : `blocks ${from} to ${to} are`;

const damage = (
  code: DamageCode,
  offset: number,
  length: number,
  block: number | undefined,
  text: string,
): DamageItem => ({ kind: "damage", code, offset, length, block, text });

function summaryOf(content: Uint8Array): RecordingSummary | undefined {
  try {
    return JSON.parse(charactersOf(byteStringOf(content))) as RecordingSummary;
  } catch {
    return undefined;
  }
}

/** More ranges than this come only from files made to be a burden; the oldest are then forgotten. */
const rangesMax = 1000;

/** Which numbers have been seen, as the ranges they form: one range in a file that is whole. */
class NumbersSeen {
  private readonly ranges: { from: number; to: number }[] = [];

  has(number: number): boolean {
    return this.ranges.some(({ from, to }) => number >= from && number <= to);
  }

  add(number: number): void {
    const last = this.ranges.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else this.ranges.push({ from: number, to: number });
    if (this.ranges.length > rangesMax) this.ranges.shift();
  }
}
