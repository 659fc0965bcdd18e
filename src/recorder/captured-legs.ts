/**
 * Makes the events of a capture fit for recording. A recorder knows where the next message begins behind bytes that it did
 * not keep; a capture does not know it, so here it is worked out: from the message that was cut, or by looking for a row
 * of lengths that lead to one another. Until it is known, the events of that connection are held back.
 */
import type { Direction } from "../base/direction.ts";
import { limits } from "../base/limits.ts";
import type { GapEvent, OpenEvent, RecordingEvent } from "../recording/format.ts";
import { FrameCursor } from "../wire/frame-cursor.ts";

/** More bytes than this are not held back: then nobody knows where the next message begins. */
const heldBytesMax = 512 * 1024;
/** What an event costs beside its bytes. */
const eventBytes = 64;
/** So many lengths in a row are no chance. */
const rowMin = 3;
const prefixBytes = 4;
/** What a connection has at least said before it can be found in its middle: `API\0`, an offer, and an answer. */
const handshakeBytes = { out: 12, in: 12 } as const;
const directions = ["in", "out"] as const;

type Unfinished = Record<Direction, number>;

interface Held {
  /** What the answer is for: a gap, or the opening of a connection that began before the capture. */
  readonly first: GapEvent | OpenEvent;
  readonly unknown: Set<Direction>;
  readonly unfinished: Unfinished;
  readonly events: RecordingEvent[];
  bytes: number;
}

interface Leg {
  readonly cursors: Record<Direction, FrameCursor>;
  /** The opening, until it is clear whether the connection began with it. */
  opening: OpenEvent | undefined;
  held: Held | undefined;
}

export class CapturedLegs {
  private readonly legs = new Map<number, Leg>();

  take(event: RecordingEvent): RecordingEvent[] {
    if (event.kind === "open") {
      const cursors = { in: new FrameCursor(), out: new FrameCursor(prefixBytes) };
      this.legs.set(event.leg, { cursors, opening: event, held: undefined });
      return [];
    }
    const leg = this.legs.get(event.leg);
    if (!leg) return [event];
    const events = this.onward(leg, event);
    if (event.kind !== "close") return events;
    this.legs.delete(event.leg);
    return [...events, ...this.finish(leg)];
  }

  /** Nothing more comes. */
  end(): RecordingEvent[] {
    const events = [...this.legs.values()].flatMap((leg) => this.finish(leg));
    this.legs.clear();
    return events;
  }

  private onward(leg: Leg, event: RecordingEvent): RecordingEvent[] {
    const { opening, held } = leg;
    if (held) {
      held.events.push(event);
      held.bytes += eventBytes + (event.kind === "data" ? event.bytes.length : 0);
      return this.look(held) ? this.release(leg) : [];
    }
    leg.opening = undefined;
    const before = opening ? [opening] : [];
    if (event.kind === "data") leg.cursors[event.direction].push(event.bytes);
    if (event.kind !== "gap") return [...before, event];
    const { missing } = event.about;
    const middle = opening && missing.in + missing.out === 0;
    const unknown = new Set<Direction>();
    const unfinished = { in: 0, out: 0 };
    for (const direction of directions) {
      const left = leg.cursors[direction].unfinished;
      if (middle || left === undefined || left < missing[direction]) unknown.add(direction);
      else unfinished[direction] = left - missing[direction];
    }
    leg.held = { first: middle ? opening : event, unknown, unfinished, events: [], bytes: 0 };
    return [...(middle ? [] : before), ...(unknown.size === 0 ? this.release(leg) : [])];
  }

  /** Whether it is known now where messages begin, or nobody will know. */
  private look(held: Held): boolean {
    for (const direction of held.unknown) {
      const at = firstFrame(held.events, direction);
      if (at === undefined) continue;
      held.unfinished[direction] = at;
      held.unknown.delete(direction);
    }
    return held.unknown.size === 0 || held.bytes > heldBytesMax;
  }

  /** Nothing more comes of this connection. */
  private finish(leg: Leg): RecordingEvent[] {
    const events = this.release(leg);
    // Behind what is let go there may be a gap that waits too.
    while (leg.held) events.push(...this.release(leg));
    return events;
  }

  private release(leg: Leg): RecordingEvent[] {
    const { held, opening } = leg;
    leg.held = undefined;
    leg.opening = undefined;
    if (!held) return opening ? [opening] : [];
    const { first, unknown, unfinished, events } = held;
    // A side that has said nothing yet will begin with a message.
    for (const direction of unknown) if (!events.some((event) => isData(event, direction))) unknown.delete(direction);
    const known = unknown.size === 0 ? { unfinished } : {};
    leg.cursors.in = new FrameCursor(unfinished.in);
    leg.cursors.out = new FrameCursor(unfinished.out);
    for (const direction of unknown) leg.cursors[direction].lost = true;
    const mended: RecordingEvent =
      first.kind === "gap"
        ? { ...first, about: { ...first.about, ...known } }
        : { ...first, about: { ...first.about, continued: { part: 1, before: handshakeBytes, ...known } } };
    return [mended, ...events.flatMap((event) => this.onward(leg, event))];
  }
}

const isData = (event: RecordingEvent, direction: Direction): event is RecordingEvent & { kind: "data" } =>
  event.kind === "data" && event.direction === direction;

/** Bytes in front of the first message of a direction; `undefined` when that cannot be told yet. */
function firstFrame(events: readonly RecordingEvent[], direction: Direction): number | undefined {
  const pieces: Uint8Array[] = [];
  // Behind another gap nothing leads on.
  for (const event of events) {
    if (event.kind === "gap") break;
    if (isData(event, direction)) pieces.push(event.bytes);
  }
  const bytes = joined(pieces);
  const ends = new Set<number>();
  let end = 0;
  for (const piece of pieces) ends.add((end += piece.length));
  // Hosts and clients write whole messages, so most segments begin with one.
  const likely = [0, ...ends].filter((at) => at < bytes.length);
  for (const at of likely) if (leadsOn(bytes, at, ends)) return at;
  for (let at = 1; at < bytes.length; at += 1) if (leadsOn(bytes, at, undefined)) return at;
  return undefined;
}

/** @param ends of segments: one message that ends with one is enough, where it also begins with one */
function leadsOn(bytes: Uint8Array, from: number, ends: ReadonlySet<number> | undefined): boolean {
  let at = from;
  for (let count = 0; count < rowMin; count += 1) {
    if (count > 0 && ends?.has(at)) return true;
    if (at + 4 > bytes.length) return false;
    const length = bytes[at]! * 2 ** 24 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (length < 2 || length > limits.frameBytesMax) return false;
    at += 4 + length;
  }
  return at <= bytes.length;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
