/**
 * Orders of every type on every kind of contract, and every way in which orders hang together, as programs place, change
 * and cancel them.
 */
import type { FieldsOf } from "../../src/catalogue/messages.ts";
import type { Instrument } from "../../src/gateway/market-view.ts";
import type { OrderTerms } from "../../src/gateway/orders/order.ts";
import { listedTypes, orderTypeOf, takes } from "../../src/gateway/orders/order-types.ts";
import type { Simulated } from "../../src/gateway/simulated-services.ts";
import { contracts } from "./data/data-host.ts";
import type { EveryRequest } from "./every-request.ts";
import { pricedTerms } from "./orders/priced-terms.ts";

type Contract = FieldsOf<"PLACE_ORDER">["contract"];

const account = "DU1000001";
const accounts = [account, "DU1000002"];
const { aapl, spy, combo, option, eurusd, es } = contracts;
const buy: OrderTerms = { action: "BUY", totalQuantity: "10", orderType: "LMT", tif: "DAY", transmit: true, account };
const sell: OrderTerms = { ...buy, action: "SELL" };
const far = { lmtPrice: 1 };

/** An order of every type, on the first kind of contract that takes it, and two on every kind; far from the market. */
function typesOf({ universe, market }: Simulated, atMs: number): (readonly [Contract, OrderTerms])[] {
  const seen = new Set<string>();
  return Object.values(contracts).flatMap((contract) => {
    const [found] = universe.find(contract);
    if (!found) return [];
    const price = market.fair(found, atMs);
    const spellings = spellingsFor(found).filter((spelling, index) => index < 2 || !seen.has(spelling));
    for (const spelling of spellings) seen.add(spelling);
    return spellings.map((spelling, index) => {
      // So many of one account would be too many of one contract.
      const terms = { ...buy, ...pricedTerms(spelling, price, found.tickAt(price)), account: accounts[index % 2] };
      return [contract, terms] as const;
    });
  });
}

const spellingsFor = (of: Instrument): string[] =>
  of.orderTypes
    .flatMap((name) => listedTypes.get(name) ?? [])
    .filter((name) => {
      const type = orderTypeOf(name);
      return type !== undefined && takes(of, type);
    });

const condition = { isConjunctionConnection: true, isMore: true, conId: 265598, exchange: "SMART" };
const conditions = [
  { ...condition, type: 1, price: 9999, triggerMethod: 0 },
  { ...condition, type: 3, time: "20271125 14:00:00 US/Eastern" },
  { ...condition, type: 4, percent: 30 },
  { type: 5, isConjunctionConnection: true, symbol: "AAPL", secType: "STK", exchange: "SMART" },
  { ...condition, type: 6, volume: 2_000_000_000 },
  { ...condition, type: 7, changePercent: 50, isConjunctionConnection: false },
];

/** What there must be for all that is asked afterwards. */
const alwaysPlaced: readonly (readonly [Contract, OrderTerms])[] = [
  [aapl, { ...buy, orderType: "MKT", orderRef: "a strategy - 7" }],
  [option, { ...buy, orderType: "MKT", totalQuantity: "2" }],
  [aapl, { ...buy, ...far, ocaGroup: "oca - 1", ocaType: 2 }],
];

/** Terms beside the type: each of them stands in reports of the order, at some versions. */
const terms: readonly (readonly [Contract, OrderTerms])[] = [
  [aapl, { ...sell, orderType: "MKT", totalQuantity: "4" }],
  [eurusd, { ...buy, orderType: "MKT", totalQuantity: "25000" }],
  [eurusd, { ...buy, orderType: "MKT", totalQuantity: "0", cashQty: 20_000 }],
  [es, { ...buy, orderType: "MKT", totalQuantity: "1" }],
  [aapl, { ...buy, ...far, tif: "GTD", goodTillDate: "20261211 20:00:00 US/Eastern" }],
  [aapl, { ...buy, ...far, tif: "GTC", goodAfterTime: "20261211 10:00:00 US/Eastern", outsideRth: true }],
  [aapl, { ...buy, ...far, tif: "IOC", minQty: 5, allOrNone: true }],
  [aapl, { ...buy, ...far, displaySize: 2, hidden: false, discretionaryAmt: 0.25, sweepToFill: true }],
  [aapl, { ...buy, ...far, conditions, conditionsCancelOrder: false, conditionsIgnoreRth: true }],
  [aapl, { ...buy, ...far, whatIf: true }],
  [aapl, { ...buy, ...far, algoStrategy: "Adaptive", algoParams: [{ tag: "adaptivePriority", value: "Normal" }] }],
  [aapl, { ...buy, ...far, softDollarTier: { name: "Research", value: "1", displayName: "Research - 1" } }],
  [aapl, { ...buy, ...far, scaleInitLevelSize: 4, scaleSubsLevelSize: 3, scalePriceIncrement: 0.5 }],
  [aapl, { ...sell, orderType: "TRAIL", trailingPercent: 5, trailStopPrice: 90 }],
  [
    aapl,
    {
      ...sell,
      orderType: "STP",
      auxPrice: 90,
      adjustedOrderType: "TRAIL",
      triggerPrice: 400,
      adjustedStopPrice: 95,
      adjustedTrailingAmount: 2,
      adjustableTrailingUnit: 0,
    },
  ],
  [spy, { ...buy, ...far, modelCode: "Model-A", extOperator: "op-1", mifid2DecisionMaker: "a-b", usePriceMgmtAlgo: 1 }],
  [spy, { ...buy, ...far, manualOrderTime: "20261125-19:00:00", manualOrderIndicator: 1, customerAccount: "cust-1" }],
  [
    option,
    {
      ...buy,
      orderType: "VOL",
      volatility: 20,
      volatilityType: 2,
      continuousUpdate: true,
      deltaNeutralOrderType: "MKT",
    },
  ],
  [
    combo,
    { ...buy, lmtPrice: -1.5, totalQuantity: "1", smartComboRoutingParams: [{ tag: "NonGuaranteed", value: "1" }] },
  ],
  [
    combo,
    { ...buy, orderType: "MKT", totalQuantity: "1", smartComboRoutingParams: [{ tag: "NonGuaranteed", value: "1" }] },
  ],
  // For the whole of a group.
  [aapl, { ...buy, account: "", orderType: "MKT", totalQuantity: "11", faGroup: "Both-Half" }],
  [aapl, { ...buy, account: "", ...far, totalQuantity: "11", faGroup: "Both-Half", faMethod: "EqualQuantity" }],
  // What is refused.
  [aapl, { ...buy, orderType: "NO-SUCH" }],
  [aapl, { ...buy, lmtPrice: 0.001 }],
  [
    { symbol: "NO-SUCH", secType: "STK", exchange: "SMART", currency: "USD" },
    { ...buy, ...far },
  ],
  [aapl, { ...buy, ...far, account: "DU9999999" }],
];

/** Only every fourth, say. */
export interface Share {
  readonly turn: number;
  readonly turns: number;
}

const inShare = <T>(all: readonly T[], share: Share | undefined): readonly T[] =>
  share ? all.filter((_, index) => index % share.turns === share.turn) : all;

export class EveryOrder {
  private readonly requests: EveryRequest;
  private last: number;
  private readonly first: number;
  private readonly placed: (readonly [orderId: number, contract: Contract, order: OrderTerms])[] = [];

  /** @param requests of a client that has heard of its next valid id */
  constructor(requests: EveryRequest) {
    this.requests = requests;
    this.first = requests.client.got("NEXT_VALID_ID").at(-1)?.orderId ?? 1;
    this.last = this.first - 1;
  }

  types(simulated: Simulated, atMs: number, share?: Share): void {
    for (const [contract, order] of inShare(typesOf(simulated, atMs), share)) this.place(contract, order);
  }

  terms(share?: Share): void {
    for (const [contract, order] of [...alwaysPlaced, ...inShare(terms, share)]) this.place(contract, order);
    const parent = this.place(aapl, { ...buy, ...far, transmit: false });
    this.place(aapl, { ...sell, lmtPrice: 900, parentId: parent, transmit: false });
    this.place(aapl, { ...sell, orderType: "STP", auxPrice: 1, parentId: parent });
    this.place(spy, { ...buy, orderType: "MKT" }, { slOrderId: this.last + 2, slOrderType: "PRESET" });
    this.last += 1;
  }

  /** Changes, cancels, and asks for all there is. */
  afterwards(): void {
    const { first, requests } = this;
    for (const [orderId, contract, order] of this.placed)
      if (order.lmtPrice === 1) this.order(orderId, contract, { ...order, lmtPrice: 1.05 });
    for (const orderId of [first, first + 5, this.last, 77_777])
      requests.ask("CANCEL_ORDER", { orderId, orderCancel: {} });
    requests.ask("CANCEL_ORDER", { orderId: first + 7, orderCancel: { manualOrderCancelTime: "20261125-19:00:00" } });
    for (const exerciseAction of [1, 2])
      requests.ask("EXERCISE_OPTIONS", {
        orderId: this.next(),
        contract: option,
        exerciseAction,
        exerciseQuantity: 1,
        account,
        override: false,
      });
    requests.ask("REQ_OPEN_ORDERS", {});
    requests.ask("REQ_ALL_OPEN_ORDERS", {});
    requests.ask("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
    requests.ask("REQ_EXECUTIONS", { executionFilter: {} });
    requests.ask("REQ_EXECUTIONS", { executionFilter: { symbol: "AAPL", side: "BUY", acctCode: account } });
  }

  end(): void {
    this.requests.ask("REQ_GLOBAL_CANCEL", { orderCancel: {} });
  }

  /** What became of them. */
  completed(): void {
    this.requests.ask("REQ_COMPLETED_ORDERS", { apiOnly: false });
    this.requests.ask("REQ_IDS", { numIds: 1 });
  }

  private place(
    contract: Contract,
    order: OrderTerms,
    attachedOrders?: FieldsOf<"PLACE_ORDER">["attachedOrders"],
  ): number {
    const orderId = this.next();
    this.placed.push([orderId, contract, order]);
    this.order(orderId, contract, order, attachedOrders);
    return orderId;
  }

  private order(
    orderId: number,
    contract: Contract,
    order: OrderTerms,
    attachedOrders?: FieldsOf<"PLACE_ORDER">["attachedOrders"],
  ): void {
    this.requests.ask("PLACE_ORDER", { orderId, contract, order, ...(attachedOrders && { attachedOrders }) });
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }
}
