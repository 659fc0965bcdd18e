/**
 * An order as the host keeps it, and an execution. Plain data, so that it can be saved as JSON; nothing here knows how it
 * travels.
 *
 *   placed ── transmit=0 ──> Untransmitted ──┐
 *     └───── transmit=1 ─────────────────────┴> PendingSubmit ─> PreSubmitted (held) ─> Submitted ─> Filled
 *   rejected ─> Inactive        cancelled before it was acknowledged ─> ApiCancelled
 *   cancelled, expired ─> PendingCancel ─> Cancelled
 */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { ContractFields } from "../market-view.ts";

/** The terms of an order, as clients write them. */
export type OrderTerms = NonNullable<FieldsOf<"PLACE_ORDER">["order"]>;
export type ConditionTerms = NonNullable<OrderTerms["conditions"]>[number];

export type OrderStatus =
  | "ApiPending"
  | "PendingSubmit"
  | "PreSubmitted"
  | "Submitted"
  | "PendingCancel"
  | "ApiCancelled"
  | "Cancelled"
  | "Filled"
  | "Inactive";

export interface Allocation {
  readonly account: string;
  readonly quantity: number;
  filled: number;
}

export interface LiveOrder {
  /** The host's own number, never used again. */
  readonly permId: number;
  /** 0 also for orders that were entered at the host. */
  readonly clientId: number;
  /** 0 for orders that were entered at the host, until a client binds them. */
  orderId: number;
  /** Entered at the host itself. */
  readonly manual: boolean;
  readonly account: string;
  /** Parts of an advisor's order; empty for others. */
  readonly allocations: Allocation[];
  /** Of combinations: a number of the order's own, see `traded-contract.ts`. */
  readonly conId: number;
  readonly contract: ContractFields;
  terms: OrderTerms;
  /** permId of the parent; 0 without one. */
  readonly parent: number;
  /** Members of one group, in one account. */
  ocaGroup: string;
  ocaType: number;
  status: OrderStatus;
  /** Why it is held back: `child`, `trigger`, `locate`. */
  whyHeld: string;
  /** Left at the host until it, a child or a sibling is transmitted. */
  transmitted: boolean;
  /** Whether its destination may look at it: acknowledged, and not ended. */
  live: boolean;
  /** Shares or contracts. */
  quantity: number;
  filled: number;
  averagePrice: number;
  lastPrice: number;
  commission: number;
  /** ms since 1970 UTC. */
  placedAt: number;
  /** A stop or trigger was reached. */
  triggered: boolean;
  /** How often in a row a price that must come twice has come. */
  sightings: number;
  /** The stop of a trailing order; `null` before it has one. */
  stop: number | null;
  /** The limit that follows from it, or that was taken once. */
  limit: number | null;
  conditionsMet: boolean;
  /** Whether it has seen its market open; a day order ends when that closes. */
  sawOpen: boolean;
  /** Whether it has seen it closed; an order for the opening waits for the next one. */
  sawClosed: boolean;
  /** The broker has not found the shares that it would sell short. */
  locating: boolean;
  /** Whether it has been tried against the market once. */
  tried: boolean;
  /** The stop was adjusted. */
  adjusted: boolean;
  /** What an exercise does instead of trading. */
  exercise: "exercise" | "lapse" | "";
  /** When and how it ended; 0 and empty while it lives. */
  endedAt: number;
  endedAs: string;
}

export interface Execution {
  readonly execId: string;
  readonly permId: number;
  readonly orderId: number;
  readonly clientId: number;
  readonly account: string;
  readonly conId: number;
  readonly exchange: string;
  readonly side: "BOT" | "SLD";
  readonly quantity: number;
  readonly price: number;
  /** Of the order so far. */
  readonly filled: number;
  readonly averagePrice: number;
  /** ms since 1970 UTC. */
  readonly at: number;
  /** 1 added, 2 removed liquidity. */
  readonly liquidity: number;
  readonly orderRef: string;
  readonly modelCode: string;
  /** -1 for trades; else as the exercise types are numbered. */
  readonly exercise: number;
  commission: number;
  commissionCurrency: string;
  /** `null` when it closed nothing. */
  realized: number | null;
}

export const isEnded = ({ endedAt }: LiveOrder): boolean => endedAt > 0;
export const isBuy = ({ terms }: LiveOrder): boolean => terms.action === "BUY";
/** 1 for purchases, -1 for sales. */
export const directionOf = (order: LiveOrder): 1 | -1 => (isBuy(order) ? 1 : -1);
export const remainingOf = ({ quantity, filled }: LiveOrder): number => Math.round((quantity - filled) * 1e8) / 1e8;
/** A number that was given: unset is none, and neither is a zero where 0 means that. */
export const given = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && value !== 0;
