/** The service files call the program as it can be called, and the papers of the recorder keep to the code. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { exampleRecording, exampleRows } from "../../scripts/protocol-docs/recording-example.ts";
import { recordCommand } from "../../src/cli/commands/record.ts";
import { planOf } from "../../src/cli/record/plan.ts";
import * as advice from "../../src/recorder/advice.ts";
import { readRecording } from "../recording/recordings.ts";
import { composeLine, plistLine, unitLine } from "./service-lines.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const read = (name: string): string => readFileSync(`${docs}${name}`, "utf8");

/** The words behind `record` in each service file. */
const calls: readonly [string, string[]][] = [
  ["service/twscope-record.service", unitLine],
  ["service/com.twscope.record.plist", plistLine],
  ["service/compose.yaml", composeLine],
].map(([file = "", line = ""]) => [file, (/\brecord (.*?)(?: >.*)?$/.exec(line)?.[1] ?? "").split(" ")]);

describe("the service files", () => {
  test.each(calls)("%s asks for what the command can do", (_file, words) => {
    expect(words.length).toBeGreaterThan(3);
    const flags = recordCommand.options?.map(({ flags: text }) => text.split(" ")[0]) ?? [];
    for (const word of words.filter((one) => one.startsWith("--"))) expect(flags).toContain(word);
    const value = (name: string): string => words[words.indexOf(name) + 1] ?? "";
    const plan = planOf({
      to: value("--to"),
      listen: value("--listen"),
      ...(words.includes("--allow-remote") && { allowRemote: true }),
    });
    expect(plan.listenAt.port).toBe(7500);
  });
});

describe("the paper of the recorder", () => {
  test("names every advice that it gives", () => {
    const paper = read("recorder.md");
    const given = [
      advice.refusedAdvice("h", "ECONNREFUSED"),
      advice.goneAdvice(1, "x", []),
      advice.unreachedAdvice("h", 10_000),
      advice.silentAdvice("h", 10_000),
      advice.closedUnansweredAdvice("h"),
      advice.clientIdInUseAdvice(5),
      advice.redirectAdvice("h"),
      advice.foreignAdvice("x"),
      advice.notRecordingAdvice("x"),
      advice.recordingAgainAdvice(),
      advice.removedAdvice(),
      advice.behindAdvice(1, "x"),
    ];
    expect(given).toHaveLength(Object.values(advice).filter((one) => typeof one === "function").length);
    for (const { code } of given) expect(paper).toContain(`\`${code}\``);
  });
});

describe("the worked example of the format", () => {
  const bytes = exampleRecording();

  test("shows every byte once, in order", () => {
    const rows = exampleRows(bytes);
    const shown = rows.flatMap(({ hex }) => hex.split(" "));
    expect(Buffer.from(shown.join(""), "hex")).toEqual(Buffer.from(bytes));
    let at = 0;
    for (const { offset, hex } of rows) {
      expect(offset).toBe(at);
      at += hex.split(" ").length;
    }
  });

  test("is a recording that the reader reads", () => {
    const { events, damage, ended } = readRecording(bytes, undefined);
    expect(events.map(({ kind }) => kind)).toEqual(["open", "data", "data"]);
    expect({ damage, ended }).toEqual({ damage: [], ended: true });
  });
});
