/** A host with the services of orders and accounts only, a market that the test moves, and words for what clients hear. */
import type { FieldsOf } from "../../../src/catalogue/messages.ts";
import type { Instrument } from "../../../src/gateway/market-view.ts";
import { tradingServices } from "../../../src/gateway/orders/trading-services.ts";
import type { TradingState } from "../../../src/gateway/orders/trading-state.ts";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import type { GatewaySettings } from "../../../src/gateway/settings.ts";
import { type ClientOfTests, type ClientOptions, hostOfTests, startMs } from "../simulated-host.ts";
import { FakeMarket, stock } from "./fake-market.ts";

export type Trading = ReturnType<typeof tradingServices>;
export type Client = ReturnType<ReturnType<typeof tradingHost>["client"]>;

/** Longer than an order needs to be acknowledged and to work. */
export const aMoment = 100;
export const aLook = 250;

export function tradingHost(settings: Partial<GatewaySettings> = {}, saved?: TradingState) {
  const market = new FakeMarket();
  let trading: Trading | undefined;
  const { host, started } = hostOfTests(settings, {
    services: (surroundings) => {
      trading = tradingServices(surroundings, market, market, saved);
      return { answers: trading.answers as never, services: trading.services };
    },
  });
  let now = startMs;
  const after = (ms: number): void => {
    now += ms;
    host.advance(now);
  };
  const client = (options: ClientOptions = {}) => {
    const made = started(options);
    const order = (orderId: number, order: OrderTerms, of: Instrument = stock, exchange = "SMART"): void =>
      made.request("PLACE_ORDER", {
        orderId,
        contract: { conId: of.conId, symbol: of.symbol, secType: of.secType, exchange, currency: of.currency },
        order: { ...ordinary, ...order },
      });
    return Object.assign(made, { order, cancel: (orderId: number) => made.request("CANCEL_ORDER", { orderId }) });
  };
  return { host, market, client, after, trading: trading as unknown as Trading, now: () => now };
}

/** What a client states with every order. */
const ordinary: OrderTerms = {
  action: "BUY",
  totalQuantity: "100",
  orderType: "LMT",
  tif: "DAY",
  transmit: true,
  lmtPrice: null,
  auxPrice: null,
};

/** What a client heard about orders, one line a message: `OPEN_ORDER 1 Submitted`. */
export function heard(client: ClientOfTests): string[] {
  return client.received.flatMap(({ name, fields }) => {
    switch (name) {
      case "OPEN_ORDER": {
        const { orderId, orderState } = fields as FieldsOf<"OPEN_ORDER">;
        return [`open ${orderId} ${orderState?.status ?? ""}`];
      }
      case "ORDER_STATUS": {
        const { orderId, status, filled, remaining, whyHeld } = fields as FieldsOf<"ORDER_STATUS">;
        return [`${orderId} ${status} ${filled}/${remaining}${whyHeld ? ` ${whyHeld}` : ""}`];
      }
      case "ERR_MSG": {
        const { id, errorCode } = fields as FieldsOf<"ERR_MSG">;
        return [`error ${id} ${errorCode}`];
      }
      case "EXECUTION_DATA": {
        const { execution } = fields as FieldsOf<"EXECUTION_DATA">;
        return [`trade ${execution?.orderId} ${execution?.side} ${execution?.shares} @ ${execution?.price}`];
      }
      case "COMMISSION_AND_FEES_REPORT":
        return ["commission"];
      case "ORDER_BOUND":
        return [`bound ${(fields as FieldsOf<"ORDER_BOUND">).orderId}`];
      default:
        return [];
    }
  });
}

/** The statuses that were told of an order, without repetitions. */
export const statuses = (client: ClientOfTests, orderId: number): string[] =>
  client
    .got("ORDER_STATUS")
    .filter((one) => one.orderId === orderId)
    .map(({ status }) => status ?? "")
    .filter((status, index, all) => status !== all[index - 1]);

export const errors = (client: ClientOfTests): [number, number][] =>
  client.got("ERR_MSG").map(({ id, errorCode }) => [id ?? 0, errorCode ?? 0]);
