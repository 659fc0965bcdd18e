/** Ticks as the messages of time and sales carry them. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { ClientPort } from "../service.ts";
import type { Listing } from "../universe/listing.ts";
import { sizeText } from "./sizes.ts";
import { midpoint, type QuoteTick, type TickKind, type TradeTick } from "./ticks.ts";

type LastFields = NonNullable<FieldsOf<"TICK_BY_TICK">["historicalTickLast"]>;
type BidAskFields = NonNullable<FieldsOf<"TICK_BY_TICK">["historicalTickBidAsk"]>;

const seconds = (ms: number): bigint => BigInt(Math.floor(ms / 1000));

export const lastFields = (of: Listing, version: number, tick: TradeTick): LastFields => ({
  time: seconds(tick.at),
  tickAttribLast: { pastLimit: false, unreported: tick.unreported },
  price: tick.price,
  size: sizeText(of, version, tick.size),
  exchange: tick.exchange,
  specialConditions: tick.conditions,
});

export const bidAskFields = (of: Listing, version: number, tick: QuoteTick): BidAskFields => ({
  time: seconds(tick.at),
  tickAttribBidAsk: { bidPastLow: false, askPastHigh: false },
  priceBid: tick.bid,
  priceAsk: tick.ask,
  sizeBid: sizeText(of, version, tick.bidSize),
  sizeAsk: sizeText(of, version, tick.askSize),
});

/** Ticks of one message; more of them come in several. */
const chunk = 1000;

/** Sends past ticks, in one message or several, the last one marked. */
export function sendPastTicks(
  client: ClientPort,
  reqId: number,
  of: Listing,
  kind: TickKind,
  ticks: { readonly trades: readonly TradeTick[]; readonly quotes: readonly QuoteTick[] },
): void {
  const version = client.serverVersion;
  const total = kind === "TRADES" ? ticks.trades.length : ticks.quotes.length;
  for (let from = 0; from === 0 || from < total; from += chunk) {
    const isDone = from + chunk >= total;
    const quotes = ticks.quotes.slice(from, from + chunk);
    if (kind === "TRADES")
      client.send("HISTORICAL_TICKS_LAST", {
        reqId,
        historicalTicksLast: ticks.trades.slice(from, from + chunk).map((tick) => lastFields(of, version, tick)),
        isDone,
      });
    else if (kind === "BID_ASK")
      client.send("HISTORICAL_TICKS_BID_ASK", {
        reqId,
        historicalTicksBidAsk: quotes.map((tick) => bidAskFields(of, version, tick)),
        isDone,
      });
    else
      client.send("HISTORICAL_TICKS", {
        reqId,
        historicalTicks: quotes.map((tick) => ({
          time: seconds(tick.at),
          attribMask: 0,
          price: midpoint(tick),
          size: "0",
        })),
        isDone,
      });
  }
}
