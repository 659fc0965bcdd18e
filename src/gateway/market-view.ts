/**
 * What the services know of contracts and prices. `universe/` and `market/` implement it; orders, accounts and data
 * services use it. Everything is a function of the seed and the time asked for, so that the same question has the same answer.
 */
import type { FieldsOf } from "../catalogue/messages.ts";

/** The fields by which a client names a contract. */
export type ContractFields = NonNullable<FieldsOf<"REQ_MKT_DATA">["contract"]>;
/** The fields by which a host tells of a contract. */
export type HostContractFields = NonNullable<FieldsOf<"OPEN_ORDER">["contract"]>;
/** A contract in full. */
export type DetailsFields = FieldsOf<"CONTRACT_DATA">;

/** One tradable contract. Prices and ids are invented. */
export interface Instrument {
  readonly conId: number;
  readonly symbol: string;
  readonly secType: string;
  /** `yyyymmdd`, or empty. */
  readonly expiry: string;
  readonly strike: number;
  /** `C`, `P` or empty. */
  readonly right: string;
  /** What one point of price is worth; 1 where there is no multiplier. */
  readonly multiplier: number;
  /** Where it trades, SMART first where it is routed smartly. */
  readonly exchanges: readonly string[];
  readonly primaryExchange: string;
  readonly currency: string;
  readonly localSymbol: string;
  readonly tradingClass: string;
  readonly longName: string;
  /** Smallest price step at a price, by market rule. */
  readonly tickAt: (price: number) => number;
  /** Smallest order, and the step of quantities, as decimal text. */
  readonly sizeMin: string;
  readonly orderTypes: readonly string[];
  /** conId of what it derives from; 0 without. */
  readonly underlying: number;
}

export interface Universe {
  /** All contracts that fit what a request names; an empty answer means error 200. */
  readonly find: (contract: ContractFields) => readonly Instrument[];
  readonly byConId: (conId: number) => Instrument | undefined;
  /** The contract as OPEN_ORDER, PORTFOLIO_VALUE and the like tell of it. @param exchange the one that was asked for */
  readonly describe: (instrument: Instrument, exchange?: string) => HostContractFields;
  /** Whether it trades at this moment in its regular hours. @param ms since 1970 UTC */
  readonly isOpen: (instrument: Instrument, ms: number) => boolean;
}

/** What cannot be traded (indexes, mutual funds) has bid and ask 0; while closed, prices are those before the close. */
export interface Quote {
  readonly bid: number;
  readonly ask: number;
  readonly last: number;
  /** Sizes in shares or contracts. */
  readonly bidSize: number;
  readonly askSize: number;
  readonly lastSize: number;
  /** Of the current session. */
  readonly volume: number;
  /** Of the regular session of the day; 0 before its first trade. */
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** Of the session before. */
  readonly close: number;
}

/** Whether and how an instrument can be traded. */
export interface TradingState {
  readonly halted: boolean;
  /** How far through the market an order's price may lie, percent; undefined: as far as it likes. */
  readonly band: number | undefined;
}

export interface Market {
  /** The quote at a moment. @param ms since 1970 UTC */
  readonly quote: (instrument: Instrument, ms: number) => Quote;
  readonly state: (instrument: Instrument, ms: number) => TradingState;
  /** New shares for one that was held when the market began: 1 where there was no split. */
  readonly shares: (instrument: Instrument) => number;
  /**
   * What an option is worth by the model.
   * @param volatility fraction a year; undefined: that of the market @param spot price of what it stands on
   * @returns undefined for what is no option
   */
  readonly model: (
    instrument: Instrument,
    ms: number,
    volatility: number | undefined,
    spot: number,
  ) => { readonly price: number; readonly delta: number } | undefined;
}
