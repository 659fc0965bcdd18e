/**
 * Client programs that this project did not write, unchanged, against the simulated host: every request of the official
 * Python client at a text and a protobuf version, its answers asserted at the callbacks.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messages, type RequestName } from "../../../src/catalogue/messages.ts";
import { createUniverse } from "../../../src/gateway/universe/universe.ts";
import { startGateway, type Gateway } from "../../../src/node/gateway/gateway.ts";
import { PythonJudge } from "../python-judge.ts";
import { officialSteps, type Heard, type Step } from "./official-steps.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);
const account = "DU1234567";
const secondsMax = 20;

/** Sent by the client itself when it connects. */
const unasked: readonly RequestName[] = ["START_API"];
/** Removed from the newest client; the older release below still sends them. */
const removed: readonly RequestName[] = ["REQ_FUNDAMENTAL_DATA", "CANCEL_FUNDAMENTAL_DATA"];

interface Event {
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Waited {
  readonly lacking: readonly Heard[];
  readonly heard: readonly Event[];
}

/** A call of AAPL that expires some months from then. */
function listedOption(): object {
  const universe = createUniverse(() => startMs);
  const chain = universe.find({ symbol: "AAPL", secType: "OPT", exchange: "SMART", currency: "USD", right: "C" });
  const one = chain[Math.floor(chain.length / 2)];
  if (!one) throw new Error("no option of AAPL is listed");
  const { symbol, expiry, strike, right, tradingClass } = one;
  const named = {
    symbol,
    secType: "OPT",
    exchange: "SMART",
    currency: "USD",
    strike,
    right,
    tradingClass,
    multiplier: "100",
  };
  return { class: "Contract", set: { ...named, lastTradeDateOrContractMonth: expiry } };
}

describe.each([176, 226])("the official Python client at server version %i", (serverVersion) => {
  let gateway: Gateway;
  const client = new PythonJudge("official", "live_client.py");
  const seen = new Map<RequestName, readonly Event[]>();

  beforeAll(async () => {
    gateway = await startGateway({ startMs, settings: { serverVersion } });
  });
  afterAll(async () => {
    client.end();
    await gateway.close();
  });

  test("connects, and is told its accounts and its next order id", async () => {
    const connect = { do: "connect", port: gateway.port, clientId: 0, options: "+PACEAPI", extraAuth: true };
    expect(await client.ask<number>(connect)).toEqual([serverVersion]);
    const until = [{ call: "nextValidId" }, { call: "managedAccounts", args: { accountsList: account } }];
    const [waited] = await client.ask<Waited>({ do: "wait", until, seconds: secondsMax });
    expect(waited?.lacking).toEqual([]);
    await client.ask({ do: "take" });
  });

  const steps = officialSteps({ next: 1, account, option: listedOption() }).filter(
    ({ since = 0, last = Number.POSITIVE_INFINITY }) => serverVersion >= since && serverVersion <= last,
  );

  test.each(steps.map((step, index) => [`${step.request} by ${step.method} (${index + 1})`, step] as const))(
    "%s is answered",
    async (_, { request, method, args, until }: Step) => {
      await client.ask({ do: "call", method, args });
      const [waited] = await client.ask<Waited>({ do: "wait", until, seconds: secondsMax });
      const [heard = []] = await client.ask<Event[]>({ do: "take" });
      seen.set(request, [...(seen.get(request) ?? []), ...heard]);
      const errors = heard.filter(({ call }) => call === "error");
      expect({ lacking: waited?.lacking, errors }).toMatchObject({ lacking: [] });
    },
  );

  test("was asked for every request that the client can send", () => {
    const asked = new Set(steps.map(({ request }) => request));
    const all = messages.filter(({ direction }) => direction === "out").map(({ name }) => name as RequestName);
    const sendable = officialSteps({ next: 1, account, option: {} })
      .filter(({ since = 0 }) => since > serverVersion)
      .map(({ request }) => request);
    expect(all.filter((name) => ![...asked, ...unasked, ...removed, ...sendable].includes(name))).toEqual([]);
  });

  test("was never sent anything that it could not read", () => {
    const complaints = [...seen.values()]
      .flat()
      .filter(({ call, args }) => call === "error" && [505, 508, 320].includes(Number(args["errorCode"])));
    expect(complaints).toEqual([]);
  });
});
