/**
 * What is planned, in the order of its time and, at one time, in the order in which it was planned. The host's clock
 * moves only here, so that a run can be had again, and a test need not wait.
 */
import type { Planned } from "./service.ts";

interface Entry {
  readonly at: number;
  readonly turn: number;
  readonly what: () => void;
  cancelled: boolean;
}

export class Agenda {
  /** A binary heap: every entry comes before the two behind it. */
  private readonly heap: Entry[] = [];
  private turn = 0;
  /** Ms since 1970-01-01 UTC. */
  now: number;

  constructor(startMs: number) {
    this.now = startMs;
  }

  /** When the next thing is due; `undefined`: nothing is planned. */
  get nextAt(): number | undefined {
    while (this.heap[0]?.cancelled) this.take();
    return this.heap[0]?.at;
  }

  after(ms: number, what: () => void): Planned {
    const entry: Entry = { at: this.now + Math.max(0, ms), turn: this.turn++, what, cancelled: false };
    this.put(entry);
    return { cancel: () => void (entry.cancelled = true) };
  }

  every(ms: number, what: () => void): Planned {
    let cancelled = false;
    let planned: Planned;
    const next = (): void => {
      what();
      if (!cancelled) planned = this.after(Math.max(1, ms), next);
    };
    planned = this.after(ms, next);
    return {
      cancel: () => {
        cancelled = true;
        planned.cancel();
      },
    };
  }

  /**
   * Moves the clock and does all that is due until then.
   * @param doneMax stops behind so many things, for callers that must look after others too
   * @returns whether all was done
   */
  advance(toMs: number, doneMax = Number.POSITIVE_INFINITY): boolean {
    let done = 0;
    for (let at = this.nextAt; at !== undefined && at <= toMs; at = this.nextAt) {
      if (done >= doneMax) return false;
      const entry = this.take() as Entry;
      // A thing that is late does not turn the clock back.
      this.now = Math.max(this.now, entry.at);
      entry.what();
      done += 1;
    }
    this.now = Math.max(this.now, toMs);
    return true;
  }

  private put(entry: Entry): void {
    const { heap } = this;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent] as Entry)) break;
      heap[at] = heap[parent] as Entry;
      at = parent;
    }
    heap[at] = entry;
  }

  private take(): Entry | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (!isBefore(heap[child] as Entry, last)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const isBefore = (one: Entry, other: Entry): boolean =>
  one.at < other.at || (one.at === other.at && one.turn < other.turn);
