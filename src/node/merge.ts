/**
 * Merges several series by their clocks, with one batch of each in memory. A series that tells when it begins is opened only
 * when that time has come.
 */

export interface Series<T> {
  readonly batches: AsyncIterable<readonly T[]>;
  /** No item is earlier than this. */
  readonly start: number;
}

/** Of the result; more are handed on as they are. */
const batchMax = 1024;

type TimeOf<T> = (item: T) => number | undefined;

/**
 * @param timeOf an item; `undefined`: it stays behind the one before it in its series
 */
export async function* mergeByTime<T>(series: readonly Series<T>[], timeOf: TimeOf<T>): AsyncGenerator<readonly T[]> {
  const waiting = series.toSorted((a, b) => a.start - b.start);
  const open: Head<T>[] = [];
  let out: T[] = [];
  for (;;) {
    let head = earliest(open);
    while (waiting[0] && (!head || waiting[0].start <= head.time)) {
      const next = new Head(waiting.shift() as Series<T>, timeOf);
      if (await next.fill()) open.push(next);
      head = earliest(open);
    }
    if (!head) break;
    const until = Math.min(waiting[0]?.start ?? Infinity, ...open.map((one) => (one === head ? Infinity : one.time)));
    head.take(until, out);
    if (!head.empty && out.length < batchMax) continue;
    // What is merged need not wait for a file to be read.
    if (out.length > 0) yield out;
    out = [];
    if (head.empty && !(await head.fill())) open.splice(open.indexOf(head), 1);
  }
  if (out.length > 0) yield out;
}

/** A series that is open. */
class Head<T> {
  /** Of the next item. */
  time: number;
  private readonly iterator: AsyncIterator<readonly T[]>;
  private readonly timeOf: TimeOf<T>;
  private batch: readonly T[] = [];
  private at = 0;

  constructor({ batches, start }: Series<T>, timeOf: TimeOf<T>) {
    this.iterator = batches[Symbol.asyncIterator]();
    this.timeOf = timeOf;
    this.time = start;
  }

  get empty(): boolean {
    return this.at === this.batch.length;
  }

  /** Makes sure that there is a next item. @returns whether there is */
  async fill(): Promise<boolean> {
    while (this.empty) {
      const next = await this.iterator.next();
      if (next.done) return false;
      this.batch = next.value;
      this.at = 0;
    }
    this.look();
    return true;
  }

  /** Moves the next item, and those behind it that are not later than a time. */
  take(until: number, into: T[]): void {
    do {
      into.push(this.batch[this.at] as T);
      this.at += 1;
      if (this.empty) return;
      this.look();
    } while (this.time <= until && into.length < batchMax);
  }

  private look(): void {
    this.time = this.timeOf(this.batch[this.at] as T) ?? this.time;
  }
}

/** The first of those with the earliest item. */
function earliest<T>(open: readonly Head<T>[]): Head<T> | undefined {
  let first = open[0];
  for (const head of open) if (first && head.time < first.time) first = head;
  return first;
}
