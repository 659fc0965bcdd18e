/**
 * The events of a recording without its damage: where blocks are missing there is a gap, of the size that the next block
 * tells, so that whoever writes the events elsewhere writes nothing that looks whole and is not.
 */
import type { Direction } from "../base/direction.ts";
import type { ContextEvent, GapEvent, OpenEvent, RecordingEvent } from "./format.ts";
import type { RecordingItem } from "./recording-reader.ts";

export class MendedEvents {
  private readonly legs = new Map<number, Record<Direction, number>>();
  /** What was damaged before what comes now. */
  private torn: string | undefined;
  private readonly id: string;

  /** @param id of the recording, for connections whose opening is lost */
  constructor(id: string) {
    this.id = id;
  }

  take(item: RecordingItem): RecordingEvent[] {
    if (item.kind === "damage" && item.code !== "repeated" && item.code !== "no-end")
      this.torn ??= `damage at byte ${item.offset} of the recording`;
    if (item.kind !== "events") return [];
    const events = item.events.flatMap((event) => this.event(event));
    this.torn = undefined;
    return events;
  }

  private event(event: RecordingEvent): RecordingEvent[] {
    if (event.kind === "open") {
      this.legs.set(event.leg, { in: 0, out: 0, ...event.about.continued?.before });
      return [event];
    }
    if (event.kind === "context") return this.torn === undefined ? [event] : [...this.mended(event, this.torn), event];
    const counted = this.legs.get(event.leg);
    if (counted && event.kind === "data") counted[event.direction] += event.bytes.length;
    if (counted && event.kind === "gap") {
      counted.in += event.about.missing.in;
      counted.out += event.about.missing.out;
    }
    if (event.kind === "close") this.legs.delete(event.leg);
    return [event];
  }

  private mended({ leg, monotonicUs, wallUs, context }: ContextEvent, why: string): (OpenEvent | GapEvent)[] {
    const { before, unfinished, serverVersion, clientId } = context;
    const moment = { leg, monotonicUs, wallUs };
    const counted = this.legs.get(leg);
    this.legs.set(leg, { ...before });
    if (counted) {
      const missing = { in: before.in - counted.in, out: before.out - counted.out };
      if (missing.in <= 0 && missing.out <= 0) return [];
      const about = { missing, chunks: 0, sinceWallUs: wallUs, why, ...(unfinished && { unfinished }) };
      return [{ kind: "gap", ...moment, about }];
    }
    const continued = {
      part: 1,
      before,
      ...(serverVersion !== undefined && { serverVersion }),
      ...(clientId !== undefined && { clientId }),
      ...(unfinished && { unfinished }),
    };
    const about = { connection: `${this.id}.${leg}`, client: "unknown", host: "unknown", continued };
    return [{ kind: "open", ...moment, about }];
  }
}
