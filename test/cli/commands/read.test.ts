/** What `twscope read` prints. */
import { describe, expect, test } from "vitest";
import { specimens } from "../specimens.ts";
import { apiLine, notice, priceTick, utf8 } from "../api-lines.ts";
import { jsonLines, twscope, type RunOptions } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const session = Object.values(specimens)
  .filter((line) => line.startsWith("20:"))
  .map((line) => `${line}\n`)
  .join("");
const trade: readonly string[] = [
  specimens.placeOrder,
  specimens.submitted,
  specimens.execution,
  specimens.filledWithCommission,
  specimens.commission,
];
const order = trade.map((line) => `${utf8(line)}\n`).join("");

const sessionLog = scratch.write("api.7.20211103.log", session);
const orderLog = scratch.write("api.123.20230223.log", order);
const read = (line: readonly string[], options?: RunOptions) => twscope(["read", ...line], options);

describe("a line for people", () => {
  test("stands for one message, with time, direction, name and what matters", async () => {
    const { exitCode, lines, notes } = await read([sessionLog]);
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    expect(lines).toEqual([
      "── 2021-11-03 ──",
      "20:54:49.920 -> MANAGED_ACCTS            accountsList DU100001",
      "20:54:49.921 -> NEXT_VALID_ID            orderId 6",
      expect.stringMatching(
        /-> ERR_MSG +id -1 {2}errorCode 2104 ok {2}errorMsg Market data farm connection is OK:usfarm$/,
      ),
      expect.stringMatching(/-> ERR_MSG +id -1 {2}errorCode 2106 ok {2}errorMsg HMDS data farm/),
      expect.stringMatching(
        /-> ERR_MSG +id -1 {2}errorCode 2158 ok {2}errorMsg Sec-def data farm connection is OK:secdefnj$/,
      ),
      expect.stringMatching(
        /^20:45:51\.394 -> ERR_MSG +id -1 {2}errorCode 2105 warning {2}errorMsg HMDS data farm connection is broken/,
      ),
    ]);
  });

  test("stands for each message where a line of the log holds two", async () => {
    const { lines } = await read([orderLog]);
    expect(lines).toEqual([
      "── 2023-02-23 ──",
      expect.stringMatching(
        /^11:49:32\.189 <- PLACE_ORDER +orderId 12 {2}AAPL STK SMART USD {2}BUY 100 MKT transmit true$/,
      ),
      expect.stringMatching(/^11:49:32\.797 -> OPEN_ORDER +orderId 12 .*BUY 100 MKT DAY DU1000001 {2}Submitted$/),
      expect.stringMatching(
        /^11:49:32\.797 -> ORDER_STATUS +orderId 12 {2}status Submitted {2}filled 0 {2}remaining 100/,
      ),
      expect.stringMatching(/^11:49:32\.834 -> EXECUTION_DATA .*BOT 100 149\.23/),
      expect.stringMatching(/-> OPEN_ORDER .*Filled/),
      expect.stringMatching(/-> ORDER_STATUS +orderId 12 {2}status Filled {2}filled 100 {2}remaining 0/),
      expect.stringMatching(/-> COMMISSION_AND_FEES_REPORT .*commissionAndFees 1 {2}currency USD/),
    ]);
  });

  test("says unset where a number is unset, and never shows the number that stands for it", async () => {
    for (const options of [[], ["--full"], ["--json"]]) {
      const { out } = await read([orderLog, ...options]);
      const { out: withoutRaw } = await read([orderLog, ...options, "--only", "COMMISSION_AND_FEES_REPORT"]);
      const shown = options[0] === "--json" ? withoutRaw.replace(/"raw":.*?"kind"/, "") : out;
      expect(shown).not.toMatch(/1\.797|2147483647|9223372036854775807/);
    }
    const { lines } = await read([orderLog, "--only", "COMMISSION_AND_FEES_REPORT"]);
    expect(lines[1]).toContain("realizedPNL unset  bondYield unset");
  });

  test("names the file when there are several, and each day once", async () => {
    const { lines } = await read([orderLog, sessionLog]);
    expect(lines.filter((line) => line.startsWith("──"))).toEqual(["── 2021-11-03 ──", "── 2023-02-23 ──"]);
    expect(lines[1]).toMatch(/^api\.7\.20211103\.log {3}20:54:49\.920 ->/);
    expect(lines.at(-1)).toMatch(/^api\.123\.20230223\.log 11:49:32\.837 ->/);
  });

  test("tells of what is ambiguous, and in what", async () => {
    const log = scratch.write("ambiguous.20260218.log", `-> 4-2-7-399-Order message:-BUY 1 AAPL--\n`);
    const { lines, exitCode } = await read([log]);
    expect(lines[0]).toMatch(
      /\(ambiguous: \d+(?: or more)? readings, by (?:hyphens|server version); they differ in .*errorMsg/,
    );
    expect(exitCode).toBe(0);
    expect((await read([log, "--strict"])).exitCode).toBe(1);
  });

  test("shows what is not understood as such, and counts it as a doubt", async () => {
    const log = scratch.write("odd.20260218.log", `${notice("11:00:00:000", -1, 2104, "OK")}11:00:01:000 -> zzz\n`);
    const { lines, exitCode } = await read([log]);
    expect(lines.at(-1)).toMatch(/^11:00:01\.000 \?\? not understood +zzz \(no message of the protocol begins here\)$/);
    expect(exitCode).toBe(0);
    expect((await read([log, "--strict"])).exitCode).toBe(1);
  });
});

describe("colours", () => {
  test("never make a notice that all is well red", async () => {
    const { out } = await read([sessionLog], { colors: true });
    expect(out).toContain("\u001B[32m2104 ok\u001B[39m");
    expect(out).toContain("\u001B[33m2105 warning\u001B[39m");
    expect(out).not.toContain("\u001B[31m");
  });

  test("make a rejection red", async () => {
    const log = scratch.write("rejected.20260218.log", notice("11:00:00:000", 7, 201, "Order rejected"));
    expect((await read([log], { colors: true })).out).toContain("\u001B[31m201 error\u001B[39m");
  });

  test("are absent where they are off", async () => {
    expect((await read([sessionLog, orderLog, "--full"])).out).not.toContain("\u001B");
  });
});

describe("--full", () => {
  test("has every field on a line of its own, unset ones too", async () => {
    const { lines } = await read([orderLog, "--full", "--only", "COMMISSION_AND_FEES_REPORT"]);
    expect(lines).toEqual([
      "── 2023-02-23 ──",
      "11:49:32.837 -> COMMISSION_AND_FEES_REPORT",
      "    version              1",
      "    execId               0000e0d5.64305db8.01.01",
      "    commissionAndFees    1",
      "    currency             USD",
      "    realizedPNL          unset",
      "    bondYield            unset",
      '    yieldRedemptionDate  ""',
    ]);
  });
});

describe("--json", () => {
  const keys = "file line offset frame time direction id name encoding serverVersion fields issues ambiguous raw";

  test("has its keys first and in their order", async () => {
    for (const record of jsonLines(await read([sessionLog, "--json"])))
      expect(Object.keys(record).slice(0, 14)).toEqual(keys.split(" "));
  });

  test("has what the log has, and where", async () => {
    const [, record] = jsonLines(await read([sessionLog, "--json"]));
    expect(record).toEqual({
      file: sessionLog,
      line: 2,
      offset: 35,
      frame: 0,
      time: "2021-11-03T20:54:49.921",
      direction: "in",
      id: 9,
      name: "NEXT_VALID_ID",
      encoding: "text",
      // It came before anything that depends on the version.
      serverVersion: { min: 100, max: 200, from: "inferred" },
      fields: { version: 1, orderId: 6 },
      issues: [],
      ambiguous: null,
      raw: "9-1-6-",
      kind: "message",
      date: "name",
    });
  });

  test("has null for unset, a text for a decimal, and no key for a field that the version does not have", async () => {
    const records = jsonLines(await read([orderLog, "--json"]));
    const commission = records.find(({ name }) => name === "COMMISSION_AND_FEES_REPORT");
    expect(commission?.["fields"]).toMatchObject({ realizedPNL: null, bondYield: null });
    const execution = records.find(({ name }) => name === "EXECUTION_DATA");
    expect(execution?.["fields"]).toMatchObject({ reqId: -1, execution: { shares: "100", price: 149.23 } });
    expect(execution?.["fields"]).not.toHaveProperty("execution.isPriceRevisionPending");
    expect(execution?.["fields"]).not.toHaveProperty("version");
  });

  test("has both messages of a line", async () => {
    const records = jsonLines(await read([orderLog, "--json"])).filter(({ line }) => line === 2);
    expect(records.map(({ name, frame }) => [name, frame])).toEqual([
      ["OPEN_ORDER", 0],
      ["ORDER_STATUS", 1],
    ]);
  });

  test("loses no digit of 64-bit numbers", async () => {
    const log = scratch.write(
      "big.20260218.log",
      apiLine("11:00:00:000", "ORDER_STATUS", 222, { orderId: 1, status: "Submitted", permId: 9007199254740993n }),
    );
    const [record] = jsonLines(await read([log, "--json"]));
    expect(record).toMatchObject({ encoding: "protobuf-text", fields: { permId: "9007199254740993" } });
  });

  test("has other readings where there are any", async () => {
    const log = scratch.write("two.20260218.log", `-> 4-2-7-399-Order message:-BUY 1 AAPL--\n`);
    const [record] = jsonLines(await read([log, "--json"]));
    expect(record?.["ambiguous"]).toMatchObject({
      differ: expect.arrayContaining([expect.objectContaining({ path: "errorMsg" })]),
      readings: expect.arrayContaining([expect.objectContaining({ name: "ERR_MSG" })]),
    });
  });
});

describe("--max", () => {
  test("ends after so many records", async () => {
    expect((await read([sessionLog, "--max", "2"])).lines).toHaveLength(3);
  });

  test("refuses what is no number", async () => {
    expect(await read([sessionLog, "--max", "few"])).toMatchObject({
      exitCode: 2,
      notes: expect.stringContaining("few"),
    });
  });
});

test("--server-version overrules what would be inferred", async () => {
  const log = scratch.write("tick.20260218.log", priceTick("11:00:00:000", 189.5, "300"));
  const [record] = jsonLines(await read([log, "--json", "--server-version", "176"]));
  expect(record?.["serverVersion"]).toBe(176);
  const wrong = await read([log, "--server-version", "20"]);
  expect(wrong).toMatchObject({ exitCode: 2, notes: expect.stringContaining("from 100 to 226") });
  const printed = scratch.write("printed.log", `${specimens.printedSize}\n`);
  const newer = await read([printed, "--json", "--server-version", "300"]);
  expect(newer.notes).toContain("newer than 226");
  expect(jsonLines(newer)[0]).toMatchObject({ name: "TICK_SIZE", serverVersion: 300 });
  expect((await read([log, "--server-version", "9999"])).exitCode).toBe(2);
});
