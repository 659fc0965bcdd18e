import { describe, expect, it } from "vitest";
import { HostClock } from "../../../src/logs/host-log/host-clock.ts";

const clockMs = (hours: number, minutes = 0, seconds = 0): number => ((hours * 60 + minutes) * 60 + seconds) * 1000;
const friday = { year: 2014, month: 1, day: 31 };
const saturday = { year: 2014, month: 2, day: 1 };

describe("dates for lines without one", () => {
  it("counts a jump back of more than twelve hours as midnight", () => {
    const clock = new HostClock({ day: friday, from: "name" });
    const times = [clockMs(23, 59), clockMs(0, 1), clockMs(12)].map((ms) => clock.timeOf(clock.place(ms)));
    expect(times.map(({ local }) => local)).toEqual([
      "2014-01-31T23:59:00.000",
      "2014-02-01T00:01:00.000",
      "2014-02-01T12:00:00.000",
    ]);
    expect(times.every(({ date }) => date === "name")).toBe(true);
  });

  it("takes small steps back for disorder between threads", () => {
    const clock = new HostClock({ day: friday, from: "name" });
    clock.place(clockMs(10));
    expect(clock.timeOf(clock.place(clockMs(10) - 7)).local).toBe("2014-01-31T09:59:59.993");
    expect(clock.timeOf(clock.place(clockMs(9))).local).toBe("2014-01-31T09:00:00.000");
  });

  it("leaves a slower thread's line on the day before midnight", () => {
    const clock = new HostClock({ day: friday, from: "name" });
    clock.place(clockMs(23, 59, 59));
    clock.place(clockMs(0, 0, 0));
    expect(clock.timeOf(clock.place(clockMs(23, 59, 59))).local).toBe("2014-01-31T23:59:59.000");
    expect(clock.timeOf(clock.place(clockMs(0, 0, 1))).local).toBe("2014-02-01T00:00:01.000");
  });

  it("takes a long silence within one day for what it is", () => {
    const clock = new HostClock({ day: friday, from: "name" });
    clock.place(clockMs(8));
    expect(clock.timeOf(clock.place(clockMs(21))).local).toBe("2014-01-31T21:00:00.000");
    expect(clock.timeOf(clock.place(clockMs(22))).local).toBe("2014-01-31T22:00:00.000");
  });

  it("shows only the time of day while no date is known, and still counts midnights", () => {
    const clock = new HostClock(undefined);
    const first = clock.timeOf(clock.place(clockMs(23)));
    const second = clock.timeOf(clock.place(clockMs(1)));
    expect(first).toEqual({ local: "23:00:00.000", ms: clockMs(23), date: "none" });
    expect(second.ms - first.ms).toBe(clockMs(2));
  });

  it("dates earlier lines too, once the log tells a date", () => {
    const clock = new HostClock(undefined);
    const evening = clock.place(clockMs(23));
    const morning = clock.place(clockMs(1));
    clock.learn(saturday, morning);
    expect(clock.timeOf(evening)).toMatchObject({ local: "2014-01-31T23:00:00.000", date: "line" });
  });

  it("moves on when the log tells a later date than the user did, but never back", () => {
    const clock = new HostClock({ day: friday, from: "option" });
    const moment = clock.place(clockMs(10));
    clock.learn({ year: 2014, month: 1, day: 30 }, moment);
    expect(clock.timeOf(moment)).toMatchObject({ local: "2014-01-31T10:00:00.000", date: "option" });
    clock.learn(saturday, moment);
    expect(clock.timeOf(moment)).toMatchObject({ local: "2014-02-01T10:00:00.000", date: "line" });
  });

  it("follows lines that have dates, so that others beside them get theirs", () => {
    const clock = new HostClock(undefined);
    clock.place(clockMs(23, 59), friday);
    expect(clock.timeOf(clock.place(clockMs(0, 1))).local).toBe("2014-02-01T00:01:00.000");
  });
});
