/**
 * Looks at the frames of one direction as they pass: counts them, leaves some out, and gives some whole. What is not
 * left out comes out exactly as it came in, only in other pieces.
 */
import { bytesOf } from "../base/byte-string.ts";
import { limits } from "../base/limits.ts";
import { protobufIdOffset, rawMessageIdSince } from "../catalogue/gates.ts";
import { frameId } from "../codec/message.ts";

/** What to do with a frame. */
export const verdict = { pass: 0, leaveOut: 1, show: 2 } as const;

/**
 * By the bytes that a payload begins with, whether it may be a message that does not pass. Reading ids digit by digit
 * costs more than everything else that is done with most frames.
 */
export interface Marks {
  readonly first: Uint8Array;
  /** How far the first four bytes are shifted to the right, to be the place in `first`. */
  readonly shift: number;
}
const markMask = 0xfff;

/** @param verdicts by message id */
export function marksOf(verdicts: Uint8Array, serverVersion: number): Marks {
  const first = new Uint8Array(markMask + 1);
  const binary = serverVersion >= rawMessageIdSince;
  for (const [id, found] of verdicts.entries()) {
    if (found === verdict.pass) continue;
    // A digit, and a digit or NUL; or the last bits of the number, of the text form and of protobuf.
    const [one = 0, two = 0] = bytesOf(String(id));
    for (const bits of binary ? [id, id + protobufIdOffset] : [(one << 8) | two]) first[bits & markMask] = 1;
  }
  return { first, shift: binary ? 0 : 16 };
}

/** How frames are judged. */
export interface Judge {
  /** Verdicts by message id; ids that are not in it pass. */
  verdicts: Uint8Array;
  /** Made of the verdicts; `undefined`: every frame is looked at. */
  marks: Marks | undefined;
  /** Decides how an id is written; `undefined` as long as frames have none. */
  serverVersion: number | undefined;
  /** Told of every id that is not left out. */
  tell: ((id: number) => void) | undefined;
  /** Told of every id that is left out. */
  leftOut: (id: number) => void;
}

/** Bytes of a payload that are enough to know its id, in any encoding. */
const idBytesMax = 12;

export interface Sifted {
  /** The bytes to record. */
  readonly kept: Uint8Array[];
  /** Payloads that the judge wanted to see. */
  readonly shown: Uint8Array[];
}

export class FrameSieve {
  /** Frames that have begun. */
  frames = 0;
  /** Bytes that are no frames any more; they pass. */
  lost = false;
  private readonly judge: Judge;
  /** The beginning of a frame whose verdict is not known yet, with its length. */
  private held: Uint8Array = none;
  private left: number;
  private verdict: number = verdict.pass;
  private showing: Uint8Array[] = [];

  /** @param skip bytes in front of the first frame, which pass */
  constructor(skip: number, judge: Judge) {
    this.left = skip;
    this.judge = judge;
  }

  /** Whether the next byte begins a frame. */
  get between(): boolean {
    return this.left === 0 && this.held.length === 0;
  }

  /**
   * Bytes still to come of a frame whose beginning has come out; `undefined` when these are no frames. A beginning that
   * is held back has not come out.
   */
  get unfinished(): number | undefined {
    return this.lost ? undefined : this.left;
  }

  /** Whether a frame that is kept has come out in part. */
  get keeping(): boolean {
    return !this.lost && this.left > 0 && this.verdict !== verdict.leaveOut;
  }

  push(chunk: Uint8Array): Sifted {
    const sifted: Sifted = { kept: [], shown: [] };
    if (this.lost) return { kept: [chunk], shown: [] };
    let bytes = chunk;
    if (this.held.length > 0) {
      bytes = new Uint8Array(this.held.length + chunk.length);
      bytes.set(this.held);
      bytes.set(chunk, this.held.length);
      this.held = none;
    }
    let at = 0;
    /** Where the bytes begin that are kept and not yet handed out. */
    let from = 0;
    const keepUpTo = (end: number): void => void (end > from && sifted.kept.push(bytes.subarray(from, end)));
    while (at < bytes.length) {
      if (this.left > 0) {
        const end = Math.min(at + this.left, bytes.length);
        if (this.verdict === verdict.show) this.showing.push(bytes.slice(at, end));
        this.left -= end - at;
        if (this.verdict === verdict.leaveOut) {
          keepUpTo(at);
          from = end;
        }
        at = end;
        if (this.left === 0) this.finish(sifted);
        continue;
      }
      at = this.passWhole(bytes, at);
      const there = bytes.length - at;
      if (there === 0) break;
      const length = there < 4 ? 0 : lengthAt(bytes, at);
      if (length > limits.frameBytesMax) {
        this.lost = true;
        at = bytes.length;
        break;
      }
      if (there < 4 || there < 4 + Math.min(length, idBytesMax)) {
        this.held = bytes.slice(at);
        keepUpTo(at);
        return sifted;
      }
      this.frames += 1;
      this.verdict = this.judged(bytes, at + 4, at + 4 + Math.min(length, idBytesMax));
      if (this.verdict === verdict.pass && there >= 4 + length) {
        at += 4 + length;
        continue;
      }
      if (this.verdict === verdict.leaveOut) {
        keepUpTo(at);
        from = at + 4;
      }
      at += 4;
      this.left = length;
      if (length === 0) this.finish(sifted);
    }
    keepUpTo(bytes.length);
    return sifted;
  }

  /** Behind missing bytes: the next frame begins after so many. @returns what was held back, to be recorded */
  skip(unfinished: number | undefined): Uint8Array {
    const { held } = this;
    this.held = none;
    this.showing = [];
    this.verdict = verdict.pass;
    this.left = unfinished ?? 0;
    this.lost = unfinished === undefined;
    return held;
  }

  /** What is held back, to be recorded when nothing more comes. */
  rest(): Uint8Array {
    const { held } = this;
    this.held = none;
    return held;
  }

  /**
   * Goes over whole frames that pass: nearly all, millions a second. Where a frame's first bytes are marked it stops, and
   * the frame is looked at properly; a mark that is there for nothing costs time only.
   * @returns where it stopped
   */
  private passWhole(bytes: Uint8Array, start: number): number {
    const { marks, tell } = this.judge;
    if (tell || !marks) return start;
    const { first, shift } = marks;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = bytes.length;
    const longest = limits.frameBytesMax;
    let at = start;
    let frames = 0;
    while (at + 8 <= end) {
      const length = view.getInt32(at);
      if (length >>> 0 > longest || length > end - at - 4) break;
      if (first[(view.getInt32(at + 4) >>> shift) & markMask] !== 0) break;
      frames += 1;
      at += 4 + length;
    }
    this.frames += frames;
    return at;
  }

  private judged(bytes: Uint8Array, start: number, end: number): number {
    const { serverVersion, verdicts, tell } = this.judge;
    if (serverVersion === undefined) return verdict.pass;
    const id = frameId(bytes, start, end, serverVersion);
    const found = verdicts[id] ?? verdict.pass;
    if (found === verdict.leaveOut) this.judge.leftOut(id);
    else if (tell) tell(id);
    return found;
  }

  private finish(sifted: Sifted): void {
    if (this.verdict === verdict.show) {
      sifted.shown.push(joined(this.showing));
      this.showing = [];
    }
    this.verdict = verdict.pass;
  }
}

const none = new Uint8Array(0);

const lengthAt = (bytes: Uint8Array, at: number): number =>
  bytes[at]! * 2 ** 24 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
