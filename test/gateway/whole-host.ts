/** The whole simulated host without sockets: all services, a scenario, and a client that asks for a bit of everything. */
import { createHash } from "node:crypto";
import type { HostLogEntry } from "../../src/gateway/host.ts";
import { ScenarioEngine } from "../../src/gateway/scenario/scenario-engine.ts";
import { settingsAtStart, type Scenario } from "../../src/gateway/scenario/scenario.ts";
import type { GatewaySettings } from "../../src/gateway/settings.ts";
import { simulatedServices, type Simulated } from "../../src/gateway/simulated-services.ts";
import { hostOfTests, startMs, type ClientOfTests, type HostOfTests } from "./simulated-host.ts";

export interface WholeHost extends HostOfTests {
  readonly simulated: Simulated;
  readonly engine: ScenarioEngine;
}

export function wholeHost(settings: Partial<GatewaySettings> = {}, scenario?: Scenario): WholeHost {
  let simulated: Simulated | undefined;
  let engine: ScenarioEngine | undefined;
  const made = hostOfTests(
    { ...(scenario && settingsAtStart(scenario)), ...settings },
    {
      services: (surroundings, change) => (simulated = simulatedServices(surroundings, change)).services,
      interference: (host) => {
        const { farms, change, loseOrders, enterOrder, marketPower: market } = simulated as Simulated;
        const reset = (connection: number): void => host.left(connection, "Connection reset");
        return (engine = new ScenarioEngine(host, { farms, market, change, loseOrders, enterOrder, reset }));
      },
    },
  );
  if (scenario) (engine as unknown as ScenarioEngine).play(scenario);
  return { ...made, simulated: simulated as unknown as Simulated, engine: engine as unknown as ScenarioEngine };
}

const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const euro = { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" };
const order = { tif: "DAY", totalQuantity: "100", transmit: true };

/** What one client asks for in half a minute, by the second. A host that cuts it off hears nothing more. */
export const halfMinute: readonly (readonly [second: number, ask: (client: ClientOfTests) => void])[] = [
  [0, (client) => client.request("REQ_CONTRACT_DATA", { reqId: 1, contract: apple })],
  [
    0,
    (client) =>
      client.request("REQ_MKT_DATA", {
        reqId: 2,
        contract: apple,
        genericTickList: "233",
        snapshot: false,
        regulatorySnapshot: false,
      }),
  ],
  [
    1,
    (client) =>
      client.request("REQ_TICK_BY_TICK_DATA", {
        reqId: 3,
        contract: euro,
        tickType: "BidAsk",
        numberOfTicks: 0,
        ignoreSize: false,
      }),
  ],
  [1, (client) => client.request("REQ_MKT_DEPTH", { reqId: 4, contract: euro, numRows: 5, isSmartDepth: false })],
  [2, (client) => client.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1234567" })],
  [
    3,
    (client) =>
      client.request("PLACE_ORDER", {
        orderId: 1,
        contract: apple,
        order: { ...order, action: "BUY", orderType: "MKT" },
      }),
  ],
  [
    5,
    (client) =>
      client.request("PLACE_ORDER", {
        orderId: 2,
        contract: apple,
        order: { ...order, action: "BUY", orderType: "LMT", lmtPrice: 1 },
      }),
  ],
  [7, (client) => client.request("CANCEL_ORDER", { orderId: 2, orderCancel: {} })],
  [
    8,
    (client) =>
      client.request("REQ_HISTORICAL_DATA", {
        reqId: 5,
        contract: apple,
        endDateTime: "",
        duration: "1 D",
        barSizeSetting: "1 hour",
        whatToShow: "TRADES",
        useRTH: true,
        formatDate: 1,
        keepUpToDate: false,
      }),
  ],
  [9, (client) => client.request("REQ_PNL", { reqId: 6, account: "DU1234567", modelCode: "" })],
  [20, (client) => client.request("REQ_EXECUTIONS", { reqId: 7, executionFilter: {} })],
  [21, (client) => client.request("REQ_ALL_OPEN_ORDERS", {})],
];

export interface Day {
  readonly client: ClientOfTests;
  readonly log: readonly HostLogEntry[];
  /** Over every byte of every write, and the log. */
  readonly hash: string;
  /** Over the bytes alone. */
  readonly wire: string;
}

/** Plays the half minute. @param seconds how long the client listens, with nothing more to ask */
export function playHalfMinute(settings: Partial<GatewaySettings>, scenario?: Scenario, seconds = 30): Day {
  const { host, client: connected, log } = wholeHost(settings, scenario);
  const client = connected();
  client.hello();
  let next = 0;
  let begun = false;
  for (let second = 0; second < seconds; second += 1) {
    // As real clients do, it waits for the host's version.
    if (!begun && client.serverVersion > 0) {
      client.request("START_API", { clientId: 1, optionalCapabilities: "" });
      begun = true;
    }
    for (let step = halfMinute[next]; step && step[0] <= second; step = halfMinute[++next])
      if (host.clients.length > 0) step[1](client);
    host.advance(startMs + (second + 1) * 1000);
  }
  const wire = createHash("sha256").update(client.writes.join("\n")).digest("hex");
  const hash = createHash("sha256").update(wire).update(JSON.stringify(log)).digest("hex");
  return { client, log, hash, wire };
}
