/**
 * The events of a recording without its damage: where blocks are missing there is a gap, of the size that the next block
 * tells, so that whoever writes the events elsewhere writes nothing that looks whole and is not.
 */
import type { Direction } from "../base/direction.ts";
import type { ContextEvent, GapEvent, OpenEvent, RecordingEvent } from "./format.ts";
import type { RecordingItem } from "./recording-reader.ts";

export class MendedEvents {
  private readonly legs = new Map<number, Record<Direction, number>>();
  /** Connections of which it is not known yet what is missing. */
  private readonly torn = new Set<number>();
  /** The last damage. */
  private why = "";
  private readonly id: string;

  /** @param id of the recording, for connections whose opening is lost */
  constructor(id: string) {
    this.id = id;
  }

  take(item: RecordingItem): RecordingEvent[] {
    if (item.kind === "damage" && item.code !== "repeated" && item.code !== "no-end") {
      this.why = `damage at byte ${item.offset} of the recording`;
      for (const leg of this.legs.keys()) this.torn.add(leg);
    }
    return item.kind === "events" ? item.events.flatMap((event) => this.event(event)) : [];
  }

  private event(event: RecordingEvent): RecordingEvent[] {
    const { leg } = event;
    if (event.kind === "open") {
      this.legs.set(leg, { in: 0, out: 0, ...event.about.continued?.before });
      this.torn.delete(leg);
      return [event];
    }
    const counted = this.legs.get(leg);
    if (event.kind === "context") {
      const whole = counted ? !this.torn.has(leg) : this.why === "";
      return whole ? [event] : [...this.mended(event), event];
    }
    // A block that does not say where it stands: nobody knows how much is missing in front of it.
    const unknown = event.kind === "data" && this.torn.delete(leg) ? [this.gap(event, { in: 0, out: 0 })] : [];
    if (counted && event.kind === "data") counted[event.direction] += event.bytes.length;
    if (counted && event.kind === "gap") {
      counted.in += event.about.missing.in;
      counted.out += event.about.missing.out;
    }
    if (event.kind === "close") this.legs.delete(leg);
    return [...unknown, event];
  }

  private gap(
    { leg, monotonicUs, wallUs }: RecordingEvent,
    missing: GapEvent["about"]["missing"],
    unfinished?: GapEvent["about"]["unfinished"],
  ): GapEvent {
    const about = { missing, chunks: 0, sinceWallUs: wallUs, why: this.why, ...(unfinished && { unfinished }) };
    return { kind: "gap", leg, monotonicUs, wallUs, about };
  }

  private mended(event: ContextEvent): (OpenEvent | GapEvent)[] {
    const { leg, monotonicUs, wallUs, context } = event;
    const { before, unfinished, serverVersion, clientId } = context;
    const counted = this.legs.get(leg);
    this.legs.set(leg, { ...before });
    this.torn.delete(leg);
    if (counted) {
      const missing = { in: Math.max(0, before.in - counted.in), out: Math.max(0, before.out - counted.out) };
      return missing.in + missing.out > 0 ? [this.gap(event, missing, unfinished)] : [];
    }
    const continued = {
      part: 1,
      before,
      ...(serverVersion !== undefined && { serverVersion }),
      ...(clientId !== undefined && { clientId }),
      ...(unfinished && { unfinished }),
    };
    const about = { connection: `${this.id}.${leg}`, client: "unknown", host: "unknown", continued };
    return [{ kind: "open", leg, monotonicUs, wallUs, about }];
  }
}
