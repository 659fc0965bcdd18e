/** A day with a scenario of the library: the whole host, clients that ask for usual things, and a clock in seconds. */
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { scenarioCalled } from "../../../src/gateway/scenario/library/index.ts";
import type { GatewaySettings } from "../../../src/gateway/settings.ts";
import { type ClientOfTests, startMs } from "../simulated-host.ts";
import { wholeHost } from "../whole-host.ts";

export type Day = ReturnType<typeof dayOf>;

const stock = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
export const contracts = {
  stock,
  euroFranc: { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "CHF" },
  euro: { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" },
} as const;

export function dayOf(name: string, settings: Partial<GatewaySettings> = {}) {
  const scenario = scenarioCalled(name);
  if (!scenario) throw new RangeError(`no scenario is called ${name}`);
  const made = wholeHost({ seed: 7, ...settings }, scenario);
  const { host } = made;
  return {
    ...made,
    /** Lets so many seconds pass. */
    wait: (seconds: number): void => void host.advance(host.agenda.now + seconds * 1000),
    /** Moves the clock to so many seconds behind its beginning. */
    to: (seconds: number): void => void host.advance(startMs + seconds * 1000),
    /** A client that has started, and forgot what it was told then. */
    begun: (clientId = 1): ClientOfTests => made.started({ clientId }).forget(),
  };
}

export const codesOf = (client: ClientOfTests): (number | null | undefined)[] =>
  client.got("ERR_MSG").map(({ errorCode }) => errorCode);

export const subscribe = (client: ClientOfTests, reqId: number, contract: object = contracts.stock): void =>
  client.request("REQ_MKT_DATA", {
    reqId,
    contract,
    genericTickList: "",
    snapshot: false,
    regulatorySnapshot: false,
  });

export const order = (
  client: ClientOfTests,
  orderId: number,
  terms: OrderTerms = {},
  contract: object = contracts.stock,
): void =>
  client.request("PLACE_ORDER", {
    orderId,
    contract,
    order: { action: "BUY", orderType: "MKT", totalQuantity: "100", tif: "DAY", transmit: true, ...terms },
  });

export const bars = (client: ClientOfTests, reqId: number): void =>
  client.request("REQ_HISTORICAL_DATA", {
    reqId,
    contract: contracts.stock,
    endDateTime: "",
    duration: "1 D",
    barSizeSetting: "1 hour",
    whatToShow: "TRADES",
    useRTH: true,
    formatDate: 1,
    keepUpToDate: false,
  });

/** Statuses that were told of an order, without repetitions. */
export const statuses = (client: ClientOfTests, orderId: number): (string | null | undefined)[] =>
  client
    .got("ORDER_STATUS")
    .filter((one) => one.orderId === orderId)
    .map(({ status }) => status)
    .filter((status, index, all) => status !== all[index - 1]);

/** The last price of a tick. */
export const lastTick = (client: ClientOfTests, tickType: number): number | null | undefined =>
  client.got("TICK_PRICE").findLast((tick) => tick.tickType === tickType)?.price;

export const positionOf = (client: ClientOfTests, symbol: string): string | null | undefined =>
  client.got("POSITION_DATA").findLast(({ contract }) => contract?.symbol === symbol)?.position;
