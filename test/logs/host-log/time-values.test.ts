import { describe, expect, it } from "vitest";
import { HostClock } from "../../../src/logs/host-log/host-clock.ts";
import { hostEvent } from "../../../src/logs/host-log/events.ts";
import { withTimeValues } from "../../../src/logs/host-log/time-values.ts";
import type { HostEvent } from "../../../src/logs/record.ts";

const eventOf = (text: string): HostEvent => {
  const event = hostEvent(text, undefined);
  if (!event) throw new Error(`no event: ${text}`);
  return event;
};
const minuteMs = 60_000;

/** The start at 12:00:00 UTC on 15 June 2020, logged at that many minutes after midnight by a host of unknown date. */
function startAt(minutes: number): { readonly event: HostEvent; readonly clock: HostClock; readonly local: string } {
  const clock = new HostClock(undefined);
  const moment = clock.place(minutes * minuteMs);
  const event = withTimeValues(eventOf("Started on 20200615-12:00:00"), moment, clock, false);
  return { event, clock, local: clock.timeOf(moment).local };
}

describe("what the moment of the start tells", () => {
  it.each([
    [12 * 60, 0, "2020-06-15T12:00:00.000"],
    [17 * 60 + 30, 330, "2020-06-15T17:30:00.000"],
    [17 * 60 + 45, 345, "2020-06-15T17:45:00.000"],
    [8 * 60, -240, "2020-06-15T08:00:00.000"],
    [0, 720, "2020-06-16T00:00:00.000"],
  ])("at minute %i of the local day the zone is %i minutes ahead", (minutes, offset, local) => {
    const start = startAt(minutes);
    expect(start.event.values).toEqual({ utc: "2020-06-15T12:00:00Z", utcOffsetMinutes: offset });
    expect(start.local).toBe(local);
  });

  it("is nothing when no zone explains the difference", () => {
    const { event, clock } = startAt(12 * 60 + 7);
    expect(event.values).toEqual({ utc: "2020-06-15T12:00:00Z" });
    expect(clock.dated).toBe(false);
  });

  it("is only the moment itself without a time on the line", () => {
    const event = withTimeValues(eventOf("Started on 20200615-12:00:00"), undefined, new HostClock(undefined), false);
    expect(event.values).toEqual({ utc: "2020-06-15T12:00:00Z" });
  });

  it("says in words whether the host's clock is ahead, behind, or neither", () => {
    expect(startAt(12 * 60).event.about).toContain("its clock shows UTC");
    expect(startAt(17 * 60 + 30).event.about).toContain("330 minutes ahead of UTC");
    expect(startAt(8 * 60).event.about).toContain("240 minutes behind UTC");
  });

  it("is UTC as well when the zone is named so", () => {
    const clock = new HostClock(undefined);
    const event = eventOf("Started on 20200615-12:00:00 Etc/UTC");
    expect(withTimeValues(event, clock.place(8 * 60 * minuteMs), clock, false).values).toMatchObject({
      utcOffsetMinutes: -240,
    });
  });

  it("leaves an impossible day alone", () => {
    const event = eventOf("Started on 20209915-12:00:00");
    expect(withTimeValues(event, undefined, new HostClock(undefined), false)).toBe(event);
  });
});

describe("entries about the day", () => {
  it.each(["Created on: 20200615", "dayInit: new values: dayOfTheWeek: 2 (Mon), YYYYMMDDofToday: 20200615"])(
    "give the clock its date: %s",
    (text) => {
      const clock = new HostClock(undefined);
      const moment = clock.place(0);
      withTimeValues(eventOf(text), moment, clock, false);
      expect(clock.timeOf(moment)).toMatchObject({ local: "2020-06-15T00:00:00.000", date: "line" });
    },
  );

  it("do not move a line that has its own date", () => {
    const clock = new HostClock(undefined);
    const moment = clock.place(0, { year: 2020, month: 6, day: 16 });
    withTimeValues(eventOf("Created on: 20200615"), moment, clock, true);
    expect(clock.timeOf(moment).local).toBe("2020-06-16T00:00:00.000");
  });
});
