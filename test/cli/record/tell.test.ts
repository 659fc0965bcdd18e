import { expect, test } from "vitest";
import { teller } from "../../../src/cli/record/tell.ts";
import { notRecordingAdvice, recordingAgainAdvice, refusedAdvice, type Advice } from "../../../src/recorder/advice.ts";
import { fakeTerminal } from "../fake-terminal.ts";

const refused = refusedAdvice("127.0.0.1:7497", "ECONNREFUSED");

/** What people read of advice that comes at these seconds. */
function told(...advice: readonly (readonly [second: number, Advice])[]): readonly string[] {
  const terminal = fakeTerminal();
  const start = new Date("2026-11-22T03:00:00").getTime();
  let nowMs = start;
  const tell = teller(terminal, false, () => nowMs);
  for (const [second, one] of advice) {
    nowMs = start + second * 1000;
    tell({ kind: "advice", leg: undefined, advice: one });
  }
  return terminal.notes;
}

test("says when it happened", () => {
  expect(told([61.5, refused])[0]).toMatch(/^03:01:01\.500 twscope: error: nothing listens at 127\.0\.0\.1:7497/);
});

test("says the same once a minute, and how often it came", () => {
  const notes = told([0, refused], [1, refused], [59, refused], [61, refused]);
  expect(notes).toHaveLength(2);
  expect(notes[1]).toContain("(2 times more since it was last said)");
});

test("after saying that it records again, says at once when it does not", () => {
  const [full, again] = [notRecordingAdvice("ENOSPC"), recordingAgainAdvice()];
  const notes = told([0, full], [5, again], [10, full]);
  expect(notes.map((note) => note.slice(13, 29).trim())).toEqual([
    "twscope: error:",
    "twscope: info: t",
    "twscope: error:",
  ]);
});
