/**
 * The protobuf wire format: tags, varints, lengths. Knows no message. The readers check every bound; a value that does
 * not fit makes them return `undefined` instead of throwing.
 *
 * Source: the public protobuf encoding specification.
 */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

/** One field as it stands on the wire. `bytes` and `start` give the value without the tag (and without a length). */
export interface WireField {
  number: number;
  type: number;
  /** Offset of the tag. */
  at: number;
  /** Offsets of the value. */
  start: number;
  end: number;
}

/** Walks the fields of one protobuf message. `failedAt` tells where the bytes stop making sense. */
export class WireReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  failedAt = -1;
  readonly field: WireField = { number: 0, type: 0, at: 0, start: 0, end: 0 };

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field; `false` at the end, or where `failedAt` is set. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const field = this.field;
    field.at = this.at;
    const first = this.bytes[this.at] as number;
    const tag = first < 0x80 ? (this.at++, first) : this.varint32(this.at);
    if (tag === undefined || tag >>> 3 === 0) return this.fail(field.at);
    field.number = tag >>> 3;
    field.type = tag & 7;
    field.start = this.at;
    switch (field.type) {
      case wireType.varint: {
        if ((this.bytes[this.at] as number) < 0x80 && this.at < this.end) this.at += 1;
        else if (!this.skipVarint()) return this.fail(field.at);
        break;
      }
      case wireType.fixed64: {
        this.at += 8;
        break;
      }
      case wireType.fixed32: {
        this.at += 4;
        break;
      }
      case wireType.bytes: {
        const length = this.varint32(this.at);
        if (length === undefined || length > this.end - this.at) return this.fail(field.at);
        field.start = this.at;
        this.at += length;
        break;
      }
      default: {
        // Groups are not part of proto3 and the API has none.
        return this.fail(field.at);
      }
    }
    if (this.at > this.end) return this.fail(field.at);
    field.end = this.at;
    return true;
  }

  private fail(at: number): boolean {
    this.failedAt = at;
    this.at = this.end;
    return false;
  }

  /** An unsigned varint below 2^32, leaving `at` behind it. */
  private varint32(from: number): number | undefined {
    let value = 0;
    for (let index = 0; index < 10; index += 1) {
      const at = from + index;
      if (at >= this.end) return undefined;
      const byte = this.bytes[at] as number;
      if (index < 5) value += (byte & 0x7f) * 2 ** (7 * index);
      else if ((byte & 0x7f) !== 0) return undefined;
      if (byte < 0x80) {
        this.at = at + 1;
        return value < 2 ** 32 ? value : undefined;
      }
    }
    return undefined;
  }

  private skipVarint(): boolean {
    for (let index = 0; index < 10 && this.at < this.end; index += 1)
      if ((this.bytes[this.at++] as number) < 0x80) return true;
    return false;
  }
}

/** A varint as a signed 64-bit integer: a number where that is exact, else a bigint. */
export function readInt64(bytes: Uint8Array, start: number, end: number): number | bigint {
  if (end - start === 1) return bytes[start] as number;
  if (end - start <= 7) {
    let value = 0;
    for (let at = end - 1; at >= start; at -= 1) value = value * 128 + ((bytes[at] as number) & 0x7f);
    return value;
  }
  let value = 0n;
  for (let at = end - 1; at >= start; at -= 1) value = (value << 7n) | BigInt((bytes[at] as number) & 0x7f);
  const signed = BigInt.asIntN(64, value);
  return signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(signed)
    : signed;
}

const doubleScratch = new Float64Array(1);
const byteScratch = new Uint8Array(doubleScratch.buffer);
/** Whether this machine keeps the low byte first, as the wire does. */
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

export function readDouble(bytes: Uint8Array, start: number): number {
  for (let at = 0; at < 8; at += 1) byteScratch[littleEndian ? at : 7 - at] = bytes[start + at] as number;
  return doubleScratch[0] as number;
}

/** Collects the bytes of a protobuf message. Grows as needed. */
export class WireWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  raw(bytes: Uint8Array): this {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  /** A signed integer as its 64-bit two's complement, as protobuf writes int32 and int64. */
  varint(value: number | bigint): this {
    this.room(10);
    if (typeof value === "number" && value >= 0 && value < 2 ** 31) {
      let rest = value;
      for (; rest > 0x7f; rest >>>= 7) this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      this.bytes[this.length++] = rest;
      return this;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest > 0x7fn; rest >>= 7n) this.bytes[this.length++] = Number(rest & 0x7fn) | 0x80;
    this.bytes[this.length++] = Number(rest);
    return this;
  }

  tag(number: number, type: number): this {
    return this.varint(number * 8 + type);
  }

  double(value: number): this {
    this.room(8);
    doubleScratch[0] = value;
    for (let at = 0; at < 8; at += 1) this.bytes[this.length++] = byteScratch[littleEndian ? at : 7 - at] as number;
    return this;
  }

  /** A length and the bytes. */
  delimited(bytes: Uint8Array): this {
    return this.varint(bytes.length).raw(bytes);
  }
}
