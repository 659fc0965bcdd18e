/**
 * Merges several series by their clocks, with one item of each in memory. A series that tells when it begins is opened only
 * when that time has come.
 */

export interface Series<T> {
  readonly items: AsyncIterable<T>;
  /** No item is earlier than this. */
  readonly start: number;
}

interface Head<T> {
  readonly iterator: AsyncIterator<T>;
  next: IteratorResult<T>;
  time: number;
}

/**
 * @param timeOf an item; `undefined`: it stays behind the one before it in its series
 */
export async function* mergeByTime<T>(
  series: readonly Series<T>[],
  timeOf: (item: T) => number | undefined,
): AsyncGenerator<T> {
  const waiting = series.toSorted((a, b) => a.start - b.start);
  const open: Head<T>[] = [];
  for (;;) {
    let head = earliest(open);
    while (waiting[0] && (!head || waiting[0].start <= head.time)) {
      const { items, start } = waiting.shift() as Series<T>;
      const iterator = items[Symbol.asyncIterator]();
      const next = await iterator.next();
      if (!next.done) open.push({ iterator, next, time: timeOf(next.value) ?? start });
      head = earliest(open);
    }
    if (!head) return;
    yield head.next.value as T;
    head.next = await head.iterator.next();
    if (head.next.done) open.splice(open.indexOf(head), 1);
    else head.time = timeOf(head.next.value) ?? head.time;
  }
}

/** The first of those with the earliest item. */
function earliest<T>(open: readonly Head<T>[]): Head<T> | undefined {
  let first = open[0];
  for (const head of open) if (first && head.time < first.time) first = head;
  return first;
}
