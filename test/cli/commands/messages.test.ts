import { describe, expect, test } from "vitest";
import { messages } from "../../../src/catalogue/messages.ts";
import { messagesCommand } from "../../../src/cli/commands/messages.ts";
import { exitCodes, type OptionValues } from "../../../src/cli/command.ts";
import type { MessageSummary } from "../../../src/cli/dictionary/message-list.ts";
import type { MessagePage } from "../../../src/cli/dictionary/message-page.ts";
import { fakeTerminal } from "../fake-terminal.ts";

async function run(args: string[], options: OptionValues = {}, columns?: number) {
  const terminal = fakeTerminal(columns ? { columns } : {});
  const exitCode = await messagesCommand.run(args, options, terminal);
  return { exitCode, text: terminal.out(), lines: terminal.lines(), notes: terminal.notes };
}
const listed = async (options: OptionValues): Promise<MessageSummary[]> =>
  JSON.parse((await run([], { ...options, json: true })).text);
async function page(name: string, options: OptionValues = {}): Promise<MessagePage> {
  const [first]: MessagePage[] = JSON.parse((await run([name], { ...options, json: true })).text);
  if (!first) throw new Error(`no page of ${name}`);
  return first;
}
/** The encoding of each message at a server version, by name. */
const encodingsAt = async (serverVersion: string): Promise<Map<string, string | undefined>> =>
  new Map((await listed({ serverVersion })).map(({ name, encoding }) => [name, encoding]));

describe("the list of messages", () => {
  test("has one line for each message in a pipe, with id, encodings, call and meaning", async () => {
    const { lines, exitCode } = await run([]);
    expect(exitCode).toBe(exitCodes.ok);
    expect(lines).toHaveLength(messages.length + 2);
    expect(lines.find((line) => line.includes(" OPEN_ORDER "))).toMatch(
      /^← +5 +OPEN_ORDER +text \/ protobuf from sv 203 +openOrder +An open order with its instrument and state\.$/,
    );
    expect(lines.find((line) => line.includes(" REQ_CONFIG "))).toMatch(/^→ +108 +REQ_CONFIG +protobuf from sv 219 /);
    expect(lines.find((line) => line.includes(" TICK_EFP "))).toMatch(/^← +47 +TICK_EFP +text {2}/);
  });

  test("holds those with a part of a name, where none has the whole", async () => {
    const depth = await run(["depth"]);
    expect(depth.lines.filter((line) => /^[→←]/.test(line)).map((line) => line.split(/ +/)[2])).toEqual(
      expect.arrayContaining(["REQ_MKT_DEPTH", "MARKET_DEPTH", "MARKET_DEPTH_L2"]),
    );
    expect(depth.notes).toEqual(['No message is called "depth"; these have it in their names or description.']);
  });

  test.each([80, 100, 160])("fits a terminal of %i columns", async (columns) => {
    const { lines } = await run([], {}, columns);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test("can be cut down by direction, text and server version", async () => {
    expect((await run([], { in: true })).text).not.toContain("→");
    expect((await run([], { out: true })).text).not.toContain("←");
    expect((await run([], { in: true, out: true })).text).toContain("←");
    const depth = (await listed({ search: "depth" })).map(({ name }) => name);
    expect(depth).toContain("MARKET_DEPTH_L2");
    expect(depth).not.toContain("OPEN_ORDER");
  });

  test("names the one encoding that is used at a server version, and leaves out what came later", async () => {
    expect((await encodingsAt("202")).get("PLACE_ORDER")).toBe("text");
    expect((await encodingsAt("203")).get("PLACE_ORDER")).toBe("protobuf");
    expect((await encodingsAt("218")).has("REQ_CONFIG")).toBe(false);
    expect((await encodingsAt("219")).get("REQ_CONFIG")).toBe("protobuf");
  });

  test("says so, with exit code 1, when nothing has the text", async () => {
    const { exitCode, notes } = await run([], { search: "zzzz" });
    expect(exitCode).toBe(exitCodes.findings);
    expect(notes).toEqual(["No message has that text."]);
  });
});

describe("the page of a message", () => {
  test("tells ids, encodings, official names and files, and what TWS shows", async () => {
    const { text } = await run(["openOrder"]);
    expect(text).toContain("← OPEN_ORDER  in 5, host to client");
    expect(text).toContain("up to server version 202, id 5");
    expect(text).toMatch(/from server version 203 \(PROTOBUF_PLACE_ORDER\) on, raw id 205 = 5 \+\s+200/);
    expect(text).toMatch(/Python +OPEN_ORDER +pythonclient\/ibapi\/message\.py, class IN/);
    expect(text).toMatch(/Java +OPEN_ORDER +JavaClient\/com\/ib\/client\/EDecoder\.java, enum IncomingMsgId/);
    expect(text).toMatch(/C\+\+ +OPEN_ORDER +CppClient\/client\/EDecoder\.h/);
    expect(text).toMatch(/C# +OpenOrder +CSharpClient\/client\/IncomingMessage\.cs/);
    expect(text).toMatch(/ActiveX and RTD use the C# client, DDE the\s+Java client\./);
    expect(text).toContain("an order row in the Orders panel");
  });

  test("names the other files for a request", async () => {
    const { text } = await run(["reqMktData"]);
    expect(text).toContain("Request method: reqMktData.");
    expect(text).toMatch(/message\.py, class OUT/);
    expect(text).toMatch(/EClient\.java, enum OutgoingMsgId/);
    expect(text).toMatch(/C# +RequestMarketData +CSharpClient\/client\/OutgoingMessages\.cs/);
  });

  test("has the text form with gates, rules and message versions, and the shapes with numbers and meanings", async () => {
    const { text, lines } = await run(["OPEN_ORDER"]);
    expect(text).toMatch(/version +int +below 145 ORDER_CONTAINER/);
    expect(text).toContain("when the message version is 32 or higher:\n    contract.multiplier ");
    expect(text).toMatch(/From server version 145 on there is no version field; the server version takes\s+its place/);
    expect(text).toMatch(/order\.imbalanceOnly +bool +from 199 IMBALANCE_ONLY/);
    expect(lines).toContain("Protobuf message OpenOrder");
    expect(text).toMatch(/ 3 +permId +int64 +The host's own id of the order/);
    expect(text).toMatch(/145 +conditionsIncludeOvernight +bool .*from 226 UNIFIED_VERSION_COND_ORDER/);
    expect(text).toMatch(/ {2}action \(others may occur\)\n {4}Side of an order\.\n {4}BUY +Buy +/);
  });

  test("leaves large enumerations to their own commands", async () => {
    const { text } = await run(["ERR_MSG"]);
    expect(text).toContain("see `twscope errors`");
    expect(text).toContain("Uncertain\n");
    expect(text.split("\n").length).toBeLessThan(60);
  });

  test("shows both directions of an id", async () => {
    const { text } = await run(["205"]);
    expect(text).toContain("205 is the raw id of a protobuf message: 5 + 200.");
    expect(text).toContain("→ REQ_OPEN_ORDERS");
    expect(text).toContain("← OPEN_ORDER ");
  });

  test("at a server version with text has the text fields of it, numbered, and no others", async () => {
    const { text } = await run(["PLACE_ORDER"], { serverVersion: "187" });
    expect(text).toMatch(/ 34 +order\.hidden +bool/);
    expect(text).toContain("order.rfq1");
    expect(text).not.toContain("order.includeOvernight");
    expect(text).not.toContain("imbalanceOnly");
    expect(text).toContain("Fields of PlaceOrderRequest");
    const { encoding, shapes } = await page("PLACE_ORDER", { serverVersion: "187" });
    expect(encoding).toBe("text");
    const order = shapes.find(({ name }) => name === "Order");
    expect(order?.fields.map(({ name }) => name)).toContain("rfq1");
    expect(order?.fields.map(({ name }) => name)).not.toContain("permId");
  });

  test("at a server version with protobuf has the numbered fields known there, and no text form", async () => {
    const { text } = await run(["PLACE_ORDER"], { serverVersion: "216" });
    expect(text).not.toContain("Text form");
    expect(text).toContain("postOnly");
    expect(text).not.toContain("hedgeMaxSize");
    expect(text).not.toContain("AttachedOrders");
  });

  test("says when a message did not exist yet, with exit code 1", async () => {
    const { text, exitCode } = await run(["REQ_CONFIG"], { serverVersion: "200" });
    expect(text).toContain("Does not exist yet; it came with server version 219 (CONFIG).");
    expect(exitCode).toBe(exitCodes.findings);
  });

  test("is complete as JSON", async () => {
    const depth = await page("out:10");
    expect(depth).toMatchObject({ direction: "out", id: 10, rawId: 210, name: "REQ_MKT_DEPTH" });
    expect(depth.protobuf).toEqual({ name: "PROTOBUF_MARKET_DATA", version: 206 });
    expect(depth.text?.find(({ path }) => path === "isSmartDepth")?.since?.version).toBe(146);
    expect(depth.shapes[0]?.fields[2]).toMatchObject({ name: "numRows", protobuf: { number: 3, type: "int32" } });
    expect(depth.official[3]).toEqual({
      client: "C#",
      name: "RequestMarketDepth",
      file: "{TWS API}/source/CSharpClient/client/OutgoingMessages.cs",
    });
    expect(depth.enumerations.map(({ name }) => name)).toContain("secType");
  });

  test.each([80, 100])(
    "can be made for every message at every kind of server version, in %i columns",
    async (columns) => {
      for (const { direction, name } of messages)
        for (const serverVersion of [undefined, "100", "150", "226"]) {
          const { text, lines } = await run([`${direction}:${name}`], { serverVersion }, columns);
          expect(text).toContain(name);
          expect(text).not.toMatch(/undefined|NaN|\[object/);
          expect(lines.filter((line) => line.length > columns)).toEqual([]);
        }
    },
  );
});

test("a server version that no host can have is refused, and one newer than all known is noted", async () => {
  for (const serverVersion of ["99", "abc", "1e3", "-1", "", "1019", "4002"])
    await expect(run([], { serverVersion })).rejects.toThrow("a whole number from 100 to 226");
  expect((await run([], { serverVersion: "226" })).notes).toEqual([]);
  expect((await run([], { serverVersion: "227" })).notes).toEqual([
    expect.stringMatching(/^--server-version 227 is newer/),
  ]);
});
