import { describe, expect, test } from "vitest";
import { levelNames, ownLogLine, said, type Said } from "../../src/recorder/own-log.ts";
import type { Noticed } from "../../src/recorder/leg-watch.ts";

const local = "2026-11-22 10:15:00.123";
const of = (noticed: Noticed): Said => said.noticed(noticed) as Said;

describe("the recorder's own log", () => {
  test("has the lines of a host's log: time, severity, thread, client, version and level", () => {
    const line = (what: Said, client?: number, version?: number): string => ownLogLine(local, 3, client, version, what);
    expect(line(of({ kind: "version", serverVersion: 187 }), undefined, 187)).toBe(
      "2026-11-22 10:15:00.123 INFO  [Recorder-Leg-3] - [-:187:187:1:0:0:0:SYS] Server version is 187\n",
    );
    expect(line(of({ kind: "error", code: 326, reqId: -1 }), 7, 187)).toMatch(
      /^2026-11-22 10:15:00\.123 ERROR \[Recorder-Leg-3\] - \[7:187:187:1:0:0:0:ERR\] Error 326: /,
    );
  });

  test("says of a gap how many bytes are missing, and why", () => {
    const gap = { missing: { in: 70, out: 7 }, chunks: 2, sinceWallUs: 0, why: "the disk was full" };
    expect(said.gap(gap)).toEqual({ level: 2, text: "77 bytes were relayed and not recorded: the disk was full" });
  });

  test("tells errors from notices by their codes, and names requests", () => {
    expect(of({ kind: "error", code: 2104, reqId: -1 }).level).toBe(4);
    expect(of({ kind: "error", code: 201, reqId: 41 })).toMatchObject({
      level: 2,
      text: expect.stringMatching(/^Error 201 for 41: /) as string,
    });
    expect(of({ kind: "error", code: 99_999, reqId: undefined })).toEqual({ level: 2, text: "Error 99999" });
  });

  test("puts what a client sends at Information, and what it gets at Detail", () => {
    expect(of({ kind: "message", direction: "out", name: "PLACE_ORDER" }).level).toBe(4);
    expect(of({ kind: "message", direction: "in", name: "OPEN_ORDER" }).level).toBe(5);
  });

  test("has the five levels of the host, by its numbers", () => {
    expect(Object.entries(levelNames)).toEqual([
      ["1", "System"],
      ["2", "Error"],
      ["3", "Warning"],
      ["4", "Information"],
      ["5", "Detail"],
    ]);
  });
});
