/** A hyphen is a hyphen or the end of a field. Where a line allows both, that is said, with all candidates. */
import { describe, expect, test } from "vitest";
import { apiLine, notice } from "../../cli/api-lines.ts";
import { hyphenSessions } from "../../harness/hyphen-sessions.ts";
import { hyphenHostileTest, hyphenTest, hyphenTrafficTest } from "../../harness/hyphen-test.ts";
import { messageOf, readLog } from "../read-log.ts";

const time = "10:00:00:000";
const serverVersion = 187;

describe("what tells a hyphen from the end of a field", () => {
  test.each([
    ["a minus sign", notice(time, -1, 2104, "OK:usfarm"), { id: -1 }],
    ["a text among numbers", notice(time, 5, 201, "Order rejected - reason:market-price band"), { errorCode: 201 }],
    [
      "the sign of an exponent",
      apiLine(time, "TICK_REQ_PARAMS", 187, { reqId: 1, minTick: "1.0E-4", bboExchange: "", snapshotPermissions: 3 }),
      { minTick: "1.0E-4" },
    ],
    [
      "the form of a date",
      apiLine(time, "TICK_STRING", 187, { reqId: 1, tickType: 45, value: "20260218-15:04:05" }),
      { value: "20260218-15:04:05" },
    ],
    [
      "a code that has one",
      apiLine(time, "TICK_NEWS", 187, {
        reqId: 9,
        timestamp: 1771426800000,
        providerCode: "DJ-N",
        articleId: "DJ-N$0a1b",
        headline: "Profit up",
        extraData: "K:1.00",
      }),
      { providerCode: "DJ-N", articleId: "DJ-N$0a1b", headline: "Profit up" },
    ],
  ])("%s", (_, line, fields) => {
    expect(messageOf(line, { serverVersion }).fields).toMatchObject(fields);
  });
});

describe("where nothing tells", () => {
  const tiers = apiLine(time, "SOFT_DOLLAR_TIERS", 187, {
    reqId: 1,
    softDollarTiers: [{ name: "alpha", value: "well-known", displayName: "beta" }],
  });
  const [message] = readLog(tiers, { serverVersion }).messages;

  test("the record says so, and names the fields to look at", () => {
    expect(message?.ambiguous).toMatchObject({ because: "hyphens", count: 3, more: false });
    expect(message?.ambiguous?.differ.map(({ path }) => path)).toEqual([
      "softDollarTiers[0].name",
      "softDollarTiers[0].value",
      "softDollarTiers[0].displayName",
    ]);
  });

  test("the truth is among the candidates", () => {
    const all = [message?.fields, ...(message?.ambiguous?.readings.map(({ fields }) => fields) ?? [])];
    expect(all).toContainEqual(
      expect.objectContaining({
        softDollarTiers: [{ name: "alpha", value: "well-known", displayName: "beta" }],
      }),
    );
  });
});

describe("no line is read wrongly and shown as certain", () => {
  test.each([1, 2])("in the mix of real traffic (seed %d), of which 999 of 1000 are read exactly", (seed) => {
    const { all } = hyphenTrafficTest(seed, 2000);
    expect(all).toMatchObject({ wrong: 0, lost: 0, unread: 0 });
    expect(all.exact / 2000).toBeGreaterThanOrEqual(0.999);
  });

  test("in texts that imitate the fields beside them", () => {
    const { all } = hyphenHostileTest(3, 150);
    expect(all).toMatchObject({ wrong: 0, lost: 0 });
    expect(all.exact).toBeGreaterThan(75);
  });

  test("in whole sessions whose server version nobody tells", () => {
    for (const { serverVersion, found, counts, mistakes } of hyphenSessions(4, {
      traffic: 800,
      share: 0.004,
      hostile: 60,
    })) {
      expect(mistakes).toEqual([]);
      expect(counts).toMatchObject({ wrong: 0, lost: 0 });
      expect(found[0]?.version.min).toBeLessThanOrEqual(serverVersion);
      expect(found[0]?.version.max).toBeGreaterThanOrEqual(serverVersion);
    }
  });

  test("with a difficulty in each field of each message", () => {
    const { all, byKind } = hyphenTest({ seed: Number(process.env["HYPHEN_SEED"] ?? 11), share: 0.02 });
    expect(all).toMatchObject({ wrong: 0, lost: 0, unread: 0 });
    for (const kind of ["none", "empty run", "exponent"]) {
      const { exact = 0, ambiguous = 0 } = byKind[kind] ?? {};
      expect(ambiguous / (exact + ambiguous)).toBeLessThan(0.025);
    }
  });
});

test("one reading is not shown as certain where the search for others was stopped", () => {
  const execution = (rest: string): string => `11-10-${rest}-aussieBond:YearsToExpiration=3`;
  const crypto = "479624278-BTC-CRYPTO--0---PAXOS-USD-BTC.USD-BTC-0000e0d5.64305db8.01.01";
  const first = execution(`2-2-${crypto}-20260218 15:04:05-U7654321-CME-SLD-0.01-0.01-2-1-1-1-1-alpha-2e`);
  const second = execution(
    `1001-1001-${crypto}-20260218  15:04:05-DU1234567-NASDAQ-SLD-150.25-1-1001-1-1-1-0.01-plain words`,
  );
  // Two glued messages whose lengths were lost.
  const { messages } = readLog(`${time} -> --${first}-100----${second}-12345.678-`, { serverVersion: 100 });
  const stopped = messages.flatMap(({ ambiguous }) => (ambiguous?.count === 1 ? [ambiguous] : []));
  expect(stopped).toEqual([{ because: "hyphens", count: 1, more: true, differ: [], readings: [] }]);
});
