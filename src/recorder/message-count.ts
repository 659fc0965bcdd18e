/** Counts the messages in the events of a recording: those that are whole in it, and those of which a gap has taken a part. */
import type { Direction } from "../base/direction.ts";
import type { GapAbout, RecordingEvent } from "../recording/format.ts";
import { LegWatch } from "./leg-watch.ts";

const directions = ["in", "out"] as const satisfies readonly Direction[];
const everything = { includeMarketData: true, everyMessage: () => false };

interface Leg {
  readonly watch: LegWatch;
  /** Messages that had begun when the last gap was over. */
  readonly begun: Record<Direction, number>;
}

export class MessageCount {
  /** Of legs that are over. */
  private readonly over = { in: 0, out: 0 };
  /** Messages that began, and whose ends are missing. */
  readonly cut = { in: 0, out: 0 };
  /** Messages that the watches have not counted. */
  private readonly young = { in: 0, out: 0 };
  private readonly legs = new Map<number, Leg>();

  /** In their order; without damage. */
  take(event: RecordingEvent): void {
    const leg = this.legs.get(event.leg);
    if (event.kind === "open") {
      this.close(event.leg);
      const watch = new LegWatch(everything, event.about.continued);
      this.legs.set(event.leg, { watch, begun: { in: 0, out: 0 } });
    } else if (event.kind === "data") leg?.watch.push(event.direction, event.bytes);
    else if (event.kind === "gap" && leg) this.gap(leg, event.about);
    else if (event.kind === "close") this.close(event.leg);
  }

  /** Messages that are whole so far; those of the handshake are none. */
  get whole(): Readonly<Record<Direction, number>> {
    const { cut } = this;
    const ended = [this.over, this.young, ...[...this.legs.values()].map(endedIn)];
    const sum = (direction: Direction): number => ended.reduce((all, one) => all + one[direction], 0);
    return { in: sum("in") - cut.in, out: sum("out") - cut.out };
  }

  private gap({ watch, begun }: Leg, about: GapAbout): void {
    const { missing } = about;
    // Where nobody knows what is missing, it may be of either direction.
    const either = missing.in + missing.out === 0;
    const unfinished = { in: watch.unfinished("in") ?? 0, out: watch.unfinished("out") ?? 0 };
    const before = { ...watch.messages };
    const [out, incoming] = watch.gap(about);
    const held = { in: incoming?.length ?? 0, out: out?.length ?? 0 };
    for (const direction of directions) {
      // Not the rest of a message that the gap before had cut already.
      const fresh = before[direction] > begun[direction] && unfinished[direction] > 0;
      // Of a message whose first bytes only had come, the watch does not know.
      const young = held[direction] > 0;
      if (young) this.young[direction] += 1;
      const taken = either || missing[direction] > 0;
      if (taken && (fresh || young)) this.cut[direction] += 1;
      begun[direction] = watch.messages[direction] - (!taken && (fresh || young) ? 1 : 0);
    }
  }

  private close(number: number): void {
    const leg = this.legs.get(number);
    this.legs.delete(number);
    if (!leg) return;
    const ended = endedIn(leg);
    for (const direction of directions) this.over[direction] += ended[direction];
  }
}

/** Without the message whose end has not come, unless a gap has cut it before. */
function endedIn({ watch, begun }: Leg): Record<Direction, number> {
  const count = (direction: Direction): number =>
    watch.messages[direction] - (watch.open(direction) && watch.messages[direction] > begun[direction] ? 1 : 0);
  return { in: count("in"), out: count("out") };
}
