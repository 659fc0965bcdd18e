/**
 * Clients that this project did not write judge its codec: the official one in both directions, two independent ones
 * where they can. Installed by `set-up.ts` into `.cache/judges`.
 */
import { afterAll, describe, expect, test } from "vitest";
import { judgeAsync } from "./async-judge.ts";
import { judgeCaptures, knownCaptures } from "./captured.ts";
import { exceptions } from "./exceptions.ts";
import { judgeOfficialRequests, judgeOfficialResponses, olderMethods } from "./official.ts";
import { Proof, type JudgeName } from "./proof.ts";
import { PythonJudge } from "./python-judge.ts";
import { printedTable, provedPage } from "./report.ts";
import { judgeCall, type Call } from "./requests.ts";
import { schemaDifferences, type OfficialSchema } from "./schema-judge.ts";
import { judgeStoqey } from "./stoqey-judge.ts";

const proof = new Proof();
const official = new PythonJudge("official");
const older = new PythonJudge("older");
let calls: Call[] = [];

afterAll(() => {
  official.end();
  older.end();
});

const differencesOf = (...names: JudgeName[]): string[] => names.flatMap((name) => proof.report(name));

describe("the official Python client", () => {
  test("has the protobuf messages that the catalogue declares", async () => {
    const [newest] = await official.ask<OfficialSchema>({ do: "schema" });
    const { differences, fields } = schemaDifferences(newest!);
    // Fundamental data was taken out in 10.47; the older release below still has it.
    const removed = ["FundamentalsDataRequest", "CancelFundamentalsData", "FundamentalsData"];
    expect(differences).toEqual(removed.map((name) => `${name}: only we have it`));
    expect(fields).toBeGreaterThan(900);
  });

  test("had the protobuf messages of fundamental data in an older release", async () => {
    const [before] = await older.ask<OfficialSchema>({ do: "schema" });
    expect(schemaDifferences(before!).differences).toEqual([
      "Order: we have bool conditionsIncludeOvernight = 145",
      "ContractDetails: we have string settlementMethod = 65",
    ]);
  });

  test("sends requests that decode to the arguments given", async () => {
    calls = await judgeOfficialRequests(proof, official);
    await judgeOfficialRequests(proof, older, olderMethods);
    expect(differencesOf("Python text", "Python protobuf")).toEqual([]);
  });

  test("sends a request from every one of its methods, and refuses no argument at the newest version", async () => {
    const methods = await official.ask<string>({ do: "methods" });
    const sent = new Set(calls.filter(({ hex }) => hex !== null).map(({ method }) => method));
    expect(methods.filter((method) => !sent.has(method))).toEqual([]);
    const refusedAt = (version: number): string[] => [
      ...new Set(
        calls
          .filter(({ serverVersion }) => serverVersion === version)
          .flatMap(({ method, refused = [] }) => refused.map((path) => `${method} ${path}`)),
      ),
    ];
    expect(refusedAt(226)).toEqual([]);
    // Options that the client never sends as text.
    expect(refusedAt(200)).toEqual([
      "calculateImpliedVolatility implVolOptions",
      "calculateOptionPrice optPrcOptions",
      "reqMktData mktDataOptions",
      "reqMktDepth mktDepthOptions",
    ]);
  });

  test("would be heard if a value were wrong", () => {
    const call = calls.find(({ method, variant }) => method === "placeOrder" && variant === "rich")!;
    const given: { order: { lmtPrice: number } } = JSON.parse(JSON.stringify(call.given));
    given.order.lmtPrice += 1;
    const doubting = new Proof();
    judgeCall(doubting, { ...call, given });
    expect(doubting.differences.map(({ path }) => path)).toContain("order.lmtPrice");
  });

  test("receives responses with the values encoded", async () => {
    await judgeOfficialResponses(proof, official, false);
    await judgeOfficialResponses(proof, older, true);
    expect(differencesOf("Python text", "Python protobuf")).toEqual([]);
  });
});

describe("independent clients", () => {
  test("@stoqey/ib sends and receives the same values", async () => {
    await judgeStoqey(proof);
    expect(differencesOf("@stoqey/ib")).toEqual([]);
  });

  test("ib_async sends and receives the same values", async () => {
    await judgeAsync(proof);
    expect(differencesOf("ib_async")).toEqual([]);
  });
});

describe("the outcome", () => {
  test("captured messages prove what the list of captures says", () => {
    const found = judgeCaptures(proof);
    expect(differencesOf("captured")).toEqual([]);
    // Without the captures at hand, the list is taken at its word.
    expect(found ?? knownCaptures()).toEqual(knownCaptures());
  });

  test("every known difference still occurs, and there are no more of them", () => {
    expect(exceptions.filter((_, index) => !proof.excused.has(index))).toEqual([]);
    expect(exceptions).toHaveLength(32);
  });

  test("docs/outside-proof.md is fresh (refresh it with npm run test:judges -- -u)", async () => {
    process.stdout.write(`\n${printedTable(proof, knownCaptures())}\n`);
    await expect(provedPage(proof, knownCaptures())).toMatchFileSnapshot("../../docs/outside-proof.md");
  });
});
