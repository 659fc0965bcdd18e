/**
 * The API message logs of the simulated host, exported: read back, they are the messages that were on the wire, one by one,
 * through the one implementation of store and export.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messageByName, messages } from "../../../src/catalogue/messages.ts";
import { decodeFrame } from "../../../src/codec/message.ts";
import { plain } from "../../../src/cli/read/record-json.ts";
import { LogReader } from "../../../src/logs/log-reader.ts";
import type { MessageRecord } from "../../../src/logs/record.ts";
import { twscope } from "../../cli/run-twscope.ts";
import { scratchFolder } from "../../cli/scratch-folder.ts";
import { existsAt } from "../../gateway/every-request.ts";
import { type SentFrame, verdictOn } from "../../harness/log-verdict.ts";
import { scratchStore } from "../store/scratch-store.ts";
import { type TappedDay, tappedDay } from "./tapped-day.ts";

const { keys } = scratchStore();
const scratch = scratchFolder();

const dayAt = (serverVersion: number, marketDataInApiLog: boolean): Promise<TappedDay> =>
  tappedDay(serverVersion, {
    folder: scratch.path(`host-${serverVersion}-${marketDataInApiLog}`),
    key: () => keys().newKey(),
    settings: { marketDataInApiLog },
  });

/** What `logs export` makes of a day: its files by client. */
async function exported({ gateway }: TappedDay, format: string): Promise<Map<number, string>> {
  const folder = scratch.path(`${gateway.port}-${format}`);
  mkdirSync(folder, { recursive: true });
  const line = ["logs", "export", "--store", gateway.logFolder ?? "", "--format", format, "-o", folder];
  const { exitCode, notes } = await twscope(line);
  expect([exitCode, notes]).toEqual([0, expect.not.stringMatching(/missing|damaged|no whole/)]);
  const texts = new Map<number, string>();
  for (const name of readdirSync(folder).toSorted()) {
    const client = Number(name.split(".")[1]);
    texts.set(client, (texts.get(client) ?? "") + readFileSync(join(folder, name), "latin1"));
  }
  return texts;
}

function readAgain(text: string, serverVersion: number | undefined): MessageRecord[] {
  const reader = new LogReader({ file: "api.log", serverVersion });
  const records = [...reader.push(Buffer.from(text, "latin1")), ...reader.end()];
  expect(records.filter(({ kind }) => kind !== "message")).toEqual([]);
  return records as MessageRecord[];
}

/** How many messages are read exactly and how many are said to be ambiguous; whatever is neither fails. */
function outcomes(records: readonly MessageRecord[], sent: readonly SentFrame[]): { exact: number; ambiguous: number } {
  const verdicts = sent.map((frame, index) => verdictOn(records[index], frame));
  expect(verdicts.filter((verdict) => verdict !== "exact" && verdict !== "ambiguous").slice(0, 5)).toEqual([]);
  expect(records.length).toBe(sent.length);
  const exact = verdicts.filter((verdict) => verdict === "exact").length;
  return { exact, ambiguous: verdicts.length - exact };
}

const lines = (text: string): Record<string, unknown>[] =>
  Buffer.from(text, "latin1")
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const messagesIn = (text: string): Record<string, unknown>[] => lines(text).filter(({ kind }) => kind === "message");
const jsonOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value, plain));

/** What of a day is streaming market data. */
const isStreaming = (frame: SentFrame): boolean => {
  const { name } = decodeFrame(frame.payload, frame);
  return messageByName(name ?? "")?.streaming === true;
};

describe.each([100, 145, 176, 200, 201, 210, 226])("a day at server version %i", (serverVersion) => {
  test("is read back as it was, whether the version is told or not", { timeout: 120_000 }, async () => {
    const day = await dayAt(serverVersion, true);
    expect(day.differ).toEqual([]);
    const requests = messages.filter(({ direction, name }) => direction === "out" && existsAt(name, serverVersion));
    expect(requests.map(({ name }) => name).filter((name) => !day.asked.has(name as never))).toEqual(["START_API"]);
    const logs = await exported(day, "tws");
    expect(new Set(logs.keys())).toEqual(new Set([0, 1, 7]));
    const sum = { exact: 0, ambiguous: 0 };
    for (const [client, sent] of day.sent)
      for (const told of client === 1 ? [undefined] : [serverVersion, undefined]) {
        const { exact, ambiguous } = outcomes(readAgain(logs.get(client) ?? "", told), sent);
        sum.exact += exact;
        sum.ambiguous += ambiguous;
      }
    expect(sum.exact).toBeGreaterThan(2000);
    expect(sum.ambiguous).toBeLessThan(sum.exact / 50);
    // As JSON all of it is exact: the recording has the bytes.
    for (const [client, text] of await exported(day, "ndjson")) {
      const read = messagesIn(text);
      const truths = (day.sent.get(client) ?? []).map((frame) => decodeFrame(frame.payload, frame));
      expect(read.map(({ direction, name }) => [direction, name])).toEqual(
        truths.map(({ direction, name }) => [direction, name]),
      );
      for (const [index, { fields }] of truths.entries()) expect(read[index]?.["fields"]).toEqual(jsonOf(fields));
    }
  });
});

describe.each([176, 226])("a day without market data in its logs, at server version %i", (serverVersion) => {
  test("has all but that, and says how much that was", { timeout: 120_000 }, async () => {
    const day = await dayAt(serverVersion, false);
    const logs = await exported(day, "tws");
    const told = await exported(day, "ndjson");
    for (const [client, sent] of day.sent) {
      const kept = sent.filter((frame) => !isStreaming(frame));
      outcomes(readAgain(logs.get(client) ?? "", serverVersion), kept);
      const leftOut = lines(told.get(client) ?? "")
        .map(({ event }) => event as { name: string; values: Record<string, number> } | undefined)
        .filter((event) => event?.name === "market-data-left-out")
        .flatMap((event) => Object.values(event?.values ?? {}));
      expect(leftOut.reduce((sum, count) => sum + count, 0)).toBe(sent.length - kept.length);
    }
    expect(day.sent.get(1)?.some(isStreaming)).toBe(true);
  });
});
