/** The description of contracts of the simulated host, as its contract description window shows it. */
import { UsageError } from "../../base/errors.ts";
import { marketRule } from "../../gateway/universe/market-rules.ts";
import type { Listing } from "../../gateway/universe/listing.ts";
import { createUniverse } from "../../gateway/universe/universe.ts";

/** What is shown only with `debug=1`. */
export interface DebugDescription {
  readonly conId: number;
  readonly sizeMin: string;
  readonly marketRules: readonly {
    readonly exchange: string;
    readonly rule: number;
    readonly steps: readonly string[];
  }[];
  readonly orderTypes: readonly string[];
  readonly exchanges: readonly string[];
}

export interface Description {
  readonly symbol: string;
  readonly name: string;
  readonly secType: string;
  readonly exchange: string;
  readonly currency: string;
  readonly expiry: string;
  readonly strike: number | null;
  readonly right: string;
  readonly multiplier: number | null;
  readonly localSymbol: string;
  readonly tradingClass: string;
  readonly debug: DebugDescription | null;
}

/** Security types in the order in which people mean them; chains of derivatives are asked for by REQ_CONTRACT_DATA. */
const kinds = ["STK", "IND", "CASH", "CRYPTO", "CMDTY", "CFD", "FUND", "FUT", "BOND"] as const;

/** `265598|C`: a contract by its id, as the debug mode takes it. */
const byIdText = /^(\d{1,10})\|C$/i;

/**
 * @param what a symbol, or with debug a conId as `265598|C`
 * @param nowMs for what is listed at that moment
 * @throws UsageError when an id is given without debug
 */
export function describeContracts(what: string, nowMs: number, debug: boolean): Description[] {
  const universe = createUniverse(() => nowMs);
  const conId = byIdText.exec(what)?.[1];
  if (conId === undefined)
    return kinds
      .flatMap((secType) => universe.find({ symbol: what.toUpperCase(), secType }))
      .map((one) => describe(one, debug));
  if (!debug)
    throw new UsageError(
      "debug",
      `${what}: contract ids are looked up only in debug mode: \`debug=1\` under [Communication] of jts.ini, or --debug`,
    );
  const listing = universe.byConId(Number(conId));
  return listing ? [describe(listing, debug)] : [];
}

/** SMART where it is routed smartly, else the primary exchange. */
const exchangeOf = ({ exchanges, primaryExchange }: Listing): string =>
  exchanges.includes("SMART") ? "SMART" : primaryExchange || (exchanges[0] ?? "");

function describe(one: Listing, debug: boolean): Description {
  const { symbol, longName, secType, currency, expiry, strike, right, multiplier, localSymbol, tradingClass } = one;
  const derivative = expiry !== "";
  return {
    symbol,
    name: longName,
    secType,
    exchange: exchangeOf(one),
    currency,
    expiry,
    strike: right === "" ? null : strike,
    right,
    multiplier: derivative ? multiplier : null,
    localSymbol,
    tradingClass,
    debug: debug ? debugOf(one) : null,
  };
}

const debugOf = ({ conId, sizeMin, exchanges, marketRules, orderTypes }: Listing): DebugDescription => ({
  conId,
  sizeMin,
  exchanges,
  orderTypes,
  marketRules: exchanges.flatMap((exchange, index) => {
    const rule = marketRules[index];
    return rule === undefined
      ? []
      : [
          {
            exchange,
            rule,
            steps: (marketRule(rule) ?? []).map(({ lowEdge, increment }) => `${increment} from ${lowEdge}`),
          },
        ];
  }),
});
