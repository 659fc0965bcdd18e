/** The seeded market: prices on their grid, sums that agree, and the same answer to the same question, whatever was asked before. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMarket } from "../../../src/gateway/market/market.ts";
import { hasQuotes } from "../../../src/gateway/market/quotes.ts";
import { PricePath, slotMs } from "../../../src/gateway/market/price-path.ts";
import { hasTrades, printsOf } from "../../../src/gateway/market/trades.ts";
import { sessionAt, sessionsOn, tradingDayAt } from "../../../src/gateway/universe/calendars.ts";
import { listed } from "../../../src/gateway/universe/derived-listings.ts";
import { byConId, find } from "../../../src/gateway/universe/find.ts";
import { futuresOf } from "../../../src/gateway/universe/futures.ts";
import type { Listing } from "../../../src/gateway/universe/listing.ts";
import { chains, optionsOf } from "../../../src/gateway/universe/option-chains.ts";

const now = Date.UTC(2026, 10, 25, 19);
const market = createMarket(1);
const stock = byConId(265598) as Listing;

const chosen: readonly Listing[] = [
  stock,
  ...["SPY", "BMW", "VOD", "7203", "EUR", "BTC", "XAUUSD", "US-T"].map(
    (symbol) => listed.find((of) => of.symbol === symbol) as Listing,
  ),
  futuresOf(0, now)[0] as Listing,
  futuresOf(8, now)[1] as Listing,
  find(
    { symbol: "AAPL", secType: "OPT", lastTradeDateOrContractMonth: "20261218", strike: 250, right: "P" },
    now,
  )[0] as Listing,
];
const instruments = fc.constantFrom(...chosen);
const moments = fc.integer({ min: now - 30 * 86_400_000, max: now + 15 * 86_400_000 });

const onGrid = (price: number, step: number): boolean => Math.abs(price / step - Math.round(price / step)) < 1e-6;

describe("a price path", () => {
  test("is the same whichever way it is asked along", () => {
    const slots = fc.array(fc.integer({ min: 0, max: 17_280 * 3 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer(), slots, (seed, asked) => {
        const base = Math.floor(now / slotMs);
        const one = new PricePath(seed);
        const other = new PricePath(seed);
        const forward = asked.map((slot) => one.corner(base + slot));
        const backward = asked
          .toReversed()
          .map((slot) => other.corner(base + slot))
          .toReversed();
        expect(forward).toEqual(backward);
      }),
      { numRuns: 20 },
    );
  });

  test("does not jump from one slot to the next, nor far away in years", () => {
    const path = new PricePath(5);
    const base = Math.floor(now / slotMs);
    let largest = 0;
    for (let slot = 0; slot < 17_280 * 2; slot += 1)
      largest = Math.max(largest, Math.abs(path.corner(base + slot + 1) - path.corner(base + slot)));
    expect(largest).toBeLessThan(0.1);
    const levels = Array.from({ length: 3000 }, (_, day) => path.at(day * 86_400_000 * 5));
    expect(Math.max(...levels.map(Math.abs))).toBeLessThan(40);
    expect(new Set(levels.map((level) => Math.round(level))).size).toBeGreaterThan(10);
  });

  test("moves by about its deviation in a day", () => {
    const path = new PricePath(9);
    const moves = Array.from({ length: 2000 }, (_, day) => path.at((day + 1) * 86_400_000) - path.at(day * 86_400_000));
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length);
    expect(deviation).toBeGreaterThan(0.5);
    expect(deviation).toBeLessThan(1.5);
  });
});

describe("quotes", () => {
  test("stand on the price grid, bid below ask, with sizes of whole lots", () => {
    fc.assert(
      fc.property(instruments, moments, (of, ms) => {
        const { bid, ask, bidSize, askSize } = market.bidAsk(of, ms);
        expect(bid).toBeGreaterThan(0);
        expect(ask).toBeGreaterThan(bid);
        expect(onGrid(bid, of.tickAt(bid))).toBe(true);
        expect(onGrid(ask, of.tickAt(ask))).toBe(true);
        expect(bidSize).toBeGreaterThan(0);
        expect(askSize).toBeGreaterThan(0);
        expect(onGrid(bidSize, of.liquidity.lot)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("give the same answer whatever was asked before", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(instruments, moments), { minLength: 1, maxLength: 5 }), (asked) => {
        const fresh = createMarket(1);
        for (const [of, ms] of asked.toReversed()) expect(fresh.quote(of, ms)).toEqual(market.quote(of, ms));
      }),
      { numRuns: 8 },
    );
  });

  test("differ from seed to seed", () => {
    expect(createMarket(2).quote(stock, now)).not.toEqual(market.quote(stock, now));
  });

  test("stand still while the market is closed, and have a volume that only grows while it is open", () => {
    const { start, end } = sessionsOn(stock.calendar, "trading", tradingDayAt(stock.calendar, "trading", now))[0] as {
      start: number;
      end: number;
    };
    expect(market.quote(stock, end + 3_600_000)).toEqual(market.quote(stock, end + 60_000));
    let volume = 0;
    for (let ms = start; ms < end; ms += 600_000) {
      const quote = market.quote(stock, ms);
      expect(quote.volume).toBeGreaterThanOrEqual(volume);
      volume = quote.volume;
      expect(quote.low).toBeLessThanOrEqual(quote.last + 10 * stock.tickAt(1) + quote.high);
    }
    expect(volume).toBeGreaterThan(100_000);
  });

  test("have a last price between the day's low and high, and the close of the day before", () => {
    const quote = market.quote(stock, now);
    expect(quote.low).toBeLessThanOrEqual(quote.last);
    expect(quote.high).toBeGreaterThanOrEqual(quote.last);
    expect(quote.close).toBe(market.closeOf(stock, tradingDayAt(stock.calendar, "trading", now) - 1));
    expect(quote.open).toBeGreaterThan(0);
  });

  test("of what is not traded are values only", () => {
    const index = byConId(416904) as Listing;
    expect(market.quote(index, now)).toMatchObject({ bid: 0, ask: 0, volume: 0 });
    expect(hasQuotes(index)).toBe(false);
    const fund = byConId(48013650) as Listing;
    expect(market.quote(fund, now).last).toBe(market.quote(fund, now + 3600).last);
  });
});

describe("trades", () => {
  test("are at the bid or the ask of their moment, within sessions, in whole lots of prints", () => {
    for (const of of chosen.filter(hasTrades)) {
      for (const trade of market.trades(of, now - 3_600_000, now)) {
        const { bid, ask } = market.bidAsk(of, trade.at);
        expect([bid, ask]).toContain(trade.price);
        expect(sessionAt(of.calendar, "trading", trade.at)).toBeDefined();
        expect(
          Number(
            printsOf(trade)
              .reduce((sum, size) => sum + size, 0)
              .toFixed(8),
          ),
        ).toBe(trade.size);
      }
    }
  });

  test("sum up to the same bar, however the time is cut", () => {
    const spans = fc.tuple(
      fc.integer({ min: 0, max: 20_000 }),
      fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...chosen.filter(hasTrades)), spans, (of, [offset, lengths]) => {
        const from = now - 20_000_000 + offset * 1000;
        const cuts = lengths.reduce<number[]>(
          (all, length) => [...all, (all.at(-1) as number) + length * 1000],
          [from],
        );
        const parts = cuts
          .slice(1)
          .map((to, at) => market.traded(of, cuts[at] as number, to))
          .filter((part) => part !== undefined);
        const whole = market.traded(of, from, cuts.at(-1) as number);
        if (!whole) {
          expect(parts).toEqual([]);
          return;
        }
        expect(whole.open).toBe(parts[0]?.open);
        expect(whole.close).toBe(parts.at(-1)?.close);
        expect(whole.high).toBe(Math.max(...parts.map(({ high }) => high)));
        expect(whole.low).toBe(Math.min(...parts.map(({ low }) => low)));
        expect(whole.volume).toBeCloseTo(
          parts.reduce((sum, { volume }) => sum + volume, 0),
          6,
        );
        expect(whole.count).toBe(parts.reduce((sum, { count }) => sum + count, 0));
        const average = whole.turnover / whole.volume;
        expect(average).toBeGreaterThanOrEqual(whole.low - 1e-9);
        expect(average).toBeLessThanOrEqual(whole.high + 1e-9);
      }),
      { numRuns: 150 },
    );
  });
});

describe("what bid and ask did", () => {
  test("holds every quote of the time, and bars of parts agree with the whole", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...chosen.slice(0, 11)),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 5, max: 900 }),
        (of, offset, length) => {
          const from = now - 3_600_000 + offset * 1000;
          const to = from + length * 1000;
          fc.pre(
            sessionAt(of.calendar, "trading", from) === sessionAt(of.calendar, "trading", to) &&
              market.isTrading(of, from),
          );
          const whole = market.quoted(of, from, to);
          for (let ms = Math.ceil(from / 250) * 250; ms < to; ms += 1750) {
            const { bid, ask } = market.bidAsk(of, ms);
            expect(bid <= whole.highBid && bid >= whole.lowBid && ask <= whole.highAsk && ask >= whole.lowAsk).toBe(
              true,
            );
          }
          const middle = from + Math.floor(length / 2) * 1000;
          const [first, second] = [market.quoted(of, from, middle), market.quoted(of, middle, to)];
          expect(whole.highAsk).toBeCloseTo(Math.max(first.highAsk, second.highAsk), 8);
          expect(whole.lowBid).toBeCloseTo(Math.min(first.lowBid, second.lowBid), 8);
          expect(whole.first).toEqual(first.first);
          expect(whole.last).toEqual(second.last);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("options", () => {
  test("on an index keep the parity of puts and calls at the market's fair prices", () => {
    const chain = chains.find(({ tradingClass }) => tradingClass === "SPXW");
    const calls = optionsOf(chain as NonNullable<typeof chain>, now, { expiry: "", strike: 0, right: "C" });
    for (const call of calls.filter((_, at) => at % 37 === 0)) {
      const put = byConId(call.conId + 1) as Listing;
      expect(put).toMatchObject({ right: "P", strike: call.strike, expiry: call.expiry });
      const { terms, spot } = market.option(call, now);
      const forward = spot * Math.exp((terms.carry - terms.rate) * terms.years);
      const parity = forward - call.strike * Math.exp(-terms.rate * terms.years);
      expect(market.fair(call, now) - market.fair(put, now)).toBeCloseTo(parity, 6);
    }
  });

  test("are dearer the nearer the strike lies to the money, call by call", () => {
    const calls = find({ symbol: "AAPL", secType: "OPT", lastTradeDateOrContractMonth: "20261218", right: "C" }, now);
    const prices = calls.map((call) => market.fair(call, now));
    for (let at = 1; at < prices.length; at += 1) expect(prices[at]).toBeLessThanOrEqual(prices[at - 1] as number);
  });

  test("and futures move with what they stand on", () => {
    const [future] = futuresOf(0, now);
    const index = byConId(11004968) as Listing;
    for (const ms of [now, now - 3_600_000, now - 7_200_000]) {
      const ratio = market.fair(future as Listing, ms) / market.fair(index, ms);
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(1.01);
    }
  });
});
