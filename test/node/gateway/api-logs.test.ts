/** The API message logs of the simulated host over its days, and with its settings: one implementation with the recorder's. */
import { mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { SmallProgram } from "../../../src/cli/demo/small-program.ts";
import { messageByName } from "../../../src/catalogue/messages.ts";
import type { LogRecord } from "../../../src/logs/record.ts";
import { startGateway, type Gateway, type GatewayOptions } from "../../../src/node/gateway/gateway.ts";
import { openSettingsFolder } from "../../../src/node/gateway/settings-folder.ts";
import { openLog } from "../../../src/node/open-log.ts";
import { recordingEnding } from "../../../src/store/recording-name.ts";
import { twscope } from "../../cli/run-twscope.ts";
import { scratchFolder } from "../../cli/scratch-folder.ts";
import { scratchStore } from "../store/scratch-store.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);
const dayMs = 86_400_000;

const scratch = scratchFolder();
const { keys } = scratchStore();
const running: Gateway[] = [];
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
});

async function started(name: string, options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await startGateway({ startMs, pace: { kind: "stepped" }, folder: scratch.path(name), ...options });
  running.push(gateway);
  return gateway;
}

async function ended(gateway: Gateway): Promise<void> {
  running.splice(running.indexOf(gateway), 1);
  await gateway.close();
}

const recordings = ({ logFolder = "" }: Gateway): string[] =>
  readdirSync(logFolder)
    .filter((name) => name.endsWith(recordingEnding))
    .toSorted();

async function recordsOf({ logFolder = "" }: Gateway, name: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const record of await openLog(join(logFolder, name), { keys })) records.push(record);
  return records;
}

const namesIn = (records: readonly LogRecord[]): (string | undefined)[] =>
  records.flatMap((record) => (record.kind === "message" ? [record.name] : []));

const configured = async (program: SmallProgram, reqId: number, settings: object): Promise<void> => {
  program.ask("UPDATE_CONFIG", { reqId, api: { settings } });
  const answer = await program.answer("UPDATE_CONFIG_RESPONSE", (fields) => fields.reqId === reqId);
  expect(answer?.status).toBe("success");
};

test("a file a client and day, and none of more than seven days of the host's clock", { timeout: 60_000 }, async () => {
  const gateway = await started("days", { settings: { createApiLog: true } });
  const program = await SmallProgram.connect(gateway.port, 4);
  await program.answer("NEXT_VALID_ID");
  const days = (): string[] => recordings(gateway).map((name) => name.split(".")[2] ?? "");
  const dayNames = Array.from({ length: 10 }, (_, day) =>
    new Date(startMs + day * dayMs).toISOString().slice(0, 10).replaceAll("-", ""),
  );
  for (const [day, name] of dayNames.entries()) {
    // What was written a moment ago in real time is never removed; here days are shorter than that.
    const before = new Date(Date.now() - 3_600_000);
    for (const one of recordings(gateway)) utimesSync(join(gateway.logFolder ?? "", one), before, before);
    if (day > 0) gateway.step(dayMs);
    program.ask("REQ_CURRENT_TIME", {});
    await program.answers("CURRENT_TIME", day + 1);
    await vi.waitUntil(() => days().at(-1) === name, { timeout: 10_000, interval: 20 });
  }
  await vi.waitUntil(() => days().length <= 7, { timeout: 10_000, interval: 20 });
  expect(days()).toEqual(dayNames.slice(3));
});

test(
  "are off by default, encrypted when they are on, and the log commands read them",
  { timeout: 60_000 },
  async () => {
    const key = (): ReturnType<ReturnType<typeof keys>["newKey"]> => keys().newKey();
    const quiet = await started("commands", { key });
    const unheard = await SmallProgram.connect(quiet.port, 2);
    await unheard.answer("NEXT_VALID_ID");
    await unheard.leave();
    await ended(quiet);
    expect(recordings(quiet)).toEqual([]);

    const gateway = await started("commands", { key, settings: { createApiLog: true, serverVersion: 187 } });
    const program = await SmallProgram.connect(gateway.port, 2);
    program.ask("REQ_CURRENT_TIME", {});
    await program.answer("CURRENT_TIME");
    await program.leave();
    await ended(gateway);
    const [name = ""] = recordings(gateway);
    const store = gateway.logFolder ?? "";
    expect(readFileSync(join(store, name)).includes("REQ_CURRENT_TIME")).toBe(false);
    expect(readFileSync(join(store, name), "latin1").slice(0, 4000)).toContain('"sealed":"age"');

    const listed = await twscope(["logs", "--store", store, "--json"]);
    expect([listed.exitCode, listed.out]).toEqual([0, expect.stringContaining(name)]);
    const verified = await twscope(["logs", "verify", "--store", store]);
    expect([verified.exitCode, verified.notes]).toEqual([0, expect.not.stringContaining("damaged")]);
    const exportFolder = scratch.path("exported");
    mkdirSync(exportFolder);
    const exported = await twscope(["logs", "export", "--store", store, "-o", exportFolder]);
    expect(exported.exitCode).toBe(0);
    const [log = ""] = readdirSync(exportFolder);
    expect(readFileSync(join(exportFolder, log), "latin1")).toMatch(/^\d\d:\d\d:\d\d:\d{3} <- 49-1-$/m);
    const read = await twscope(["read", join(store, name)]);
    expect([read.exitCode, read.out]).toEqual([0, expect.stringContaining("REQ_CURRENT_TIME")]);
  },
);

test("follow what a client configures, market data too, and so does the next start", { timeout: 60_000 }, async () => {
  const gateway = await started("configured");
  const program = await SmallProgram.connect(gateway.port, 9);
  await program.answer("NEXT_VALID_ID");
  const contract = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
  program.ask("REQ_MKT_DATA", { reqId: 1, contract });
  let asked = 0;
  /** A time of market data. */
  const some = async (): Promise<void> => {
    gateway.step(5000);
    program.ask("REQ_CURRENT_TIME", {});
    await program.answers("CURRENT_TIME", ++asked);
  };
  await some();
  await configured(program, 11, { createApiMessageLogFile: true });
  await some();
  await configured(program, 12, { includeMarketDataInLogFile: true, loggingLevel: "detail" });
  await some();
  await configured(program, 13, { createApiMessageLogFile: false });
  await some();
  await program.leave();
  await ended(gateway);
  const files = recordings(gateway);
  expect(files).toHaveLength(2);
  const hold = await Promise.all(files.map(async (name) => namesIn(await recordsOf(gateway, name))));
  const streams = hold.map((names) => names.some((name) => messageByName(name ?? "")?.streaming === true));
  expect(streams).toEqual([false, true]);
  expect(hold.map((names) => names.filter((name) => name === "CURRENT_TIME").length)).toEqual([1, 1]);
  // What the host remembers is what was configured last.
  expect(openSettingsFolder(scratch.path("configured")).settings).toMatchObject({
    createApiLog: false,
    marketDataInApiLog: true,
    logLevel: "detail",
  });
});
