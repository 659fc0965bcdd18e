/** A short run of each fuzz target in every test run; `npm run fuzz` goes on for as long as one likes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../harness/random.ts";
import { Fuzzer, targets } from "./fuzzer.ts";
import { mutate } from "./mutate.ts";

describe.each(targets.map((target) => [target.name, target] as const))("the fuzz target %s", (_name, target) => {
  const seeds = target.seeds();

  test("keeps its promises on real input", () => {
    const some = seeds.filter((_, index) => index % Math.ceil(seeds.length / 25) === 0);
    expect(some.length).toBeGreaterThan(5);
    for (const seed of some) expect(target.run(seed)).not.toBe("");
  });

  test("keeps its promises on input that was changed a little", () => {
    const index = fc.nat(seeds.length - 1);
    fc.assert(
      fc.property(index, index, fc.nat(), (one, other, seed) => {
        const changed = mutate(seeds[one]!, seeds[other]!, seeded(seed), 1500);
        return target.run(changed).length > 0;
      }),
      { numRuns: 30 },
    );
  });

  test("keeps its promises on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => target.run(bytes) !== ""),
      { numRuns: 30 },
    );
  });
});

describe("the fuzzer", () => {
  test("goes the same way every time for the same seed, and another for another", () => {
    const inputs = (seed: number): string[] => {
      const fuzzer = new Fuzzer(
        { name: "echo", bytesMax: 64, seeds: () => [Uint8Array.of(1, 2, 3)], run: String },
        seed,
      );
      return Array.from({ length: 20 }, () => {
        const input = fuzzer.next();
        fuzzer.run(input);
        return Buffer.from(input).toString("hex");
      });
    };
    expect(inputs(1)).toEqual(inputs(1));
    expect(inputs(1)).not.toEqual(inputs(2));
  });

  test("keeps what shows something new, and lets through what a target throws", () => {
    const run = (input: Uint8Array): string => {
      if (input.length > 40) throw new Error("too long");
      return String(input.length);
    };
    const fuzzer = new Fuzzer({ name: "length", bytesMax: 64, seeds: () => [Uint8Array.of(1)], run }, 3);
    const hunt = (): void => {
      for (let left = 5000; left > 0; left -= 1) fuzzer.run(fuzzer.next());
    };
    expect(hunt).toThrow("too long");
    expect(fuzzer.kinds).toBeGreaterThan(3);
  });
});
