import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { asTheyCome } from "../../../src/cli/read/as-they-come.ts";

async function* source(items: readonly string[], waitMs: number): AsyncGenerator<string> {
  for (const item of items) {
    await sleep(waitMs);
    yield item;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test("gives what comes first first, whichever source it comes from", async () => {
  expect(await all(asTheyCome([source(["slow"], 60), source(["a", "b"], 5)]))).toEqual(["a", "b", "slow"]);
});

test("gives everything, also of sources that are faster than their reader", async () => {
  const many = Array.from({ length: 300 }, (_, index) => String(index));
  async function* fast(): AsyncGenerator<string> {
    yield* many;
  }
  const found: string[] = [];
  for await (const item of asTheyCome([fast(), fast()])) {
    found.push(item);
    if (found.length % 50 === 0) await sleep(1);
  }
  expect(found.toSorted()).toEqual([...many, ...many].toSorted());
});

test("does not ask sources for much more than is taken", async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<number> {
    for (;;) yield (asked += 1);
  }
  const joined = asTheyCome([endless()]);
  await joined.next();
  await sleep(20);
  expect(asked).toBeLessThan(100);
  await joined.return(undefined);
});

test("fails as its source fails, behind what came before", async () => {
  async function* failing(): AsyncGenerator<string> {
    yield "a";
    throw new Error("broken");
  }
  const joined = asTheyCome([failing()]);
  expect(await joined.next()).toEqual({ done: false, value: "a" });
  await expect(joined.next()).rejects.toThrow("broken");
});

test("of no source is empty", async () => {
  expect(await all(asTheyCome([]))).toEqual([]);
});
