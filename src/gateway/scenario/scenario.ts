/**
 * A scenario: what goes wrong at the host, and when. It is plain data, as a scenario file holds it; `scenario-engine.ts`
 * plays it. The real incidents behind the built-in ones are in `library/`.
 */
import type { MessageName, RequestName, ResponseName } from "../../catalogue/messages.ts";
import type { QuotesShown } from "../market/overlay.ts";
import type { ScreenOrder } from "../orders/screen-order.ts";
import type { BrokerLink, FarmState } from "../session/farms.ts";
import type { GatewaySettings } from "../settings.ts";

export interface Scenario {
  /** Kebab case, as `--scenario` takes it. */
  readonly name: string;
  /** One line on the real incident behind it. */
  readonly about: string;
  /** Where that incident is told. */
  readonly source?: string;
  /** When the host's clock begins, ISO 8601 with a zone; absent: now. */
  readonly start?: string;
  readonly settings?: Partial<GatewaySettings>;
  readonly market?: MarketPlan;
  readonly events: readonly ScenarioEvent[];
}

/** The market of the day. */
export interface MarketPlan {
  /** What prices and chance come from, of a host that starts with the scenario. */
  readonly seed?: number;
  /** Prices move so many times as far as usual, and options are priced for it. */
  readonly volatility?: number;
  /** Where prices stand when the scenario begins, by symbol. */
  readonly prices?: Readonly<Record<string, number>>;
}

/** Something that happens, once at a time or each time a message passes. */
export interface ScenarioEvent {
  readonly when: Trigger;
  readonly actions: readonly Action[];
}

export type Trigger =
  /** Ms after the first client has started. */
  { readonly at: number; readonly every?: number } | MessageTrigger;

/** A message on its way: a request (to the host) or an answer (to a client). */
export interface MessageTrigger {
  /** Its name; `*` any answer; `handshake` the host's answer to the version offer. */
  readonly on: MessageName | "*" | "handshake";
  /** The first time is 1. Absent: each time. */
  readonly nth?: number;
  /** From this time on, each time. */
  readonly from?: number;
  readonly clientId?: number;
  /** Fields that must be so, by dotted path. */
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What can be done. Those of the first group concern the message that triggered them. */
export type Action =
  | { readonly do: "drop" }
  | { readonly do: "delay"; readonly ms: number }
  /** Sends the message again, so many more times. */
  | { readonly do: "repeat"; readonly times: number; readonly ms?: number }
  /** Sends so many bytes of its frame, the rest after so many ms; without `ms` never. */
  | { readonly do: "cut"; readonly bytes: number; readonly ms?: number }
  /** Puts it and the next one into one frame, as if they were one message. */
  | { readonly do: "glue" }
  /** Sends it behind the next message, or behind the next of a name. */
  | { readonly do: "swap"; readonly behind?: ResponseName }
  /** Changes fields of an answer, by dotted path. */
  | { readonly do: "change"; readonly fields: Readonly<Record<string, string | number | boolean | null>> }
  // ── what concerns the host ──
  | { readonly do: "farm"; readonly farm: string; readonly state: FarmState }
  | { readonly do: "broker"; readonly link: BrokerLink }
  /** ERR_MSG to the client concerned, or to all. `id` absent: that of the message, or -1. */
  | { readonly do: "error"; readonly code: number; readonly text: string; readonly id?: number; readonly json?: string }
  /** A message of an id that nobody knows. */
  | { readonly do: "unknown"; readonly id: number }
  /** Ends the connection concerned, or all: with a FIN, or with a RST. */
  | { readonly do: "close"; readonly reset?: boolean }
  /** Says nothing any more to the client concerned, or to all; the connections stay open. */
  | { readonly do: "mute" }
  /** Takes connections and reads nothing from them, for so long; without `ms` for good. */
  | { readonly do: "wedge"; readonly ms?: number }
  /** Ends all connections and refuses new ones for so long; orders of the last `lostMs` are forgotten, ids with them. */
  | { readonly do: "restart"; readonly downMs: number; readonly lostMs?: number }
  | { readonly do: "set"; readonly settings: Partial<GatewaySettings> }
  /** Somebody enters an order at the screen of the host. */
  | ({ readonly do: "enter" } & ScreenOrder)
  | MarketAction;

/** What can be done to the market. `symbol` is that of a contract, or `*` for all; what stands on it is concerned too. */
export type MarketAction =
  /** The price moves by so many percent or to a price, one of both, within so many ms; without `over` at once. */
  | {
      readonly do: "move";
      readonly symbol: string;
      readonly percent?: number;
      readonly to?: number;
      readonly over?: number;
    }
  /** Trading stops: no quotes, no trades, orders are refused (154). Without `ms` until it is resumed. */
  | { readonly do: "halt"; readonly symbol: string; readonly ms?: number; readonly volatility?: boolean }
  | { readonly do: "resume"; readonly symbol: string }
  /** Bid and ask are so many times as far apart as usual. */
  | { readonly do: "spread"; readonly symbol: string; readonly times: number }
  | { readonly do: "quotes"; readonly symbol: string; readonly show: QuotesShown }
  /** Sizes and trades are this part of the usual ones; 0: there is nobody. */
  | { readonly do: "liquidity"; readonly symbol: string; readonly part: number }
  /** Limits further than so many percent through the market are cancelled (202); without `percent` no more. */
  | { readonly do: "band"; readonly symbol: string; readonly percent?: number }
  /** So many shares for one; positions follow, orders are cancelled. */
  | { readonly do: "split"; readonly symbol: string; readonly shares: number };

export type ActionName = Action["do"];

/** What acts on the message that triggered it. */
export const messageActions: readonly ActionName[] = ["drop", "delay", "repeat", "cut", "glue", "swap", "change"];

export const isAt = (trigger: Trigger): trigger is Exclude<Trigger, MessageTrigger> => "at" in trigger;

/** What a host must be given when it starts with a scenario: some settings hold from its first moment or not at all. */
export const settingsAtStart = ({ settings, market }: Scenario): Partial<GatewaySettings> => ({
  ...settings,
  ...(market?.seed !== undefined && { seed: market.seed }),
});

/** The events that the built-in scenarios are made of, in few words. */
export const at = (seconds: number, ...actions: readonly Action[]): ScenarioEvent => ({
  when: { at: seconds * 1000 },
  actions,
});
export const on = (
  name: RequestName | ResponseName | "*" | "handshake",
  which: Omit<MessageTrigger, "on">,
  ...actions: readonly Action[]
): ScenarioEvent => ({ when: { on: name, ...which }, actions });
