import fc from "fast-check";
import { expect, test } from "vitest";
import { Pacing } from "../../src/gateway/pacing.ts";

const kinds = (pacing: Pacing, times: readonly number[]): string[] => times.map((at) => pacing.request(at).kind);

test("lets so many requests pass within any second, and refuses the next one", () => {
  const pacing = new Pacing(3, () => false);
  expect(kinds(pacing, [0, 10, 20, 30, 999, 1000, 1010, 1015])).toEqual([
    "now",
    "now",
    "now",
    "refused",
    "refused",
    "now",
    "now",
    "refused",
  ]);
});

test("says what is allowed, what came, and how often it was too much, as hosts do", () => {
  const pacing = new Pacing(50, () => false);
  const said: string[] = [];
  for (const at of [0, 2000])
    for (let count = 0; count < 52; count += 1) {
      const paced = pacing.request(at);
      if (paced.kind === "refused") said.push(paced.words);
    }
  const words = "Max rate of messages per second has been exceeded:max=50";
  expect(said).toEqual([`${words} rec=51 (1)`, `${words} rec=52 (1)`, `${words} rec=51 (2)`, `${words} rec=52 (2)`]);
});

test("cuts the connection at the third second of too many requests", () => {
  const pacing = new Pacing(1, () => false);
  const cut: boolean[] = [];
  for (let at = 0; at < 6000; at += 100) {
    const paced = pacing.request(at);
    if (paced.kind === "refused") cut.push(paced.cut);
  }
  const first = cut.indexOf(true);
  expect(first).toBeGreaterThan(10);
  expect(cut.slice(first).every(Boolean)).toBe(true);
});

test("lets requests of a client that asked for it wait instead, in their order, never more than allowed in a second", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 120 }), fc.integer({ min: 1, max: 10 }), (gaps, perSecond) => {
      const pacing = new Pacing(perSecond, () => true);
      let now = 0;
      const passed = gaps.map((gap) => {
        now += gap;
        const paced = pacing.request(now);
        expect(paced.kind).not.toBe("refused");
        return paced.kind === "later" ? now + paced.ms : now;
      });
      expect(passed).toEqual(passed.toSorted((a, b) => a - b));
      for (const [index, at] of passed.entries())
        if (index >= perSecond) expect(at - (passed[index - perSecond] as number)).toBeGreaterThanOrEqual(1000);
    }),
  );
});
