/**
 * The accounts of the user: their ledgers, the advisor's set-up, and who wants to know when something changes. The one
 * place where trades are booked.
 */
import type { Instrument, Market, Universe } from "../market-view.ts";
import type { Surroundings } from "../service.ts";
import { localDay } from "../universe/time-zones.ts";
import type { Group } from "./advisor-groups.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { baseCurrency, beginDay, bookTrade, emptyLedger, type Ledger, settlementOf, splitHolding } from "./ledger.ts";
import { type Valuation, valuationAt } from "./valuation.ts";

/** What is saved of the accounts; plain JSON. */
export interface AccountsState {
  /** By account. */
  ledgers: Record<string, Ledger>;
  /** What belongs to a model of an account, by `account/model`; it is part of the account too. */
  models: Record<string, Ledger>;
  groups: Group[];
}

/** A trade as orders know it. */
export interface BookedTrade {
  readonly account: string;
  readonly instrument: Instrument;
  /** Negative for a sale. */
  readonly quantity: number;
  readonly price: number;
  readonly commission: number;
  readonly commissionCurrency: string;
  /** The advisor's model that it belongs to; empty without one. */
  readonly modelCode: string;
}

/** @param conId of the position that changed; 0 when only cash did */
export type AccountListener = (account: string, conId: number) => void;

/** Paper accounts begin with so much. */
const startingCash = 1_000_000;
export const zone = "US/Eastern";

export class Accounts {
  readonly base = baseCurrency;
  readonly state: AccountsState;
  readonly universe: Universe;
  readonly market: Market;
  private readonly surroundings: Surroundings;
  private readonly listeners: AccountListener[] = [];
  private kept: { at: number; valuation: Valuation } | undefined;

  /** @param saved what an earlier run left; accounts that it does not know begin anew */
  constructor(surroundings: Surroundings, universe: Universe, market: Market, saved?: AccountsState) {
    this.surroundings = surroundings;
    this.universe = universe;
    this.market = market;
    const { accounts, advisor } = surroundings.settings;
    this.state = saved ?? { ledgers: {}, models: {}, groups: firstGroups(accounts, advisor) };
  }

  /** All accounts of the login, the default one first. */
  get names(): readonly string[] {
    return this.surroundings.settings.accounts;
  }

  get advisor(): string | undefined {
    return this.surroundings.settings.advisor ? this.names[0] : undefined;
  }

  /** The account of an order or request that names none; undefined when several could be meant. */
  get only(): string | undefined {
    return this.names.length === 1 ? this.names[0] : undefined;
  }

  has(account: string): boolean {
    return this.names.includes(account);
  }

  group(name: string): Group | undefined {
    return this.state.groups.find((group) => group.name === name);
  }

  /** The accounts that a request means by an account, a group, `All`, or an advisor's account with `A` behind it. */
  meant(name: string): readonly string[] | undefined {
    if (name === "" && this.only !== undefined) return [this.only];
    if (name === "All" || (this.advisor !== undefined && name === `${this.advisor}A`)) return this.names;
    if (this.has(name)) return [name];
    return this.group(name)?.accounts.map(({ account }) => account);
  }

  /** @param modelCode of a model: what belongs to it alone, without cash of its own at the beginning */
  ledger(account: string, modelCode = ""): Ledger {
    const day = localDay(zone, this.surroundings.now());
    const ledger =
      modelCode === ""
        ? (this.state.ledgers[account] ??= emptyLedger({ [this.base]: startingCash }, day))
        : (this.state.models[`${account}/${modelCode}`] ??= emptyLedger({ [this.base]: 0 }, day));
    beginDay(ledger, day);
    return ledger;
  }

  position(account: string, conId: number): number {
    return this.ledger(account).holdings[String(conId)]?.quantity ?? 0;
  }

  /** Prices of the moment. */
  get valuation(): Valuation {
    const at = this.surroundings.now();
    if (this.kept?.at !== at) this.kept = { at, valuation: valuationAt(this.universe, this.market, this.base, at) };
    return this.kept.valuation;
  }

  figures(account: string, modelCode = ""): Figures {
    return figuresOf(this.ledger(account, modelCode), this.valuation);
  }

  /** Books a trade and tells those who listen. @returns realized profit or loss; undefined when nothing was closed */
  trade(booked: BookedTrade): number | undefined {
    const { account, instrument, quantity, price, commission, commissionCurrency, modelCode } = booked;
    const settlement = settlementOf(instrument.secType);
    const trade = {
      conId: instrument.conId,
      quantity,
      price,
      multiplier: instrument.multiplier,
      currency: instrument.currency,
      settlement,
      ...(settlement === "exchanged" && { exchangedCurrency: instrument.symbol }),
      commission,
      commissionCurrency,
    };
    const realized = bookTrade(this.ledger(account), trade);
    if (modelCode !== "") bookTrade(this.ledger(account, modelCode), trade);
    for (const listener of this.listeners) listener(account, instrument.conId);
    return realized;
  }

  /** One share became so many; what is no whole share is paid out at the price of the moment. */
  split(conId: number, shares: number): void {
    const instrument = this.universe.byConId(conId);
    if (!instrument) return;
    const { last } = this.market.quote(instrument, this.surroundings.now());
    const day = localDay(zone, this.surroundings.now());
    for (const ledger of [...Object.values(this.state.ledgers), ...Object.values(this.state.models)]) {
      beginDay(ledger, day);
      splitHolding(ledger, { conId, shares, price: last, currency: instrument.currency });
    }
    for (const account of this.names)
      if (this.position(account, conId) !== 0) for (const listener of this.listeners) listener(account, conId);
  }

  /** Told of every trade, in the order in which they asked. */
  onChange(listener: AccountListener): void {
    this.listeners.push(listener);
  }
}

/** An advisor begins with one group of all clients. */
const firstGroups = (accounts: readonly string[], advisor: boolean): Group[] =>
  advisor && accounts.length > 1
    ? [
        {
          name: "Equal_Quantity",
          method: "EqualQuantity",
          accounts: accounts.slice(1).map((account) => ({ account, amount: 0 })),
        },
      ]
    : [];
