/** The quotes of one subscription: what changed since the last beat, and of which kind the data is. */
import type { ClientPort } from "../service.ts";
import type { Listing } from "../universe/listing.ts";
import { type Board, sendChanges, type Tick } from "./board.ts";
import type { Desk } from "./desk.ts";
import { efpLegs, efpTicks } from "./efp.ts";
import { flowOf } from "./flow.ts";
import { genericTicksOf, isQuick } from "./generic-ticks.ts";
import { delayMs, marketDataTypes } from "./permission.ts";
import { bidAskTicks, quoteTicks } from "./quote-board.ts";

export interface StreamOptions {
  readonly delayed: boolean;
  /** The client takes prices from before the close. */
  readonly frozenAllowed: boolean;
  readonly greeks: boolean;
  readonly codes: readonly number[];
  readonly quotesOff: boolean;
}

/** All ticks are looked at again after so long, though nothing was traded. */
const wholeMs = 5000;
/** Models of options are computed again at most so often. */
const modelMs = 1000;

export class QuoteStream {
  private readonly desk: Desk;
  private readonly client: ClientPort;
  private readonly reqId: number;
  private readonly of: Listing;
  private readonly options: StreamOptions;
  private sent: Map<number, Tick> = new Map();
  private type = 0;
  private wholeAt = Number.NEGATIVE_INFINITY;
  private slowAt = Number.NEGATIVE_INFINITY;
  private halted = 0;
  private readonly flows: () => boolean;
  private readonly efp: ReturnType<typeof efpLegs>;

  constructor(desk: Desk, client: ClientPort, reqId: number, of: Listing, options: StreamOptions) {
    this.desk = desk;
    this.client = client;
    this.reqId = reqId;
    this.of = of;
    this.options = options;
    this.flows = flowOf(desk.link, of);
    this.efp = efpLegs(of);
  }

  /** Sends what changed until now. */
  send(): void {
    const { desk, of, options } = this;
    if (!this.flows()) return;
    const ms = desk.surroundings.now() - (options.delayed ? delayMs : 0);
    const trading = desk.market.isTrading(of, ms);
    const frozen = !trading && options.frozenAllowed;
    this.tellType(frozen);
    const board = this.boardAt(ms, frozen, trading);
    sendChanges(this.client, this.reqId, of, board, this.sent, options.delayed);
    for (const [number, tick] of board) this.sent.set(number, tick);
  }

  private tellType(frozen: boolean): void {
    const { delayed } = this.options;
    const type = delayed
      ? frozen
        ? marketDataTypes.delayedFrozen
        : marketDataTypes.delayed
      : frozen
        ? marketDataTypes.frozen
        : marketDataTypes.live;
    if (type === this.type) return;
    this.type = type;
    this.client.send("MARKET_DATA_TYPE", { reqId: this.reqId, marketDataType: type });
  }

  private boardAt(ms: number, frozen: boolean, trading: boolean): Board {
    const { desk, of, options } = this;
    const view = { frozen, greeks: options.greeks };
    const since = ms - this.wholeAt;
    const { halted } = desk.market.condition(of, ms);
    const whole =
      since >= wholeMs ||
      halted !== this.halted ||
      (trading &&
        since >= (of.pricing.kind === "option" ? modelMs : 0) &&
        desk.market.trades(of, this.wholeAt + 1, ms + 1).length > 0);
    const ticks: [number, Tick][] = [];
    if (this.efp) return new Map(whole ? efpTicks(desk.market, this.efp, ms) : []);
    if (!options.quotesOff) ticks.push(...(whole ? quoteTicks(desk, of, ms, view) : bidAskTicks(desk, of, ms, view)));
    if (whole && options.codes.length > 0) {
      const slow = ms - this.slowAt >= 60_000;
      if (slow) this.slowAt = ms;
      ticks.push(
        ...genericTicksOf(
          desk.market,
          of,
          ms,
          options.codes.filter((code) => slow || isQuick(code)),
        ),
      );
    }
    this.halted = halted;
    if (whole) this.wholeAt = ms;
    return new Map(ticks);
  }
}
