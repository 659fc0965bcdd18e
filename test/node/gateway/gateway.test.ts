/** The simulated host with real sockets: starting, debug mode, memory over a restart, and its logs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SmallProgram } from "../../../src/cli/demo/small-program.ts";
import { tellStory } from "../../../src/cli/demo/story.ts";
import type { MessageRecord } from "../../../src/logs/record.ts";
import { startGateway, type Gateway, type GatewayOptions } from "../../../src/node/gateway/gateway.ts";
import { openSettingsFolder } from "../../../src/node/gateway/settings-folder.ts";
import { openLog } from "../../../src/node/open-log.ts";
import { KeyRing } from "../../../src/node/store/key-ring.ts";
import { recordingEnding } from "../../../src/store/recording-name.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);

let folder = "";
const running: Gateway[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "twscope-gateway-"));
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function started(options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await startGateway({ startMs, ...options });
  running.push(gateway);
  return gateway;
}

describe("a gateway", () => {
  test("tells its story to a program, at any free port, and closes cleanly", async () => {
    const gateway = await started({ pace: { kind: "fast", times: 20 } });
    expect(gateway.port).toBeGreaterThan(0);
    const program = await SmallProgram.connect(gateway.port, 1);
    await tellStory(program);
    expect((await program.answer("COMMISSION_AND_FEES_REPORT"))?.execId).toBeTruthy();
    await program.leave();
    await gateway.close();
    running.length = 0;
    await expect(SmallProgram.connect(gateway.port, 1)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("with a stepped clock does nothing by itself", async () => {
    const gateway = await started({ pace: { kind: "stepped" } });
    const program = await SmallProgram.connect(gateway.port, 1);
    await program.answer("NEXT_VALID_ID");
    program.ask("REQ_CONTRACT_DATA", {
      reqId: 1,
      contract: { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" },
    });
    await sleep(100);
    expect(gateway.host.agenda.now).toBe(startMs);
    gateway.step(1000);
    expect((await program.answer("CONTRACT_DATA_END"))?.reqId).toBe(1);
  });

  test("refuses a port that is taken, with the error of the system", async () => {
    const { port } = await started();
    await expect(startGateway({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe("debug mode", () => {
  const logOf = async (debug: string): Promise<string> => {
    openSettingsFolder(folder);
    const path = join(folder, "jts.ini");
    writeFileSync(path, readFileSync(path, "utf8").replace("debug=0", debug));
    const gateway = await started({ folder, settings: { serverVersion: 203 }, pace: { kind: "stepped" } });
    const program = await SmallProgram.connect(gateway.port, 7);
    await program.answer("NEXT_VALID_ID");
    program.ask("REQ_CURRENT_TIME", {});
    await program.answer("CURRENT_TIME");
    program.ask("REQ_EXECUTIONS", { reqId: 3, executionFilter: { symbol: "AAPL" } });
    await program.answer("EXECUTION_DATA_END");
    await program.leave();
    await gateway.close();
    running.length = 0;
    const userFolder = gateway.logFolder ?? "";
    const name = readdirSync(userFolder).find((one) => one.startsWith("ibgateway.")) ?? "";
    return readFileSync(join(userFolder, name), "utf8");
  };

  test("puts requests and answers into the host's log, at DEBUG, in text and printed protobuf", async () => {
    const log = await logOf("debug=1");
    const bracket = "[7:203:203:1:0:0:0:DET]";
    const seconds = startMs / 1000;
    expect(log).toContain(` DEBUG [JTS-EServerSocket-1] - ${bracket} <- 49-1-\n`);
    expect(log).toContain(` DEBUG [JTS-EWriter1] - ${bracket} -> 49-1-${seconds}-\n`);
    expect(log).toContain(` DEBUG [JTS-EServerSocket-1] - ${bracket} <- [7;reqId: 3 executionFilter { symbol: "AAPL"`);
    expect(log).toContain(` DEBUG [JTS-EWriter1] - ${bracket} -> [55;reqId: 3]\n`);
  });

  test("is off until jts.ini says so", async () => {
    expect(await logOf("debug=0")).not.toContain("DEBUG");
  });
});

describe("a settings folder", () => {
  test("keeps order ids, positions and open orders over a restart", async () => {
    const first = await started({ folder, pace: { kind: "fast", times: 20 } });
    const program = await SmallProgram.connect(first.port, 1);
    await tellStory(program);
    await program.leave();
    await first.close();
    running.length = 0;
    const second = await started({ folder });
    const again = await SmallProgram.connect(second.port, 1);
    expect((await again.answer("NEXT_VALID_ID"))?.orderId).toBe(3);
    again.ask("REQ_POSITIONS", {});
    expect(await again.answer("POSITION_DATA", ({ contract }) => contract?.symbol === "AAPL")).toMatchObject({
      position: "100",
    });
  });

  test("gets API message logs when they are switched on over the socket, and what they hold is what was sent", async () => {
    const gateway = await started({ folder, pace: { kind: "fast", times: 20 } });
    const program = await SmallProgram.connect(gateway.port, 5);
    await program.answer("NEXT_VALID_ID");
    program.ask("UPDATE_CONFIG", {
      reqId: 1,
      api: { settings: { createApiMessageLogFile: true, includeMarketDataInLogFile: true } },
    });
    await program.answer("UPDATE_CONFIG_RESPONSE");
    program.ask("REQ_CURRENT_TIME", {});
    const time = await program.answer("CURRENT_TIME");
    await program.leave();
    await gateway.close();
    running.length = 0;
    const [name] = readdirSync(gateway.logFolder ?? "").filter((one) => one.endsWith(recordingEnding));
    expect(name).toMatch(/^api\.5\./);
    const messages: MessageRecord[] = [];
    for await (const record of await openLog(join(gateway.logFolder ?? "", name ?? "")))
      if (record.kind === "message") messages.push(record);
    expect(messages.flatMap(({ issues }) => issues)).toEqual([]);
    expect(messages.map((message) => message.name)).toEqual(
      expect.arrayContaining(["REQ_CURRENT_TIME", "CURRENT_TIME"]),
    );
    expect(messages.find((message) => message.name === "CURRENT_TIME")?.fields).toEqual(time);
  });

  test("has its key made only when the first API message log begins, which that key then opens", async () => {
    const keys = new KeyRing({ folder: join(folder, "keys") });
    let made = 0;
    const key = (): ReturnType<KeyRing["newKey"]> => ((made += 1), keys.newKey());
    const gateway = await started({ folder, key, pace: { kind: "fast", times: 20 } });
    const program = await SmallProgram.connect(gateway.port, 5);
    await program.answer("NEXT_VALID_ID");
    expect(made).toBe(0);
    program.ask("UPDATE_CONFIG", { reqId: 1, api: { settings: { createApiMessageLogFile: true } } });
    await program.answer("UPDATE_CONFIG_RESPONSE");
    const recordings = (): string[] =>
      readdirSync(gateway.logFolder ?? "").filter((name) => name.endsWith(recordingEnding));
    await vi.waitUntil(
      async () => {
        program.ask("REQ_CURRENT_TIME", {});
        await program.answer("CURRENT_TIME");
        return recordings().length > 0;
      },
      { timeout: 5000, interval: 50 },
    );
    await program.leave();
    await gateway.close();
    running.length = 0;
    expect(made).toBe(1);
    const names: (string | undefined)[] = [];
    const [name] = recordings();
    const path = join(gateway.logFolder ?? "", name ?? "");
    for await (const record of await openLog(path, { keys: () => keys }))
      if (record.kind === "message") names.push(record.name);
    expect(names).toEqual(expect.arrayContaining(["REQ_CURRENT_TIME", "CURRENT_TIME"]));
  });

  test("says so when no key can be made for its logs, and goes on", async () => {
    const problems: string[] = [];
    const key = (): Promise<never> => Promise.reject(new Error("the key store is locked"));
    const gateway = await started({ folder, key, problem: (text) => problems.push(text) });
    gateway.simulated.change({ createApiLog: true });
    await vi.waitUntil(() => problems.length > 0);
    expect(problems[0]).toContain("the key store is locked");
    const program = await SmallProgram.connect(gateway.port, 5);
    expect(await program.answer("NEXT_VALID_ID")).toBeDefined();
  });
});
