import fc from "fast-check";
import { expect, test } from "vitest";
import { Agenda } from "../../src/gateway/agenda.ts";

test("does things in the order of their time, and at one time in the order in which they were planned", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 200 }), (times) => {
      const agenda = new Agenda(1000);
      const done: [number, number][] = [];
      for (const [index, ms] of times.entries()) agenda.after(ms, () => done.push([agenda.now - 1000, index]));
      expect(agenda.advance(2000)).toBe(true);
      const expected = times.map((ms, index): [number, number] => [ms, index]);
      expect(done).toEqual(expected.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
      expect(agenda.now).toBe(2000);
      expect(agenda.nextAt).toBeUndefined();
    }),
  );
});

test("does what is planned meanwhile when its time has come, and not what was cancelled", () => {
  const agenda = new Agenda(0);
  const done: string[] = [];
  const cancelled = agenda.after(30, () => done.push("cancelled"));
  agenda.after(10, () => {
    done.push("first");
    agenda.after(5, () => done.push("second"));
    cancelled.cancel();
  });
  agenda.advance(14);
  expect(done).toEqual(["first"]);
  expect(agenda.nextAt).toBe(15);
  agenda.advance(100);
  expect(done).toEqual(["first", "second"]);
});

test("repeats until it is cancelled, from within as well", () => {
  const agenda = new Agenda(0);
  const done: number[] = [];
  const planned = agenda.every(10, () => {
    done.push(agenda.now);
    if (done.length === 3) planned.cancel();
  });
  agenda.advance(1000);
  expect(done).toEqual([10, 20, 30]);
});

test("stops behind so many things, and goes on from there", () => {
  const agenda = new Agenda(0);
  let count = 0;
  agenda.every(1, () => (count += 1));
  expect(agenda.advance(100, 40)).toBe(false);
  expect([count, agenda.now]).toEqual([40, 40]);
  expect(agenda.advance(100)).toBe(true);
  expect(count).toBe(100);
});
