/**
 * What a row of quotes shows at a moment, tick by tick, whatever message carries it. Services send what differs from what they sent
 * before.
 */
import type { ClientPort } from "../service.ts";
import type { Listing } from "../universe/listing.ts";
import { sizeText } from "./sizes.ts";

export interface PriceTick {
  readonly form: "price";
  readonly price: number;
  readonly size: number;
  /** 1 executable at once, 2 beyond the day's limit, 4 before the open. */
  readonly mask?: number;
}
export interface SizeTick {
  readonly form: "size" | "volume";
  readonly size: number;
}
export interface GenericTick {
  readonly form: "generic";
  readonly value: number;
}
export interface StringTick {
  readonly form: "string";
  readonly value: string;
}
export interface OptionTick {
  readonly form: "option";
  readonly impliedVol: number;
  readonly delta: number;
  readonly optPrice: number;
  readonly pvDividend: number;
  readonly gamma: number;
  readonly vega: number;
  readonly theta: number;
  readonly undPrice: number;
}

export interface EfpTick {
  readonly form: "efp";
  readonly basisPoints: number;
  readonly formattedBasisPoints: string;
  readonly impliedFuturesPrice: number;
  readonly holdDays: number;
  readonly futureLastTradeDate: string;
  readonly dividendImpact: number;
  readonly dividendsToLastTradeDate: number;
}

export type Tick = PriceTick | SizeTick | GenericTick | StringTick | OptionTick | EfpTick;
/** Ticks by their official number, in the order in which they are sent. */
export type Board = ReadonlyMap<number, Tick>;

/** Delayed ticks have numbers of their own. */
const delayedNumbers = new Map<number, number>([
  [1, 66],
  [2, 67],
  [4, 68],
  [0, 69],
  [3, 70],
  [5, 71],
  [6, 72],
  [7, 73],
  [8, 74],
  [9, 75],
  [14, 76],
  [10, 80],
  [11, 81],
  [12, 82],
  [13, 83],
  [45, 88],
  [49, 90],
  [50, 103],
  [51, 104],
]);

/** The number of the size that belongs to a price. */
const sizeNumbers = new Map<number, number>([
  [1, 0],
  [2, 3],
  [4, 5],
]);

export const tickNumber = (number: number, delayed: boolean): number | undefined =>
  delayed ? delayedNumbers.get(number) : number;

const same = (one: Tick | undefined, other: Tick): boolean =>
  one !== undefined &&
  Object.entries(other).every(([key, value]) => Object.is((one as unknown as Record<string, unknown>)[key], value));

/** Sends what is new or different on a board. */
export function sendChanges(
  to: ClientPort,
  reqId: number,
  of: Listing,
  board: Board,
  before: Board,
  delayed: boolean,
): void {
  for (const [number, tick] of board) {
    const known = before.get(number);
    if (same(known, tick)) continue;
    const tickType = tickNumber(number, delayed);
    if (tickType === undefined) continue;
    const sizeNumber = sizeNumbers.get(number);
    if (tick.form === "price" && known?.form === "price" && known.price === tick.price && sizeNumber !== undefined) {
      const size = sizeText(of, to.serverVersion, tick.size);
      to.send("TICK_SIZE", { reqId, tickType: tickNumber(sizeNumber, delayed) ?? sizeNumber, size });
    } else sendTick(to, reqId, of, tickType, tick);
  }
}

function sendTick(to: ClientPort, reqId: number, of: Listing, tickType: number, tick: Tick): void {
  switch (tick.form) {
    case "price": {
      const mask = tick.mask ?? 0;
      return to.send("TICK_PRICE", {
        reqId,
        tickType,
        price: tick.price,
        size: sizeText(of, to.serverVersion, tick.size),
        attrMask: to.serverVersion < 109 ? mask & 1 : mask,
      });
    }
    case "size":
      return to.send("TICK_SIZE", { reqId, tickType, size: sizeText(of, to.serverVersion, tick.size) });
    case "volume":
      return to.send("TICK_SIZE", { reqId, tickType, size: sizeText(of, to.serverVersion, tick.size, "volume") });
    case "generic":
      return to.send("TICK_GENERIC", { reqId, tickType, value: tick.value });
    case "string":
      return to.send("TICK_STRING", { reqId, tickType, value: tick.value });
    case "efp": {
      const { form: _, ...values } = tick;
      return to.send("TICK_EFP", { reqId, tickType, ...values });
    }
    default: {
      const { form: _, ...values } = tick;
      return to.send("TICK_OPTION_COMPUTATION", { reqId, tickType, tickAttrib: 0, ...values });
    }
  }
}
