/** What the order engine is told, what it asks, and what it says. None of it knows a message or a connection. */
import type { Part } from "../accounts/allocation.ts";
import type { ContractFields, Instrument, Quote, TradingState } from "../market-view.ts";
import type { OrderPresets } from "../settings.ts";
import type { Execution, LiveOrder, OrderTerms } from "./order.ts";

/** Margins and costs of an order that is only thought of. Amounts are in the account's base currency. */
export interface Preview {
  readonly initialBefore: number;
  readonly maintenanceBefore: number;
  readonly equityBefore: number;
  readonly initialAfter: number;
  readonly maintenanceAfter: number;
  readonly equityAfter: number;
  readonly commission: number;
  readonly commissionCurrency: string;
  readonly base: string;
  /** What the accounts of an advisor's order hold, and what of it each gets; empty for other orders. */
  readonly allocations: readonly { readonly account: string; readonly held: number; readonly quantity: number }[];
}

/** What the engine asks about markets and accounts, at the moment of an event. */
export interface World {
  /** ms since 1970 UTC. */
  readonly now: number;
  readonly instrument: (conId: number) => Instrument | undefined;
  readonly quote: (conId: number) => Quote;
  readonly isOpen: (conId: number) => boolean;
  readonly state: (instrument: Instrument) => TradingState;
  /** What an option is worth by the model. @param volatility fraction a year; undefined: that of the market */
  readonly model: (
    option: Instrument,
    volatility: number | undefined,
    spot: number,
  ) => { readonly price: number; readonly delta: number } | undefined;
  /** Limits of the order presets; none where they are bypassed. */
  readonly presets: OrderPresets;
  /** New shares of what an option stands on, for each that it was made for. */
  readonly sharesFor: (option: Instrument) => number;
  /** When the market of a contract opens next. @returns ms since 1970 UTC */
  readonly opensAt: (conId: number) => number;
  /** Positions of an account; negative for short ones. */
  readonly position: (account: string, conId: number) => number;
  /** Excess liquidity as a fraction of net liquidation. */
  readonly cushion: (account: string) => number;
  readonly preview: (order: LiveOrder) => Preview;
  /** The exchange at which an order is filled. */
  readonly venue: (order: LiveOrder) => string;
  /** Books a fill. @returns profit or loss that it realized */
  readonly booked: (order: LiveOrder, execution: Execution) => number | null;
  /** Accounts of the login, and how an advisor's order is divided. */
  readonly accounts: readonly string[];
  readonly advisor: string | undefined;
  readonly allocate: (
    group: string,
    method: string,
    conId: number,
    quantity: number,
    amount: string,
  ) => Part[] | undefined;
}

export interface Placing {
  readonly kind: "place";
  readonly clientId: number;
  readonly orderId: number;
  readonly instrument: Instrument;
  readonly contract: ContractFields;
  readonly terms: OrderTerms;
  /** Entered at the host itself, not by a client. */
  readonly manual?: boolean;
}

export interface Exercising {
  readonly kind: "exercise";
  readonly clientId: number;
  readonly orderId: number;
  readonly instrument: Instrument;
  readonly contract: ContractFields;
  readonly account: string;
  readonly action: number;
  readonly quantity: number;
  /** Against the natural outcome. */
  readonly override: boolean;
}

export type OrderEvent =
  | Placing
  | Exercising
  | { readonly kind: "cancel"; readonly clientId: number; readonly orderId: number; readonly permId?: number }
  | { readonly kind: "cancel-all" }
  /** The host has taken the order. */
  | { readonly kind: "acknowledge"; readonly permId: number }
  /** Its destination has. */
  | { readonly kind: "work"; readonly permId: number }
  | { readonly kind: "confirm-cancel"; readonly permId: number; readonly words: string }
  | { readonly kind: "bind"; readonly permId: number }
  /** Shares were split. */
  | { readonly kind: "split"; readonly conId: number }
  /** A contract has expired. */
  | { readonly kind: "expire"; readonly conId: number }
  /** Time has passed. */
  | { readonly kind: "beat" };

export type Effect =
  /** OPEN_ORDER and ORDER_STATUS, or the second alone. `order` is a copy of that moment. */
  | { readonly kind: "report"; readonly order: LiveOrder; readonly statusOnly: boolean }
  /** An error or a notice about an order of a client. */
  | {
      readonly kind: "say";
      readonly clientId: number;
      readonly orderId: number;
      readonly code: number;
      readonly text: string;
    }
  | { readonly kind: "executed"; readonly order: LiveOrder; readonly execution: Execution }
  /** Follows the reports of a fill. */
  | { readonly kind: "charged"; readonly order: LiveOrder; readonly execution: Execution }
  | { readonly kind: "previewed"; readonly order: LiveOrder; readonly preview: Preview }
  | { readonly kind: "bound"; readonly order: LiveOrder }
  | { readonly kind: "later"; readonly ms: number; readonly event: OrderEvent };

/** How long things take, ms. */
export const latency = { acknowledge: 10, work: 40, cancel: 30, look: 250, reconnect: 500 } as const;

/** Error codes that orders are answered with. Source: error table. */
export const codes = {
  duplicateId: 103,
  modifyFilled: 104,
  modifyMismatch: 105,
  incomplete: 107,
  notOnTick: 110,
  tifAndType: 111,
  closeOrderTif: 113,
  blockTooSmall: 117,
  triggerMethod: 146,
  conditionContract: 147,
  conditionType: 148,
  halted: 154,
  offsetMissing: 158,
  offsetRange: 159,
  notCancellable: 161,
  presetPercentage: 163,
  presetUnchecked: 164,
  rejected: 201,
  cancelled: 202,
  validation: 321,
  goodTillDate: 334,
  goodAfterTime: 337,
  notAdvisor: 344,
  wrongAllocation: 332,
  modifyType: 329,
  preview: 413,
  unsupportedType: 387,
  tooSmall: 388,
  message: 399,
  volatilityType: 367,
  referenceType: 368,
  volatilityContract: 369,
  volatilityMissing: 371,
  dynamicType: 372,
  rangeType: 373,
  rangeOrder: 374,
  rangeNegative: 375,
  hedgePriceMissing: 378,
  hedgePriceUnwanted: 379,
  hedgeOrderType: 380,
  presetTicks: 382,
  presetSize: 383,
  presetValue: 451,
  scaleIncrement: 408,
  scaleLater: 410,
  scaleFirst: 417,
  scaleProfit: 418,
  scaleFirstMissing: 419,
  deltaNeutral: 429,
  stopPrice: 403,
  locate: 404,
  zeroSize: 434,
  algo: 439,
  accountMissing: 435,
  allocationMissing: 436,
  modifyAccount: 422,
  modifyAlgo: 440,
  modifyTif: 462,
  processing: 322,
  busy: 2102,
  outsideRthIgnored: 2109,
  crossesPosition: 2137,
  parentMissing: 10006,
  hedgeType: 10007,
  hedgeBeta: 10008,
  hedgeRatio: 10009,
  deltaHedge: 10010,
  displaySize: 10020,
  tif: 10052,
  cancelUnknown: 10147,
  cancelState: 10148,
  modifyCash: 10241,
  fraction: 10243,
  cashQuantity: 10244,
  increment: 10250,
  cashAndSize: 10293,
  eTradeOnly: 10268,
  firmQuoteOnly: 10269,
  nbboPriceCap: 10270,
  modifyOcaGroup: 10326,
  modifyOcaType: 10327,
  modifyParent: 10341,
  tifPreset: 10349,
} as const;
