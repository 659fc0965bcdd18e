/** The last segments of one direction, to know those that the capture holds twice. */
import type { Segment } from "./segment.ts";

/** A copy comes soon after, from the next interface that the packet passed. */
const marksMax = 8;

export class RecentMarks {
  private readonly marks = new Int32Array(marksMax);
  private readonly sequences = new Uint32Array(marksMax);
  private count = 0;

  /** Whether the same segment was among the last ones; remembers it. */
  seen({ mark, sequence }: Segment): boolean {
    const { marks, sequences } = this;
    const last = Math.min(this.count, marksMax);
    for (let index = 0; index < last; index += 1)
      if (marks[index] === mark && sequences[index] === sequence) return true;
    const at = this.count % marksMax;
    marks[at] = mark;
    sequences[at] = sequence;
    this.count += 1;
    return false;
  }
}
