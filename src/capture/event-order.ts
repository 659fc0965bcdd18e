/**
 * Gives events out in order of time. They come in order, except those of a connection that could not be told for one of
 * the TWS API at first: for these the others are held back, within bounds.
 */
import type { RecordingEvent } from "../recording/format.ts";
import { captureLimits, overheadBytes } from "./capture-limits.ts";

export class EventOrder {
  private held: RecordingEvent[] = [];
  private heldBytes = 0;
  private lastUs = 0;

  add(event: RecordingEvent): void {
    const { held } = this;
    let at = held.length;
    while (at > 0 && held[at - 1]!.monotonicUs > event.monotonicUs) at -= 1;
    if (at === held.length) held.push(event);
    else held.splice(at, 0, event);
    this.heldBytes += weightOf(event);
  }

  /** @param untilUs earlier events may still come from here on @param nowUs the time of the packet at hand */
  release(untilUs: number, nowUs: number): readonly RecordingEvent[] {
    const { held } = this;
    if (held.length === 0) return held;
    const full = this.heldBytes > captureLimits.heldBackBytesMax;
    const until = full ? Infinity : Math.max(untilUs, nowUs - captureLimits.heldBackUsMax);
    let count = 0;
    while (count < held.length && held[count]!.monotonicUs <= until) count += 1;
    if (count === 0) return [];
    const released = held.splice(0, count).map((event) => this.onward(event));
    for (const event of released) this.heldBytes -= weightOf(event);
    return released;
  }

  /** An event that came too late for its place: the steady clock does not go back. */
  private onward(event: RecordingEvent): RecordingEvent {
    if (event.monotonicUs < this.lastUs) return { ...event, monotonicUs: this.lastUs };
    this.lastUs = event.monotonicUs;
    return event;
  }
}

const weightOf = (event: RecordingEvent): number =>
  (event.kind === "data" ? event.bytes.length : 0) + 4 * overheadBytes;
