/** The same seed and the same clock give the same bytes, and another seed gives others. */
import { expect, test } from "vitest";
import { contracts, dataHost } from "./data-host.ts";

function bytesOf(seed: number, step: number): readonly string[] {
  const { started, advance } = dataHost({ seed }, true);
  const client = started({ clientId: 1 });
  let reqId = 0;
  for (const contract of [contracts.aapl, contracts.es, contracts.eurusd, contracts.option])
    client.request("REQ_MKT_DATA", { reqId: (reqId += 1), contract, genericTickList: "" });
  client.request("REQ_MKT_DEPTH", { reqId: 11, contract: contracts.es, numRows: 5 });
  client.request("REQ_TICK_BY_TICK_DATA", {
    reqId: 12,
    contract: contracts.aapl,
    tickType: "AllLast",
    numberOfTicks: 10,
  });
  client.request("REQ_REAL_TIME_BARS", { reqId: 13, contract: contracts.aapl, barSize: 5, whatToShow: "TRADES" });
  client.request("REQ_HISTORICAL_DATA", {
    reqId: 14,
    contract: contracts.spy,
    endDateTime: "",
    duration: "2 D",
    barSizeSetting: "1 hour",
    whatToShow: "TRADES",
    formatDate: 1,
    keepUpToDate: true,
  });
  client.request("REQ_HISTORICAL_NEWS", { reqId: 15, conId: 265598, providerCodes: "BRFG+DJ-N", totalResults: 10 });
  client.request("REQ_SCANNER_SUBSCRIPTION", {
    reqId: 16,
    scannerSubscription: { instrument: "STK", locationCode: "STK.US.MAJOR", scanCode: "MOST_ACTIVE" },
  });
  for (let at = 0; at < 20_000; at += step) advance(step);
  return client.writes;
}

test("two runs give the same bytes, in whatever steps the clock moves", () => {
  const once = bytesOf(3, 20_000);
  expect(once.length).toBeGreaterThan(200);
  expect(bytesOf(3, 20_000)).toEqual(once);
  expect(bytesOf(3, 125)).toEqual(once);
});

test("another seed gives other prices", () => {
  expect(bytesOf(4, 20_000)).not.toEqual(bytesOf(3, 20_000));
});
