/** Lines as users have published them, explained. */
import { describe, expect, test } from "vitest";
import { explain, type ExplainOptions } from "../../../src/cli/explain/explain.ts";
import type { ExplainedMessage, Part, TokenRow } from "../../../src/cli/explain/explained.ts";
import { utf8 } from "../api-lines.ts";
import { specimens } from "../specimens.ts";

const partsOf = (line: string, options?: ExplainOptions): readonly Part[] => explain(utf8(line), options).parts;

function messagesOf(line: string, options?: ExplainOptions): ExplainedMessage[] {
  const parts = partsOf(line, options);
  return parts.filter((part): part is ExplainedMessage => part.kind === "message");
}
function only(line: string, options?: ExplainOptions): ExplainedMessage {
  const [message, ...more] = messagesOf(line, options);
  if (!message || more.length > 0) throw new Error(`not one message: ${line}`);
  return message;
}
const valueOf = (message: ExplainedMessage, path: string): unknown =>
  message.rows.find((row) => row.path === path)?.value;
const tokens = (message: ExplainedMessage): readonly TokenRow[] => {
  if (message.encoding !== "text") throw new Error("no text");
  return message.rows;
};
/** The body of the line, put together again from the rows. */
const rebuilt = (messages: readonly ExplainedMessage[]): string =>
  messages.flatMap((message) => tokens(message).map(({ raw, ended }) => raw + (ended ? "-" : ""))).join("");

describe("every specimen", () => {
  test.each(Object.entries(specimens))("%s is explained to its end, without an issue", (_name, line) => {
    const messages = messagesOf(line);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message.name).not.toBeNull();
      expect(message.issues).toEqual([]);
      expect(message.directionFrom).toBe("arrow");
      expect(message.page).toBe(`twscope messages ${message.direction}:${message.name}`);
      expect(message.rows.every(({ path, about }) => path !== "" && about !== "")).toBe(true);
      for (const { words } of message.rows) expect(words).not.toMatch(/1\.797|2147483647|undefined|\[object/);
    }
  });

  test.each(Object.entries(specimens).filter(([, line]) => !line.includes("[")))(
    "%s loses no character on the way",
    (_name, line) => {
      expect(rebuilt(messagesOf(line))).toBe(line.replace(/^.*?(?:->|<-) /, ""));
    },
  );
});

describe("lengths", () => {
  test.each([
    ["managedAccounts", 14],
    ["nextValidId", 6],
    ["marketDataUp", 53],
    ["historicalDataUp", 51],
    ["definitionsUp", 56],
    ["historicalDataBroken", 55],
    ["commission", 84],
  ] as const)("of %s is %i, and right", (name, length) => {
    const message = only(specimens[name]);
    expect(message.length).toEqual({ verdict: "confirmed", declared: length, actual: length });
    expect(tokens(message)[0]).toMatchObject({ what: "length", offset: 0, value: length, words: String(length) });
  });

  test("are said to be wrong where they are, with the length nearest to the truth", () => {
    const message = only("-> ---64-2--1-2104-Market data farm connection is OK:usfarm-");
    expect(message.length).toEqual({ verdict: "wrong", declared: 54, actual: 53 });
    expect(message.issues).toEqual([
      { code: "bad-length", path: "", offset: 0, expected: "53 bytes, as are there", got: "a length of 54" },
    ]);
  });

  test("are unreadable where an editor could not show them, and missing on lines of the client", () => {
    expect(only(specimens.execution).length).toEqual({ verdict: "unreadable", actual: 159 });
    expect(only(specimens.contractRequest).length).toEqual({ verdict: "none", actual: 41 });
  });

  test("may be written as \\x0e, as this program prints them", () => {
    expect(only("---\\x0e15-1-DU100001-").length).toMatchObject({ verdict: "confirmed", declared: 14 });
    expect(only(String.raw`20:54:49:921 -> ---\x069-1-6-`)).toMatchObject({
      name: "NEXT_VALID_ID",
      length: { declared: 6 },
    });
  });
});

test("a line that holds two messages gives both, each where it stands", () => {
  const [open, status, ...more] = messagesOf(specimens.submitted);
  expect(more).toEqual([]);
  expect(open).toMatchObject({ name: "OPEN_ORDER", offset: 0, length: { verdict: "unreadable" } });
  expect(status).toMatchObject({ name: "ORDER_STATUS", length: { verdict: "confirmed", declared: 43 } });
  const body = utf8(specimens.submitted).split("-> ")[1] ?? "";
  expect(body.slice(status?.offset).slice(0, 6)).toBe("---+3-");
  expect(tokens(status as ExplainedMessage)[1]).toMatchObject({ what: "id", offset: (status?.offset ?? 0) + 4 });
});

test("unset fields of an order are unset, and its codes have names and meanings", () => {
  const message = only(specimens.placeOrder);
  const row = (path: string): TokenRow | undefined => tokens(message).find((one) => one.path === path);
  expect(row("order.lmtPrice")).toMatchObject({ raw: "", value: null, words: "unset", type: "double" });
  expect(row("order.origin")).toMatchObject({ raw: "0", words: "0 CUSTOMER" });
  expect(row("contract.secType")).toMatchObject({ words: "STK", valueAbout: expect.stringContaining("Stock") });
  expect(row("order.conditions") ?? row("order.conditionsCount")).toMatchObject({ what: "count", words: "0 items" });
  const unset = tokens(message).filter(({ raw }) => raw.startsWith("1.7976931348623157e+308"));
  expect(unset.length).toBeGreaterThan(5);
  expect(unset.every(({ value, words }) => value === null && words === "unset")).toBe(true);
});

test("fields come with the server versions that have them, and with the condition that they depend on", () => {
  const message = messagesOf(specimens.filledWithCommission)[0] as ExplainedMessage;
  const row = (path: string): TokenRow | undefined => tokens(message).find((one) => one.path === path);
  expect(row("order.usePriceMgmtAlgo")).toMatchObject({ since: { name: "PRICE_MGMT_ALGO", version: 151 } });
  expect(row("order.deltaNeutralConId")?.when).toBe("order.deltaNeutralOrderType is not empty");
  expect(row("contract.symbol")).not.toHaveProperty("since");
});

describe("server versions", () => {
  test("are the range that fits, with what that rests on", () => {
    const message = only(specimens.marketDataUp);
    expect(message.serverVersion).toEqual({ min: 100, max: 165, from: "inferred" });
    expect(message.restsOn).toEqual(["not 166 or above (ADVANCED_ORDER_REJECT): advancedOrderRejectJson is not there"]);
    expect(only(specimens.nextValidId).restsOn).toEqual(["not 201 or above (PROTOBUF): the id is a text field"]);
    expect(only(specimens.execution)).toMatchObject({
      serverVersion: { min: 136, max: 177 },
      restsOn: [
        "not below 136 (LAST_LIQUIDITY): execution.lastLiquidity is there, version is not there",
        "not 178 or above (PENDING_PRICE_REVISION): execution.isPriceRevisionPending is not there",
      ],
    });
  });

  test("of printed protobuf begin where the message became protobuf", () => {
    expect(only(specimens.printedSize)).toMatchObject({
      serverVersion: { min: 206, max: 226, from: "inferred" },
      restsOn: ["not below 206 (PROTOBUF_MARKET_DATA): the message is protobuf"],
    });
  });

  test("can be told, and then nothing else is tried", () => {
    const message = only(specimens.marketDataUp, { serverVersion: 120 });
    expect(message).toMatchObject({ serverVersion: { min: 120, max: 120, from: "option" }, restsOn: [], issues: [] });
  });
});

describe("printed protobuf", () => {
  test("has its fields with values and meanings", () => {
    const message = only(specimens.printedRequest);
    expect(message).toMatchObject({ name: "REQ_MKT_DATA", direction: "out", encoding: "protobuf-text" });
    expect(valueOf(message, "reqId")).toBe(1935);
    expect(valueOf(message, "contract.strike")).toBe(6825);
    expect(message.rows.find(({ path }) => path === "genericTickList")).toMatchObject({
      value: "101,104",
      valueAbout: expect.stringMatching(/^101: .*; 104: /),
    });
    expect(only(specimens.printedSize).rows.find(({ path }) => path === "tickType")).toMatchObject({
      words: "28 OPTION_PUT_OPEN_INTEREST",
    });
  });

  test("has its direction by trying, where the arrow is missing", () => {
    expect(only('[2;reqId: 1935 tickType: 28 size: "1736"]')).toMatchObject({
      name: "TICK_SIZE",
      directionFrom: "fit",
    });
    expect(only(specimens.printedRequest.replace("<- ", ""))).toMatchObject({
      name: "REQ_MKT_DATA",
      directionFrom: "fit",
    });
  });

  test("keeps fields that are not declared, with an issue", () => {
    const message = only("-> [2;reqId: 7 novelty: 5]");
    expect(valueOf(message, "novelty")).toBe("5");
    expect(message.issues).toMatchObject([{ code: "unknown-field", path: "novelty", offset: 12 }]);
  });
});

describe("without time and arrow", () => {
  test.each(Object.entries(specimens))("%s reads the same", (_name, line) => {
    const bare = messagesOf(line.replace(/^.*?(?:->|<-) /, ""));
    expect(bare.map(({ name, direction }) => [name, direction])).toEqual(
      messagesOf(line).map(({ name, direction }) => [name, direction]),
    );
    for (const { directionFrom } of bare) expect(directionFrom).toBe("fit");
  });

  test("and without its length, too", () => {
    expect(only("4-2--1-2104-Market data farm connection is OK:usfarm-")).toMatchObject({
      name: "ERR_MSG",
      direction: "in",
      length: { verdict: "none" },
    });
  });

  test("a direction that is told is taken, whatever the arrow says", () => {
    const message = only("-> 49-1-", { direction: "out" });
    expect(message).toMatchObject({ name: "REQ_CURRENT_TIME", directionFrom: "option", issues: [] });
  });

  test("the other direction is named where it fits as well", () => {
    const message = only("57-1-1000000-");
    expect(message.remarks).toEqual([expect.stringMatching(/CANCEL_CALC_OPTION_PRICE|TICK_SNAPSHOT_END/)]);
  });
});

describe("what can be read in several ways", () => {
  test("by hyphens names the readings and where they differ", () => {
    const message = only("-> 84-9-1795098485000-DJ-N-DJ-N$1a2b-Profit - what now-K:HIGH-more-", { serverVersion: 187 });
    expect(message.name).toBe("TICK_NEWS");
    expect(message.ambiguous).toMatchObject({ because: "hyphens", more: true });
    expect(message.ambiguous?.differ.map(({ path }) => path)).toEqual(["articleId", "headline", "extraData"]);
  });

  test("by server version names the versions", () => {
    const message = only("-> 4-2-7-202-Order Canceled - reason:--");
    expect(message.ambiguous).toMatchObject({ because: "server version", readings: [{ serverVersion: { max: 165 } }] });
    expect(only("-> 4-2-7-202-Order Canceled - reason:--", { serverVersion: 187 }).ambiguous).toBeNull();
  });
});

describe("what is no message", () => {
  test("is said to be none", () => {
    expect(partsOf("-> zzz")).toEqual([
      { kind: "not explained", offset: 0, raw: "zzz", why: "no message of the API begins here" },
    ]);
    expect(partsOf("hello, world!")).toMatchObject([{ kind: "not explained" }]);
  });

  test("is told where it is an entry of the host's log", () => {
    const [part] = partsOf(
      "2026-02-18 09:28:03.091 INFO  [JTS-EServerSocket-71] - [-:187:187:1:0:0:0:SYS] Server version is 187",
    );
    expect(part).toMatchObject({ why: expect.stringMatching(/entry of the TWS or Gateway log.*server version 187/) });
  });

  test("is shown field by field where only the id is not known", () => {
    const message = only("-> ---\u001e198-1-x-yz-a text of 18 signs-");
    expect(message).toMatchObject({ id: 198, name: null, page: null, length: { verdict: "confirmed" } });
    expect(
      tokens(message)
        .map(({ path, raw }) => [path, raw])
        .slice(2),
    ).toEqual([
      ["(field 1)", "1"],
      ["(field 2)", "x"],
      ["(field 3)", "yz"],
      ["(field 4)", "a text of 18 signs"],
    ]);
    expect(message.issues).toMatchObject([{ code: "unknown-message" }]);
  });

  test("a message that is cut, or goes on too long, is explained up to there", () => {
    const cut = only("-> 3-12-Submitted-0-100-0-45587459-0-0-123-");
    expect(cut.issues.map(({ code }) => code)).toContain("ended-early");
    expect(cut.restsOn).toEqual([]);
    const long = only("-> 9-1-6-7-8-");
    expect(long.issues).toMatchObject([{ code: "trailing-fields" }]);
    expect(tokens(long).at(-1)).toMatchObject({ what: "beyond", raw: "8", path: "(field 2 beyond)" });
  });
});
