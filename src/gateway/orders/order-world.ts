/** The world of the order engine, made of the universe, the market and the accounts at the moment of one event. */
import type { Accounts } from "../accounts/accounts.ts";
import { allocated } from "../accounts/allocation.ts";
import { commissionCurrency, commissionOf } from "../accounts/commission.ts";
import { figuresOf } from "../accounts/figures.ts";
import { bookTrade, type Ledger, settlementOf } from "../accounts/ledger.ts";
import type { Instrument, Quote } from "../market-view.ts";
import type { Random } from "../../base/random.ts";
import type { OrderPresets } from "../settings.ts";
import type { Book } from "./book.ts";
import { directionOf, type LiveOrder } from "./order.ts";
import { isCombo, tradedBy, tradedContract } from "./traded-contract.ts";
import { expectedPrice } from "./expected-price.ts";
import { opensAt } from "./sessions.ts";
import { stepOf } from "./filling.ts";
import type { Preview, World } from "./world.ts";

const noQuote: Quote = {
  bid: 0,
  ask: 0,
  last: 0,
  bidSize: 0,
  askSize: 0,
  lastSize: 0,
  volume: 0,
  open: 0,
  high: 0,
  low: 0,
  close: 0,
};

const copyOf = (ledger: Ledger): Ledger => ({
  ...ledger,
  cash: { ...ledger.cash },
  commissions: { ...ledger.commissions },
  holdings: Object.fromEntries(Object.entries(ledger.holdings).map(([key, holding]) => [key, { ...holding }])),
});

/** @param venues chance by which smart routing picks an exchange */
export function worldAt(accounts: Accounts, book: Book, now: number, venues: Random, presets: OrderPresets): World {
  const { universe, market } = accounts;
  const quotes = new Map<number, Quote>();
  const openings = new Map<number, number>();
  const combos = new Map<number, Instrument | undefined>();
  /** A what-if order is not in the book; its combination is remembered from the order itself. */
  const instrumentOf = (conId: number): Instrument | undefined => {
    if (!isCombo(conId)) return universe.byConId(conId);
    if (!combos.has(conId)) combos.set(conId, tradedContract(universe, book, conId));
    return combos.get(conId);
  };
  const quote = (conId: number): Quote => {
    let found = quotes.get(conId);
    if (!found) {
      const instrument = instrumentOf(conId);
      quotes.set(conId, (found = instrument ? market.quote(instrument, now) : noQuote));
    }
    return found;
  };
  const withInstrument = <T>(conId: number, otherwise: T, of: (instrument: Instrument) => T): T => {
    const instrument = instrumentOf(conId);
    return instrument ? of(instrument) : otherwise;
  };
  const world: World = {
    now,
    instrument: instrumentOf,
    quote,
    isOpen: (conId) => withInstrument(conId, false, (instrument) => universe.isOpen(instrument, now)),
    state: (instrument) => market.state(instrument, now),
    model: (option, volatility, spot) => market.model(option, now, volatility, spot),
    presets,
    sharesFor: ({ underlying }) => withInstrument(underlying, 1, (of) => market.shares(of)),
    opensAt: (conId) => {
      let at = openings.get(conId);
      if (at === undefined) {
        at = withInstrument(conId, now, (instrument) => opensAt(universe, instrument, now));
        openings.set(conId, at);
      }
      return at;
    },
    position: (account, conId) => accounts.position(account, conId),
    cushion: (account) => accounts.figures(account).cushion,
    preview: (order) => previewOf(order, world),
    venue: ({ contract, conId }) => {
      const wanted = contract.exchange ?? "";
      if (wanted !== "" && wanted !== "SMART") return wanted;
      const names = instrumentOf(conId)?.exchanges.filter((name) => name !== "SMART") ?? [];
      return names.length > 0 ? venues.pick(names) : wanted;
    },
    booked: (_, execution) =>
      withInstrument(execution.conId, null, (instrument) => {
        const { account, price, commission, commissionCurrency: currency, modelCode } = execution;
        const quantity = execution.side === "BOT" ? execution.quantity : -execution.quantity;
        const realized = accounts.trade({
          account,
          instrument,
          quantity,
          price,
          commission,
          commissionCurrency: currency,
          modelCode,
        });
        return realized ?? null;
      }),
    accounts: accounts.names,
    advisor: accounts.advisor,
    allocate: (name, method, conId, quantity, amount) => {
      const group = name === "All" ? everybody(accounts) : accounts.group(name);
      if (!group) return undefined;
      const step = withInstrument(conId, 1, stepOf);
      const sizeOf = (account: string) => {
        const { netLiquidation, available } = accounts.figures(account);
        return { netLiquidation, available, position: accounts.position(account, conId) };
      };
      // A percentage change ignores the order's size: every position changes by it.
      if (method === "PctChange")
        return group.accounts.flatMap(({ account }) => {
          const change = Math.abs((accounts.position(account, conId) * Number(amount)) / 100);
          const part = Math.floor(change / step) * step;
          return part > 0 ? [{ account, quantity: part }] : [];
        });
      return allocated(group, method, quantity, step, sizeOf);
    },
  };

  function previewOf(order: LiveOrder, seen: World): Preview {
    const instrument = tradedBy(universe, order);
    if (instrument) combos.set(order.conId, instrument);
    const price = expectedPrice(order, seen);
    const parts =
      order.allocations.length > 0 ? order.allocations : [{ account: order.account, quantity: order.quantity }];
    const sum = {
      initialBefore: 0,
      maintenanceBefore: 0,
      equityBefore: 0,
      initialAfter: 0,
      maintenanceAfter: 0,
      equityAfter: 0,
    };
    const commission = instrument ? commissionOf(instrument, order.quantity, price) : 0;
    const currency = instrument ? commissionCurrency(instrument, accounts.base) : accounts.base;
    for (const { account, quantity } of parts) {
      const before = accounts.figures(account);
      const ledger = copyOf(accounts.ledger(account));
      const settlement = settlementOf(instrument?.secType ?? "");
      if (instrument && quantity > 0)
        bookTrade(ledger, {
          conId: order.conId,
          quantity: quantity * directionOf(order),
          price,
          multiplier: instrument.multiplier,
          currency: instrument.currency,
          settlement,
          ...(settlement === "exchanged" && { exchangedCurrency: instrument.symbol }),
          commission: order.quantity > 0 ? (commission * quantity) / order.quantity : 0,
          commissionCurrency: currency,
        });
      const after = figuresOf(ledger, accounts.valuation);
      sum.initialBefore += before.initial;
      sum.maintenanceBefore += before.maintenance;
      sum.equityBefore += before.equityWithLoan;
      sum.initialAfter += after.initial;
      sum.maintenanceAfter += after.maintenance;
      sum.equityAfter += after.equityWithLoan;
    }
    const allocations = order.allocations.map((part) => ({
      ...part,
      held: accounts.position(part.account, order.conId),
    }));
    return { ...sum, commission, commissionCurrency: currency, base: accounts.base, allocations };
  }
  return world;
}

/** `All` as a group: the clients of the advisor, or all accounts. */
const everybody = (accounts: Accounts) => ({
  name: "All",
  method: "EqualQuantity",
  accounts: accounts.names.filter((name) => name !== accounts.advisor).map((account) => ({ account, amount: 0 })),
});
