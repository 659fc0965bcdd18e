/** What `twscope explain` prints. */
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../../src/cli/display-width.ts";
import { explainCommand } from "../../../src/cli/commands/explain.ts";
import { frameOf, payloadOf } from "../api-lines.ts";
import { twscope, type RunOptions } from "../run-twscope.ts";
import { specimens } from "../specimens.ts";

const explain = (words: readonly string[], options?: RunOptions) => twscope(["explain", ...words], options);
/** A terminal in which meanings and gates have columns of their own. */
const wide = { columns: 200 };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const order = hex(
  frameOf("PLACE_ORDER", 222, {
    orderId: 45,
    contract: { symbol: "AAPL" },
    order: { algoParams: [{ tag: "a", value: "b" }] },
  }),
);

describe("a text message", () => {
  test("is told and taken apart in a wide terminal, one row a field", async () => {
    const { exitCode, lines, notes } = await explain([specimens.marketDataUp], wide);
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: "" });
    expect(lines).toEqual([
      "← ERR_MSG  in 4, text",
      expect.stringMatching(/^ {2}An error, a warning or a notice/),
      expect.any(String),
      "",
      "  direction       host to client, by the arrow of the line",
      "  given as        log line",
      "  time            20:54:49.921",
      "  server version  100 to 165",
      "                  not 166 or above (ADVANCED_ORDER_REJECT): advancedOrderRejectJson is not there",
      "  length          53 bytes declared, and so many are there",
      "",
      expect.stringMatching(/^ {2}OFFSET {2}RAW +FIELD +TYPE +VALUE +MEANING +GATE$/),
      expect.stringMatching(/^ {7}0 {2}---5 +\(length\) +uint32 +53 /),
      expect.stringMatching(/^ {7}4 {2}4- +\(id\) +int +4 /),
      expect.stringMatching(/^ {7}6 {2}2- +version +int +2 .* below 194 ERROR_TIME$/),
      expect.stringMatching(/^ {7}8 {2}-1- +id +int +-1 /),
      expect.stringMatching(/^ {6}11 {2}2104- +errorCode +int +2104 ok /),
      expect.stringMatching(/^ {90,}alive$/),
      expect.stringMatching(/^ {90,}The connection to a market data farm is up;/),
      expect.stringMatching(/^ {6}16 {2}Market data farm +errorMsg +string +Market data/),
      expect.stringMatching(/^ {10}connection is OK:usfarm- +/),
      "",
      "  All about this message: twscope messages in:ERR_MSG",
    ]);
  });

  test("has the meaning below each field in a pipe, and no line wider than 80 columns", async () => {
    const { lines } = await explain([specimens.marketDataUp]);
    const at = lines.indexOf("       6  2-                  version    2");
    expect(lines.slice(at, at + 5)).toEqual([
      "       6  2-                  version    2",
      "            int: Version of this message's own layout",
      "            below 194 ERROR_TIME",
      "       8  -1-                 id         -1",
      expect.stringMatching(/^ {12}int: Id of the request or order/),
    ]);
  });

  test("has NUL marked where bytes were given", async () => {
    const { out } = await explain([hex(frameOf("NEXT_VALID_ID", 176, { orderId: 41 }))], wide);
    expect(out).toMatch(/ 8 {2}41␀ +orderId +int +41 /);
    expect(out).toContain("direction       host to client: both were tried, and this fits");
  });

  test("shows unset as unset, and conditions and gates of fields", async () => {
    const { out } = await explain([], { ...wide, input: utf8Bytes(specimens.filledWithCommission) });
    expect(out).toMatch(/ 2147483647- +order\.\w+ +\w+ +unset /);
    expect(out).toMatch(/order\.deltaNeutralConId .* when order\.deltaNeutralOrderType is not$/m);
    expect(out).toMatch(/order\.usePriceMgmtAlgo .* from 151 PRICE_MGMT_ALGO$/m);
    expect(out).not.toMatch(/(?:unset|[a-z]) +1\.7976931348623157E308 /);
  });

  test("tells of deviations, with exit code 1", async () => {
    const { exitCode, out } = await explain(["-> 9-1-six-"]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/Issues\n +\d+ {2}[a-z-]+ +/);
  });

  test("tells of other readings, and what tells them apart", async () => {
    const { exitCode, out } = await explain(["-> 4-2-7-202-Order Canceled - reason:--"], wide);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      "Other readings\n  2 or more readings fit; the likeliest is shown. They differ in errorMsg and advancedOrderRejectJson.",
    );
    expect(out).toContain(
      "The server version tells them apart: --server-version 166 is the reading above, 100 the other.",
    );
    expect(out).toMatch(
      /1 ERR_MSG {2}server versions 100 to 165\n +errorMsg +"Order Canceled - reason:-"\n +advancedOrderRejectJson +\(not there\)/,
    );
    const headline = "84-9-1795098485000-DJ-N-DJ-N$1a2b-Profit - what now-K:HIGH-more-";
    const hyphens = await explain([headline, "--server-version", "187"], wide);
    expect(hyphens.out).toContain("They differ in articleId, headline and extraData.");
    expect(hyphens.out).toContain("The bytes themselves (hexadecimal) tell them apart");
  });
});

const utf8Bytes = (line: string): Uint8Array => new TextEncoder().encode(`${line}\n`);

describe("a protobuf message", () => {
  test("has number, path, type, value and bytes of each field", async () => {
    const { exitCode, out } = await explain([order], wide);
    expect(exitCode).toBe(0);
    expect(out).toContain("  id              3, on the wire 203\n");
    expect(out).toMatch(/OFFSET {2}NO {2}FIELD +TYPE +VALUE +MEANING +BYTES\n/);
    expect(out).toMatch(/ {2}8 +1 {2}orderId +int32 +45 .* 08 2d$/m);
    expect(out).toMatch(/ 2 {4}symbol +string +AAPL /);
    expect(out).toMatch(/ 2 {6}value +string +b /);
  });

  test("shows by its indent what a field is in, and its type and bytes below it in a pipe", async () => {
    const { lines } = await explain([order]);
    const at = lines.findIndex((line) => /^ +\d+ +2 {4}symbol +AAPL$/.test(line));
    expect(lines[at + 1]).toMatch(/^ +string: Symbol of the instrument/);
    expect(lines.slice(at + 2, at + 4)).toContain("            12 04 41 41 50 4c");
    expect(lines.join("\n")).toMatch(/ 62 {4}algoParams\[0\]$/m);
  });

  test("printed by the host has path, value and meaning", async () => {
    const { exitCode, out } = await explain([specimens.printedSize], wide);
    expect(exitCode).toBe(0);
    expect(out).toContain("← TICK_SIZE  in 2, protobuf, printed as text");
    expect(out).toMatch(/tickType +int +28 OPTION_PUT_OPEN_INTEREST +What the size is/);
    expect(out).toMatch(/\n {20,}Open interest in puts/);
  });

  test("with an undeclared field has an issue, with exit code 1", async () => {
    const bytes = hex(payloadOf("ORDER_STATUS", 222, { orderId: 1, status: "Filled", filled: "1", remaining: "0" }));
    const { exitCode, out } = await explain([`${bytes}a03f05`, "--in"], wide);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/1012 {2}#1012 +varint +5 +Not declared/);
  });
});

describe("colours", () => {
  test("show the class of a code, green for one that all is well", async () => {
    const { out } = await explain([specimens.marketDataUp], { colors: true });
    expect(out).toContain("\u001B[32m2104 ok\u001B[39m");
    expect(out).not.toContain("\u001B[31m");
  });
});

describe.each([80, 100, 110, 160, undefined])("in a terminal of %s columns (a pipe without)", (columns) => {
  test.each(Object.entries({ ...specimens, order }))("%s fits", async (_name, line) => {
    const { lines } = await explain([line], columns === undefined ? {} : { columns });
    const tooWide = lines.filter((one) => displayWidth(one) > (columns ?? 80));
    expect(tooWide).toEqual([]);
  });
});

describe("the input", () => {
  test("is joined from several words", async () => {
    const words = ["4-2--1-2104-Market", "data", "farm", "connection", "is", "OK:usfarm-"];
    const { out } = await explain([...words, "--json"]);
    expect(out).toContain('"Market data farm connection is OK:usfarm"');
  });

  test("may begin with a dash", async () => {
    for (const line of ["---54-2--1-2104-Market data farm connection is OK:usfarm-", "-> 9-1-6-", "-- 9-1-6-"]) {
      const { exitCode, notes } = await explain([line]);
      expect({ line, notes }).toEqual({ line, notes: "" });
      expect(exitCode).toBeLessThan(2);
    }
    expect((await explain(["->", "9-1-6-", "--json"])).out).toContain('"NEXT_VALID_ID"');
  });

  test.each([[["-"]], [[]]])("is standard input for %j, each line a message", async (words) => {
    const { out, exitCode } = await explain(words, { input: "-> 9-1-6-\n\n<- 49-1-\n" });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/← NEXT_VALID_ID[\s\S]*\n\n\n→ REQ_CURRENT_TIME/);
  });

  test("may be raw bytes", async () => {
    const { out } = await explain([], { input: frameOf("NEXT_VALID_ID", 176, { orderId: 41 }) });
    expect(out).toContain("given as        bytes\n");
  });

  test("that is none at all is a wrong command line", async () => {
    const { exitCode, notes } = await explain([], { input: "\n\n" });
    expect(exitCode).toBe(2);
    expect(notes).toContain("nothing to explain");
  });

  test("that is no message gives exit code 1", async () => {
    const { exitCode, out } = await explain(["hello, world"]);
    expect(exitCode).toBe(1);
    expect(out).toBe(
      "?? not explained: no log line, no hexadecimal and no base64; `twscope explain --help` has examples of each\n" +
        "  hello, world\n",
    );
    expect((await explain(["hello world"])).out).toContain("no log line, no hexadecimal and no base64");
    expect((await explain(["reqMktData"])).out).toContain("`twscope messages reqMktData` shows all about it");
  });

  test("that is one line of many no message gives exit code 1, and explains the others", async () => {
    const { exitCode, out } = await explain([], { input: "-> 9-1-6-\nhello, world\n" });
    expect(exitCode).toBe(1);
    expect(out).toContain("NEXT_VALID_ID");
  });
});

describe("options", () => {
  test("fix the direction and the server version", async () => {
    expect((await explain(["49-1-", "--out"])).out).toContain("→ REQ_CURRENT_TIME  out 49, text");
    expect((await explain(["49-1-", "--in"])).exitCode).toBe(1);
    expect((await explain(["49-1-", "--in", "--out"])).out).toContain("both were tried");
    expect((await explain([specimens.marketDataUp, "--server-version", "120"])).out).toContain(
      "server version  120, as told",
    );
  });

  test("that are misspelt are refused, with the nearest", async () => {
    const { exitCode, notes } = await explain(["9-1-6-", "--sever-version", "176"]);
    expect({ exitCode, notes }).toEqual({
      exitCode: 2,
      notes: "twscope: there is no option --sever-version (did you mean --server-version?)",
    });
  });

  test.each([
    [["--server-version", "187"], "--server-version", "--server-version <number>"],
    [["--server-version=187"], "--server-version", "--server-version <number>"],
    [["--json"], "--json", "--json"],
  ])("behind -- are refused, and it is said where they belong: %j", async (late, name, flags) => {
    const { exitCode, notes } = await explain(["--", "9-1-6-", ...late]);
    expect({ exitCode, notes }).toEqual({
      exitCode: 2,
      notes:
        `twscope: ${name} stands behind --, where everything is the message: put options in front of it, as in ` +
        `\`twscope explain ${flags} -- 'LINE'\``,
    });
    expect((await explain(["--server-version", "187", "--", "9-1-6-"])).exitCode).toBe(0);
  });

  test("that have a wrong value are refused", async () => {
    expect((await explain(["9-1-6-", "--server-version", "20"])).exitCode).toBe(2);
  });
});

describe("--json", () => {
  test("has all that is printed", async () => {
    const { out } = await explain([specimens.marketDataUp, "--json"]);
    const [{ form, time, parts }] = JSON.parse(out) as [{ form: string; time: string; parts: object[] }];
    expect({ form, time }).toEqual({ form: "log line", time: "20:54:49.921" });
    expect(parts).toMatchObject([
      {
        kind: "message",
        name: "ERR_MSG",
        length: { verdict: "confirmed", declared: 53, actual: 53 },
        rows: [
          { what: "length" },
          { what: "id" },
          { path: "version", until: { name: "ERROR_TIME", version: 194 } },
          { path: "id", value: -1 },
          { path: "errorCode", value: 2104, words: "2104 ok", class: "ok" },
          { path: "errorMsg", raw: "Market data farm connection is OK:usfarm" },
        ],
        issues: [],
        ambiguous: null,
        page: "twscope messages in:ERR_MSG",
      },
    ]);
  });

  test("has null for unset, and no number too large for JSON", async () => {
    const { out } = await explain([specimens.placeOrder, "--json"]);
    const [{ parts }] = JSON.parse(out) as [{ parts: [{ rows: { path: string; value: unknown }[] }] }];
    expect(parts[0].rows.find(({ path }) => path === "order.lmtPrice")).toMatchObject({ value: null, words: "unset" });
    const big = await explain(["[3;orderId: 1 permId: 9007199254740993]", "--in", "--json"]);
    expect(big.out).toContain('"9007199254740993"');
  });

  test("has an entry for each input", async () => {
    const { out } = await explain(["--json"], { input: "-> 9-1-6-\n<- 49-1-\n" });
    expect(JSON.parse(out)).toHaveLength(2);
  });
});

test("names the option that is nearest only among those there are", () => {
  expect(explainCommand.options?.map(({ flags }) => flags)).toEqual([
    "--in",
    "--out",
    "--server-version <number>",
    "--json",
  ]);
});

test("text of other scripts comes through, in either encoding", async () => {
  expect((await explain(["-> 4-2-7-201-Ордер отклонён--"])).out).toContain("Ордер отклонён-");
  expect((await explain([], { input: Buffer.from("-> 4-2-7-201-Größe zu groß--\n", "latin1") })).out).toContain(
    "Größe zu groß-",
  );
  expect((await explain([], { input: specimens.execution })).out).toContain("---\ufffd");
});
