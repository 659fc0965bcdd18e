/** REQ_MATCHING_SYMBOLS: instruments by the beginning of their symbol or a part of their name. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { Service, Surroundings } from "../service.ts";
import { issuerOf } from "../universe/bonds.ts";
import { listed } from "../universe/derived-listings.ts";
import { products } from "../universe/futures.ts";
import type { Listing } from "../universe/listing.ts";
import { chains } from "../universe/option-chains.ts";

type Sample = NonNullable<FieldsOf<"SYMBOL_SAMPLES">["contractDescriptions"]>[number];

/** Documented: 16 at most. */
const samplesMax = 16;
const answerMs = 20;

/** Kinds that a search finds by themselves; derivatives are told of with what they stand on. */
const searched = new Set(["STK", "IND", "CASH", "CRYPTO", "CMDTY", "FUND"]);

/** Kinds of derivatives that the universe has on an instrument. */
export function derivativesOn(of: Listing): readonly string[] {
  const kinds: string[] = [];
  if (listed.some((each) => each.secType === "CFD" && each.underlying === of.conId)) kinds.push("CFD");
  if (chains.some((chain) => chain.secType === "OPT" && chain.underlying === of.conId)) kinds.push("OPT");
  if (products.some((product) => product.underlying === of.conId)) kinds.push("FUT");
  if (chains.some((chain) => chain.secType === "FOP" && chain.underlying === of.conId)) kinds.push("FOP");
  if (listed.some((each) => each.secType === "WAR" && each.underlying === of.conId)) kinds.push("WAR");
  if (of.secType === "STK") kinds.push("BAG");
  return kinds;
}

/** The symbol itself first, then those that begin with it, then names that hold it. */
function rank(of: Listing, pattern: string): number {
  if (of.symbol === pattern) return 0;
  if (of.symbol.startsWith(pattern)) return 1;
  return of.longName.toUpperCase().includes(pattern) ? 2 : 3;
}

export function samplesFor(pattern: string): Sample[] {
  const wanted = pattern.trim().toUpperCase();
  if (wanted === "") return [];
  const instruments = listed
    .filter((of) => searched.has(of.secType) && rank(of, wanted) < 3)
    .map((of, order) => ({ of, order, rank: rank(of, wanted) }))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .map(({ of }): Sample => ({
      contract: {
        conId: of.conId,
        symbol: of.symbol,
        secType: of.secType,
        primaryExch: of.primaryExchange || (of.exchanges[0] ?? ""),
        currency: of.currency,
        description: of.longName,
        issuerId: "",
      },
      derivativeSecTypes: [...derivativesOn(of)],
    }));
  // Issuers of bonds are found too: one entry an issuer, which names no contract.
  const issuers = new Map<string, Listing>();
  for (const of of listed) {
    const issuer = of.secType === "BOND" && rank(of, wanted) < 2 ? issuerOf.get(of.conId) : undefined;
    if (issuer !== undefined && !issuers.has(issuer)) issuers.set(issuer, of);
  }
  return [
    ...instruments,
    ...Array.from(issuers, ([issuerId, of]): Sample => ({
      contract: {
        conId: 0,
        symbol: "",
        secType: "BOND",
        primaryExch: "",
        currency: "",
        description: of.symbol,
        issuerId,
      },
      derivativeSecTypes: [],
    })),
  ].slice(0, samplesMax);
}

/** Documented: one search a second. Those that come sooner wait for their turn. */
const eachMs = 1000;

export function matchingSymbolsService(surroundings: Surroundings): Service<"REQ_MATCHING_SYMBOLS"> {
  const turns = new Map<number, number>();
  return {
    answers: {
      REQ_MATCHING_SYMBOLS: ({ reqId, pattern }, from) => {
        const now = surroundings.now();
        const at = Math.max(now, (turns.get(from.connection) ?? Number.NEGATIVE_INFINITY) + eachMs);
        turns.set(from.connection, at);
        surroundings.after(at - now + answerMs, () =>
          from.send("SYMBOL_SAMPLES", { reqId: reqId ?? -1, contractDescriptions: samplesFor(pattern ?? "") }),
        );
      },
    },
    clientLeft: ({ connection }) => void turns.delete(connection),
  };
}
