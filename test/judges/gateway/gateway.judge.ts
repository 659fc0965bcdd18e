/**
 * The official Python client, unchanged, against the simulated host: every request that it can send at a text and at a
 * protobuf version, its answers asserted at the callbacks.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messages, type RequestName } from "../../../src/catalogue/messages.ts";
import { mapOf } from "../../../src/gateway/contracts/venues.ts";
import { createUniverse } from "../../../src/gateway/universe/universe.ts";
import type { GatewaySettings } from "../../../src/gateway/settings.ts";
import { startGateway, type Gateway } from "../../../src/node/gateway/gateway.ts";
import { PythonJudge } from "../python-judge.ts";
import type { PythonClient } from "../set-up.ts";
import { answersPage, type Answered } from "./answers-page.ts";
import { advisorSteps, apple, officialSteps, type Heard, type Ids, type Step } from "./official-steps.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);
const account = "DU1234567";
const secondsMax = 20;
const versions = [176, 226] as const;
/** What clients report when they are sent something that they cannot read. */
const unreadable = [320, 505, 508];

interface Event {
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Waited {
  readonly lacking: readonly Heard[];
  readonly heard: readonly Event[];
}

/** A call of AAPL that is listed then, in the middle of its chain. */
function idsOfSteps(): Ids {
  const universe = createUniverse(() => startMs);
  const chain = universe.find({ symbol: "AAPL", secType: "OPT", exchange: "SMART", currency: "USD", right: "C" });
  const option = chain[Math.floor(chain.length / 2)];
  const [stock] = universe.find({ symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" });
  if (!option || !stock) throw new Error("AAPL is not in the universe as it should be");
  const { symbol, expiry, strike, right, tradingClass } = option;
  const set = {
    symbol,
    secType: "OPT",
    exchange: "SMART",
    currency: "USD",
    strike,
    right,
    tradingClass,
    multiplier: "100",
    lastTradeDateOrContractMonth: expiry,
  };
  return { next: 1, account, option: { class: "Contract", set }, strike, bboExchange: mapOf(stock) };
}

const answered: Answered[] = [];
const complaints: Event[] = [];

/** A client that is connected to a gateway of its own, and asked step by step. */
function conversation(serverVersion: number, release: PythonClient, settings: Partial<GatewaySettings>) {
  let gateway: Gateway | undefined;
  const client = new PythonJudge(release, "live_client.py");

  beforeAll(async () => {
    gateway = await startGateway({ startMs, settings: { serverVersion, ...settings } });
    const connect = { do: "connect", port: gateway.port, clientId: 0, options: "+PACEAPI", extraAuth: true };
    expect(await client.ask<number>(connect)).toEqual([serverVersion]);
    const until = [{ call: "nextValidId" }, { call: "managedAccounts" }];
    const [waited] = await client.ask<Waited>({ do: "wait", until, seconds: secondsMax });
    expect(waited?.lacking).toEqual([]);
    await client.ask({ do: "take" });
  });
  afterAll(async () => {
    client.end();
    await gateway?.close();
  });

  return async ({ request, method, args, until }: Step): Promise<void> => {
    await client.ask({ do: "call", method, args });
    const [waited] = await client.ask<Waited>({ do: "wait", until, seconds: secondsMax });
    const [heard = []] = await client.ask<Event[]>({ do: "take" });
    const errors = heard.filter(({ call }) => call === "error");
    complaints.push(...errors.filter(({ args: { errorCode } }) => unreadable.includes(Number(errorCode))));
    answered.push({ request, serverVersion, method, until, answered: waited?.lacking.length === 0 });
    expect({ lacking: waited?.lacking, errors }).toMatchObject({ lacking: [] });
  };
}

const titled = (steps: readonly Step[]): (readonly [string, Step])[] =>
  steps.map((step, index) => [`${step.request} by ${step.method} (${index + 1})`, step]);

describe.each(versions)("the official Python client at server version %i", (serverVersion) => {
  const expectAnswer = conversation(serverVersion, "official", {});
  const steps = officialSteps(idsOfSteps()).filter(
    ({ since = 0, last = Number.POSITIVE_INFINITY }) => serverVersion >= since && serverVersion <= last,
  );
  test.each(titled(steps))("%s is answered", (_, step) => expectAnswer(step));
});

describe.each(versions)("a financial advisor's program at server version %i", (serverVersion) => {
  const expectAnswer = conversation(serverVersion, "official", {
    accounts: ["DF1000000", "DU1000001", "DU1000002"],
    advisor: true,
  });
  test.each(titled(advisorSteps))("%s is answered", (_, step) => expectAnswer(step));
});

describe.each([176, 215])("the release before fundamental data was removed, at server version %i", (serverVersion) => {
  const expectAnswer = conversation(serverVersion, "older", {});
  const fundamentals: readonly Step[] = [
    {
      request: "REQ_FUNDAMENTAL_DATA",
      method: "reqFundamentalData",
      args: [801, apple, "ReportSnapshot", []],
      until: [{ call: "fundamentalData", args: { reqId: 801 } }],
    },
    { request: "CANCEL_FUNDAMENTAL_DATA", method: "cancelFundamentalData", args: [801], until: [] },
  ];
  test.each(titled(fundamentals))("%s is answered", (_, step) => expectAnswer(step));
});

describe("all in all", () => {
  test("every request was made, but the one that the client makes by itself", () => {
    const asked = new Set(answered.map(({ request }) => request));
    const all = messages.filter(({ direction }) => direction === "out").map(({ name }) => name as RequestName);
    expect(all.filter((name) => !asked.has(name))).toEqual(["START_API"]);
  });

  test("the clients were never sent anything that they could not read", () => {
    expect(complaints).toEqual([]);
  });

  test("docs/gateway-answers.md is fresh (refresh it with npm run test:judges -- -u)", async () => {
    await expect(answersPage(answered, [176, 215, 226])).toMatchFileSnapshot("../../../docs/gateway-answers.md");
  });
});
