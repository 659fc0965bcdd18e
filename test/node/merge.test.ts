/** Series on one clock, whatever batches they come in. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeByTime } from "../../src/node/merge.ts";

interface Item {
  readonly time: number | undefined;
  readonly from: number;
  readonly index: number;
}

async function* inBatches(items: readonly Item[], size: number, opened: () => void): AsyncGenerator<readonly Item[]> {
  opened();
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
  yield [];
}

async function merged(all: readonly (readonly Item[])[], size: number): Promise<Item[]> {
  const series = all.map((items) => ({ batches: inBatches(items, size, () => {}), start: items[0]?.time ?? 0 }));
  const out: Item[] = [];
  for await (const batch of mergeByTime(series, ({ time }) => time)) out.push(...batch);
  return out;
}

test("every item comes once, in the order of time, those of a series in their own order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat(50), { maxLength: 20 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (times, size) => {
        const all = times.map((list, from) =>
          list.toSorted((a, b) => a - b).map((time, index): Item => ({ time, from, index })),
        );
        const out = await merged(all, size);
        expect(out.map(({ time }) => time)).toEqual(times.flat().toSorted((a, b) => a - b));
        for (const [from, items] of all.entries()) expect(out.filter((item) => item.from === from)).toEqual(items);
      },
    ),
  );
});

test("an item without a time stays behind the one before it", async () => {
  const one: Item[] = [5, undefined, undefined, 9].map((time, index) => ({ time, from: 0, index }));
  const two: Item[] = [6, 7].map((time, index) => ({ time, from: 1, index }));
  expect((await merged([one, two], 2)).map(({ time }) => time)).toEqual([5, undefined, undefined, 6, 7, 9]);
});

test("a series is opened only when its time has come", async () => {
  const opened: string[] = [];
  const series = [1, 100].map((start) => ({
    start,
    batches: inBatches(
      [
        { time: start, from: start, index: 0 },
        { time: start + 5, from: start, index: 1 },
      ],
      1,
      () => opened.push(`open ${start}`),
    ),
  }));
  for await (const batch of mergeByTime(series, ({ time }) => time))
    for (const { time } of batch) opened.push(`${time}`);
  expect(opened.indexOf("open 100")).toBeGreaterThan(opened.indexOf("1"));
  expect(opened.filter((what) => !what.startsWith("open"))).toEqual(["1", "6", "100", "105"]);
});

test("clocks that run backwards cost no more than others: every item is looked at once", async () => {
  const count = 3000;
  for (const step of [1, -1]) {
    let [looks, batches] = [0, 0];
    const series = [0, 1, 2, 3].map((from) => {
      const items = Array.from({ length: count }, (_, index): Item => ({ time: from + step * index, from, index }));
      async function* inTurn(): AsyncGenerator<readonly Item[]> {
        for (let at = 0; at < items.length; at += 100) {
          batches += 1;
          yield items.slice(at, at + 100);
        }
      }
      return { batches: inTurn(), start: Number.NEGATIVE_INFINITY };
    });
    const out: Item[] = [];
    const timeOf = ({ time }: Item): number | undefined => {
      looks += 1;
      return time;
    };
    for await (const batch of mergeByTime(series, timeOf)) out.push(...batch);
    expect(out.length).toBe(4 * count);
    expect(looks).toBe(4 * count);
    expect(batches).toBe((4 * count) / 100);
    for (const from of [0, 1, 2, 3])
      expect(out.filter((item) => item.from === from).map(({ index }) => index)).toEqual([...Array(count).keys()]);
  }
});
