/** The values of generic ticks. Those that do not apply to an instrument give no tick, as at the host. */
import type { BuiltInMarket } from "../market/market.ts";
import { printsOf } from "../market/trades.ts";
import { sessionAt, sessionsOn, tradingDayAt } from "../universe/calendars.ts";
import { dayText } from "../universe/days.ts";
import { futuresOf, products } from "../universe/futures.ts";
import type { Listing } from "../universe/listing.ts";
import { chains } from "../universe/option-chains.ts";
import type { Tick } from "./board.ts";
import { quotingLetters } from "./quote-board.ts";
import {
  averageVolume,
  dailyFigure,
  historicalVolatility,
  openInterest,
  rangeOfWeeks,
  sharesOutstanding,
  shortableShares,
} from "./statistics.ts";
import { decimalText } from "../contracts/details.ts";

type Ticks = [number, Tick][];
type Maker = (market: BuiltInMarket, of: Listing, ms: number) => Ticks;

const size = (number: number, value: number): [number, Tick] => [number, { form: "size", size: value }];
const price = (number: number, value: number): [number, Tick] => [number, { form: "price", price: value, size: 0 }];
const generic = (number: number, value: number): [number, Tick] => [number, { form: "generic", value }];
const text = (number: number, value: string): [number, Tick] => [number, { form: "string", value }];

const hasOptions = (of: Listing): boolean => chains.some(({ underlying }) => underlying === of.conId);
const isStock = (of: Listing): boolean => of.secType === "STK";
const isEtf = (of: Listing): boolean => of.facts.stockType === "ETF";

/** On an option only the tick of its own right has a value. */
const byRight = (of: Listing, call: number, put: number, value: (purpose: number) => number): Ticks => {
  if (of.pricing.kind === "option")
    return [size(call, of.right === "C" ? value(1) : 0), size(put, of.right === "P" ? value(1) : 0)];
  return hasOptions(of) ? [size(call, value(1)), size(put, value(2))] : [];
};

const mark = (market: BuiltInMarket, of: Listing, ms: number): number => {
  const { bid, ask, last } = market.quote(of, ms);
  return bid > 0 ? Math.min(Math.max(last, bid), ask) : last;
};

/** The opening or closing auction that is near, in minutes before it. */
const auctionMs = 10 * 60_000;
function auction(market: BuiltInMarket, of: Listing, ms: number): Ticks {
  const day = tradingDayAt(of.calendar, "trading", ms);
  const near = sessionsOn(of.calendar, "liquid", day).some(({ start, end }) =>
    [start, end].some((moment) => moment - ms > 0 && moment - ms <= auctionMs),
  );
  if (!near || !isStock(of)) return [];
  const volume = 10_000 + dailyFigure(of, ms, 21, 400_000);
  return [
    size(34, volume),
    price(35, market.quote(of, ms).last),
    size(36, dailyFigure(of, ms, 22, volume)),
    size(61, dailyFigure(of, ms, 23, volume)),
  ];
}

/** `price;size;time;volume;vwap;single`, of the last trade until now. */
function tradeText(market: BuiltInMarket, of: Listing, ms: number, unreported: boolean): string | undefined {
  const trade = market.trades(of, ms - 60_000, ms + 1).findLast((each) => unreported || !each.unreported);
  if (!trade) return undefined;
  const start = sessionAt(of.calendar, "trading", trade.at)?.start ?? trade.at;
  const traded = market.traded(of, start, trade.at + 1);
  const vwap = traded && traded.volume > 0 ? traded.turnover / traded.volume : trade.price;
  const volume = Number((traded?.volume ?? 0).toFixed(8));
  return [
    decimalText(trade.price),
    decimalText(trade.size),
    String(trade.at),
    decimalText(volume),
    vwap.toFixed(8),
    String(printsOf(trade).length === 1),
  ].join(";");
}

const volumeOf = (market: BuiltInMarket, of: Listing, from: number, to: number): number =>
  market.traded(of, from, to)?.volume ?? 0;

const dividends = (of: Listing, ms: number): string => {
  const yearly = of.pricing.kind === "spot" ? of.pricing.price * of.pricing.yield : 0;
  if (yearly <= 0) return ",,,";
  const next = tradingDayAt(of.calendar, "liquid", ms) + 20 + (of.conId % 60);
  return [yearly, yearly * 1.04].map((each) => each.toFixed(2)).join() + `,${dayText(next)},${(yearly / 4).toFixed(2)}`;
};

const ratios = (market: BuiltInMarket, of: Listing, ms: number): string => {
  const { last } = market.quote(of, ms);
  const earnings = last / (12 + (of.conId % 25));
  return (
    `MKTCAP=${((last * sharesOutstanding(of)) / 1e6).toFixed(2)};TTMEPSXCLX=${earnings.toFixed(4)};` +
    `PEEXCLXOR=${(last / earnings).toFixed(4)};NPRICE=${last};CURRENCY=${of.currency};`
  );
};

const makers: Readonly<Record<number, Maker>> = {
  100: (_, of, ms) => byRight(of, 29, 30, (purpose) => dailyFigure(of, ms, purpose, 60_000)),
  101: (_, of, ms) => byRight(of, 27, 28, (purpose) => openInterest(of, ms) * purpose),
  104: (market, of, ms) =>
    isStock(of) || of.secType === "IND" ? [generic(23, historicalVolatility(market, of, ms))] : [],
  105: (_, of, ms) => (hasOptions(of) ? [size(87, 500 + dailyFigure(of, ms, 31, 800_000))] : []),
  106: (market, of, ms) => (hasOptions(of) ? [generic(24, Number(market.impliedVolatility(of, ms).toFixed(6)))] : []),
  162: (market, of, ms) => {
    const index = products.findIndex(({ underlying }) => underlying === of.conId);
    const lead = index < 0 ? undefined : futuresOf(index, ms)[0];
    return lead ? [generic(31, Number((market.fair(lead, ms) - market.fair(of, ms)).toFixed(2)))] : [];
  },
  165: (market, of, ms) =>
    of.secType === "OPT" || of.secType === "FOP" || of.secType === "BAG"
      ? []
      : [
          ...[13, 26, 52].flatMap((weeks, at) => {
            const { low, high } = rangeOfWeeks(market, of, ms, weeks);
            return [price(15 + at * 2, low), price(16 + at * 2, high)];
          }),
          size(21, averageVolume(of)),
        ],
  221: (market, of, ms) => [price(78, mark(market, of, ms))],
  225: auction,
  232: (market, of, ms) => [price(37, Number(mark(market, of, ms).toFixed(8)))],
  233: (market, of, ms) => {
    const trade = tradeText(market, of, ms, true);
    return trade === undefined ? [] : [text(48, trade)];
  },
  236: (_, of, ms) => (isStock(of) ? [generic(46, 3), size(89, shortableShares(of, ms))] : []),
  258: (market, of, ms) => (isStock(of) && !isEtf(of) ? [text(47, ratios(market, of, ms))] : []),
  293: (market, of, ms) => {
    const start = sessionAt(of.calendar, "trading", ms)?.start;
    return start === undefined ? [] : [generic(54, market.traded(of, start, ms)?.count ?? 0)];
  },
  294: (market, of, ms) => [generic(55, market.traded(of, ms - 60_000, ms)?.count ?? 0)],
  295: (market, of, ms) => [generic(56, Number(volumeOf(market, of, ms - 60_000, ms).toFixed(8)))],
  318: (market, of, ms) => {
    const day = tradingDayAt(of.calendar, "liquid", ms);
    const sessions = sessionsOn(of.calendar, "liquid", day);
    const trade = market
      .trades(of, sessions[0]?.start ?? ms, Math.min(ms, sessions.at(-1)?.end ?? ms))
      .findLast(({ unreported }) => !unreported);
    return trade ? [price(57, trade.price)] : [];
  },
  375: (market, of, ms) => {
    const trade = tradeText(market, of, ms, false);
    return trade === undefined ? [] : [text(77, trade)];
  },
  411: (market, of, ms) => [generic(58, historicalVolatility(market, of, ms))],
  456: (_, of, ms) => (isStock(of) ? [text(59, dividends(of, ms))] : []),
  460: (_, of) => (of.secType === "BOND" ? [generic(60, 1)] : []),
  577: (market, of, ms) => (isEtf(of) ? [price(96, Number(market.fair(of, ms).toFixed(4)))] : []),
  588: (_, of, ms) => (of.secType === "FUT" ? [size(86, openInterest(of, ms) * 10)] : []),
  595: (market, of, ms) =>
    [3, 5, 10].map((minutes, at) => size(63 + at, Number(volumeOf(market, of, ms - minutes * 60_000, ms).toFixed(8)))),
  614: (market, of, ms) => {
    const { high, low } = market.quote(of, ms);
    return isEtf(of) ? [price(98, high), price(99, low)] : [];
  },
  619: (market, of, ms) => [price(79, mark(market, of, ms))],
  623: (market, of, ms) => (isEtf(of) ? [price(97, Number(market.fair(of, ms).toFixed(4)))] : []),
  787: (market, of, ms) => {
    if (!isStock(of) || !market.isTrading(of, ms)) return [];
    const { bid, ask } = market.bidAsk(of, ms);
    const step = of.tickAt(bid);
    return [
      price(105, Math.min(Number((bid + step).toFixed(8)), Number((ask - step).toFixed(8)))),
      price(106, ask),
      size(107, 1 + dailyFigure(of, ms, 41, 98)),
      size(108, 1 + dailyFigure(of, ms, 42, 98)),
      text(109, quotingLetters(of, ms, 2).slice(0, 1)),
      text(110, quotingLetters(of, ms, 3).slice(0, 1)),
    ];
  },
};

/** Ticks whose values move with every trade; the others stay for minutes. */
const quick = new Set([225, 232, 221, 233, 293, 294, 295, 318, 375, 577, 595, 614, 619, 787]);
export const isQuick = (code: number): boolean => quick.has(code);

export const genericTicksOf = (market: BuiltInMarket, of: Listing, ms: number, codes: readonly number[]): Ticks =>
  codes.flatMap((code) => makers[code]?.(market, of, ms) ?? []);
