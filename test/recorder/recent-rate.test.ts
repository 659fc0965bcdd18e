import { expect, test } from "vitest";
import { RecentRate } from "../../src/recorder/recent-rate.ts";

test("of one look nothing is known yet", () => {
  const rate = new RecentRate();
  expect(rate.perSecond).toEqual({ in: 0, out: 0 });
  rate.look(1000, { in: 500, out: 5 });
  expect(rate.perSecond).toEqual({ in: 0, out: 0 });
});

test("only the last five seconds count", () => {
  const rate = new RecentRate();
  let so = 0;
  for (let second = 0; second <= 20; second += 1)
    rate.look(second * 1000, { in: (so += second <= 10 ? 9000 : 30), out: second });
  expect(rate.perSecond).toEqual({ in: 30, out: 1 });
});

test("what began to count anew is no rate below nothing", () => {
  const rate = new RecentRate();
  rate.look(0, { in: 500, out: 0 });
  rate.look(2000, { in: 20, out: 8 });
  expect(rate.perSecond).toEqual({ in: 0, out: 4 });
});
