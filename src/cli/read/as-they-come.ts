/** What several sources give, in the order in which it comes: for files that are still being written. */

/** Items that may wait to be taken before their source has to wait. */
const waitingMax = 64;

/**
 * Gives the items of all sources as they come. When nobody takes any more, the sources are asked for no further item;
 * one that waits for the world has to be stopped by its own signal.
 * @param later sources that join in
 */
export async function* asTheyCome<T>(
  sources: readonly AsyncIterable<T>[],
  later?: AsyncIterable<AsyncIterable<T>>,
): AsyncGenerator<T> {
  const waiting: T[] = [];
  const state = { running: sources.length + (later ? 1 : 0), stopped: false, failures: [] as unknown[] };
  let wakeTaker = (): void => {};
  let wakeSources: (() => void)[] = [];
  const drain = async (source: AsyncIterable<T>): Promise<void> => {
    try {
      for await (const item of source) {
        if (state.stopped) return;
        waiting.push(item);
        wakeTaker();
        if (waiting.length > waitingMax) await new Promise<void>((resolve) => wakeSources.push(resolve));
      }
    } catch (error) {
      state.failures.push(error);
    } finally {
      state.running -= 1;
      wakeTaker();
    }
  };
  const join = async (all: AsyncIterable<AsyncIterable<T>>): Promise<void> => {
    const joined: Promise<void>[] = [];
    try {
      for await (const source of all) {
        if (state.stopped) break;
        state.running += 1;
        joined.push(drain(source));
      }
    } catch (error) {
      state.failures.push(error);
    } finally {
      state.running -= 1;
      wakeTaker();
    }
    await Promise.all(joined);
  };
  const draining = [...sources.map(drain), ...(later ? [join(later)] : [])];
  try {
    for (;;) {
      yield* waiting.splice(0);
      for (const wake of wakeSources.splice(0)) wake();
      if (waiting.length > 0) continue;
      if (state.running === 0) break;
      await new Promise<void>((resolve) => {
        wakeTaker = resolve;
      });
    }
  } finally {
    state.stopped = true;
    for (const wake of wakeSources) wake();
    wakeSources = [];
  }
  await Promise.all(draining);
  if (state.failures.length > 0) throw state.failures[0];
}
