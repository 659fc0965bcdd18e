/** Which records `twscope read` shows when it is asked for some. */
import { describe, expect, test } from "vitest";
import { apiLine, notice, priceTick } from "../api-lines.ts";
import { jsonLines, twscope, type Run } from "../run-twscope.ts";
import { scratchFolder } from "../scratch-folder.ts";

const scratch = scratchFolder();
const status = (clock: string, orderId: number, state: string, filled: string): string =>
  apiLine(clock, "ORDER_STATUS", 187, {
    orderId,
    status: state,
    filled,
    remaining: "9.5",
    avgFillPrice: 189.5,
    permId: 1457283901,
    parentId: 0,
    lastFillPrice: 0,
    clientId: 123,
    whyHeld: "",
    mktCapPrice: 0,
  });
const log = scratch.write(
  "api.123.20260218.log",
  [
    apiLine("09:30:00:000", "NEXT_VALID_ID", 187, { orderId: 41 }),
    notice("09:30:00:001", -1, 2104, "Market data farm connection is OK:usfarm"),
    apiLine("09:30:01:000", "CANCEL_MKT_DATA", 187, { reqId: 9001 }),
    priceTick("09:30:02:000", 189.46, "300"),
    priceTick("09:30:03:000", null, "10"),
    status("09:30:04:000", 41, "Submitted", "0"),
    status("11:49:32:797", 41, "Filled", "10.5"),
    notice("11:50:00:000", 42, 201, "Order rejected"),
  ].join(""),
);
const read = (...line: string[]): Promise<Run> => twscope(["read", log, ...line]);
const namesOf = async (...line: string[]): Promise<unknown[]> =>
  jsonLines(await read("--json", ...line)).map(({ name }) => name);

describe("--where", () => {
  test.each([
    ["a number", "fields.errorCode == 201", ["ERR_MSG"]],
    ["one of several", "fields.errorCode in [201, 2104]", ["ERR_MSG", "ERR_MSG"]],
    ["a text", 'fields.status == "Filled"', ["ORDER_STATUS"]],
    ["a part of a text", 'fields.errorMsg.contains("rejected")', ["ERR_MSG"]],
    ["unset", "fields.price == null", ["TICK_PRICE"]],
    ["a fraction", "fields.price > 189.4 && fields.price < 190", ["TICK_PRICE"]],
    ["a fraction with a whole number", "fields.price >= 189", ["TICK_PRICE"]],
    ["what stands beside the fields", 'direction == "out" || id == 9', ["NEXT_VALID_ID", "CANCEL_MKT_DATA"]],
    ["the time", 'time >= "2026-02-18T11:50"', ["ERR_MSG"]],
  ])("compares %s", async (_what, expression, names) => {
    expect(await namesOf("--where", expression)).toEqual(names);
  });

  test("compares decimals as numbers, not as texts", async () => {
    expect(await namesOf("--where", "fields.filled > 9")).toEqual(["ORDER_STATUS"]);
    expect(await namesOf("--where", "fields.filled == 10.5")).toEqual(["ORDER_STATUS"]);
    expect(await namesOf("--where", "fields.size >= 200")).toEqual(["TICK_PRICE"]);
    expect(await namesOf("--where", "fields.filled < fields.remaining")).toEqual(["ORDER_STATUS"]);
  });

  test("compares decimals within lists and nested shapes too", async () => {
    const nested = scratch.write(
      "nested.20260218.log",
      apiLine("10:00:00:000", "PLACE_ORDER", 222, { orderId: 1, order: { totalQuantity: "100", action: "BUY" } }),
    );
    const { lines } = await twscope(["read", nested, "--where", "fields.order.totalQuantity > 20"]);
    expect(lines).toHaveLength(2);
  });

  test.each([
    ["fields.errorCode = 201", "Unexpected character"],
    ["fields.errorCode ==", "--where is not a valid expression"],
    ["nmae == 'ERR_MSG'", "did you mean name?"],
  ])("refuses %s with the place, the reason and an example", async (expression, reason) => {
    const { exitCode, notes, out } = await read("--where", expression);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(notes).toContain(reason);
    expect(notes).toContain('It is written in CEL, for example: name == "ERR_MSG" && fields.errorCode == 201');
  });

  test("says so when no record has the field that it asks for", async () => {
    const { exitCode, notes } = await read("--where", 'name == "ERR_MSG" && fields.errorCod == 201');
    expect(exitCode).toBe(1);
    expect(notes).toContain("no record has fields.errorCod;");
  });

  test("refuses a pattern that is none, and says how to leave out case", async () => {
    const run = await twscope(["read", log, "--where", 'fields.errorMsg.matches("(?i)farm")']);
    expect(run).toMatchObject({ exitCode: 2, notes: expect.stringContaining("Invalid regular expression: (?i)farm") });
    expect(run.notes).toContain("lowerAscii()");
    const lower = await twscope(["read", log, "--where", 'fields.errorMsg.lowerAscii().matches("market data")']);
    expect(lower.out).toContain("2104 ok");
  });

  test("does not say so of a field that only some records have", async () => {
    const { exitCode, notes } = await read("--where", "fields.errorCode == 9999");
    expect({ exitCode, notes }).toEqual({ exitCode: 1, notes: "No record passes these filters." });
  });
});

describe("a --where that is nearly right", () => {
  test.each([
    ["orderId == 44", "a field of a message stands under fields: fields.orderId"],
    ["fields.orderId = 44", "Equal is written =="],
    ["nmae == 'ERR_MSG'", "did you mean name"],
  ])("%s is told what is missing", async (expression, words) => {
    const { exitCode, notes } = await read("--where", expression);
    expect(exitCode).toBe(2);
    expect(notes).toContain(words);
  });
});

describe("--only", () => {
  test.each([
    ["a constant", "ERR_MSG", ["ERR_MSG", "ERR_MSG"]],
    ["a constant in small letters", "tick_price", ["TICK_PRICE", "TICK_PRICE"]],
    ["an official call", "nextValidId", ["NEXT_VALID_ID"]],
    ["an id, of both directions", "2", ["CANCEL_MKT_DATA"]],
    ["a domain", "orders", ["NEXT_VALID_ID", "ORDER_STATUS", "ORDER_STATUS"]],
    ["a group", "ticks", ["TICK_PRICE", "TICK_PRICE"]],
    ["a direction", "out", ["CANCEL_MKT_DATA"]],
    ["several", "errors,out", ["ERR_MSG", "CANCEL_MKT_DATA", "ERR_MSG"]],
  ])("takes %s", async (_what, only, names) => {
    expect(await namesOf("--only", only)).toEqual(names);
  });

  test("may be repeated", async () => {
    expect(await namesOf("--only", "errors", "--only", "out")).toEqual(["ERR_MSG", "CANCEL_MKT_DATA", "ERR_MSG"]);
  });

  test("names the nearest when nothing is called so", async () => {
    const { exitCode, notes } = await read("--only", "ordrStatus");
    expect(exitCode).toBe(2);
    expect(notes).toMatch(/no message is called ordrStatus.*did you mean ORDER_STATUS/);
  });
});

describe("--client", () => {
  test("shows the log of one client among those of several", async () => {
    const other = scratch.write("api.7.20260218.log", notice("10:00:00:000", 3, 202, "Order Canceled - reason:"));
    const run = await twscope(["read", log, other, "--client", "7", "--json"]);
    expect(jsonLines(run).map(({ file }) => file)).toEqual([other]);
  });

  test("keeps what the log of the host says of that client", async () => {
    const host = scratch.write(
      "ibgateway.20260218.log",
      "2026-02-18 09:29:59.000 INFO  [JTS-EServerSocket-88] - Start API message, ClientID=123\n" +
        "2026-02-18 09:29:59.500 INFO  [JTS-EServerSocket-89] - Start API message, ClientID=7\n",
    );
    const run = await twscope(["read", log, host, "--client", "123", "--only", "host", "--json"]);
    expect(jsonLines(run).map(({ event }) => event)).toEqual([
      expect.objectContaining({ name: "api-client-started", values: { clientId: 123 } }),
    ]);
  });

  test("says so when there is none", async () => {
    expect(await read("--client", "5")).toMatchObject({ exitCode: 1, notes: "No record passes these filters." });
  });
});

describe("--since and --until", () => {
  test.each([
    [["--since", "11:50"], ["ERR_MSG"]],
    [
      ["--since", "11:49:32.797"],
      ["ORDER_STATUS", "ERR_MSG"],
    ],
    [["--since", "11:49:32.798"], ["ERR_MSG"]],
    [["--until", "09:30:00.000"], ["NEXT_VALID_ID"]],
    [
      ["--until", "09:30:00"],
      ["NEXT_VALID_ID", "ERR_MSG"],
    ],
    [
      ["--since", "09:30:01", "--until", "09:30:02"],
      ["CANCEL_MKT_DATA", "TICK_PRICE"],
    ],
    [["--since", "2026-02-18T11:50"], ["ERR_MSG"]],
    [["--since", "2026-02-18 11:50"], ["ERR_MSG"]],
    [["--until", "20260217"], []],
    [["--since", "2026-02-19"], []],
  ])("%j shows what lies between, both ends included", async (line, names) => {
    expect(await namesOf(...line)).toEqual(names);
  });

  test.each(["", "noon", "11", "11:49:32.7971", "2026-02-30", "T11:49"])("refuse %j", async (time) => {
    expect(await read("--since", time)).toMatchObject({ exitCode: 2, notes: expect.stringContaining("--since") });
  });
});

test.each([
  ["--since", "25:00"],
  ["--until", "11:60"],
  ["--since", "2026-02-18T24:00"],
  ["--since", "noon"],
  ["--max", "0"],
  ["--max", "-1"],
  ["--client", "me"],
])("%s %s is refused", async (option, value) => {
  const run = await twscope(["read", log, `${option}=${value}`]);
  expect(run).toMatchObject({ exitCode: 2, out: "" });
  expect(run.notes).toContain(`${option} ${value}: give`);
});
