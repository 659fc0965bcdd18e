/** From what a request says of a contract to the one instrument it means, or the words with which hosts refuse it. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { ContractFields } from "../market-view.ts";
import type { ClientPort } from "../service.ts";
import { officialExchange } from "../universe/find.ts";
import type { Listing } from "../universe/listing.ts";
import type { BuiltInUniverse } from "../universe/universe.ts";

export const noSuchContract = 200;
export const unknownWords = "No security definition has been found for the request";
export const ambiguousWords = (symbol: string): string =>
  `The contract description specified for ${symbol} is ambiguous.`;

/** Kinds of instruments that requests may name. */
const kinds = new Set(
  "STK OPT FUT CONTFUT FUT+CONTFUT FOP IND CASH CFD BAG BOND BILL FIXED FUND WAR IOPT CMDTY CRYPTO EC NEWS".split(" "),
);

export const isKind = (secType: string | null | undefined): boolean => kinds.has((secType ?? "").trim().toUpperCase());

export interface Resolved {
  readonly listing: Listing;
  /** The exchange that was asked for. */
  readonly exchange: string;
}

/** @returns undefined after the refusal was sent */
export function resolve(
  universe: BuiltInUniverse,
  contract: ContractFields | undefined,
  client: ClientPort,
  reqId: number,
): Resolved | undefined {
  const asked = contract ?? {};
  const conId = asked.conId ?? 0;
  if (conId <= 0 && !isKind(asked.secType)) {
    refuseAsInvalid(client, reqId, "Please enter a valid security type");
    return undefined;
  }
  const exchange = (asked.exchange ?? "").trim();
  if (exchange === "" && asked.secType !== "BOND") {
    refuseAsInvalid(client, reqId, "Please enter exchange");
    return undefined;
  }
  const dated = asked.secType === "FUT" || asked.secType === "OPT" || asked.secType === "FOP";
  if (conId <= 0 && dated && !asked.lastTradeDateOrContractMonth && !asked.localSymbol && !asked.secId) {
    refuseAsInvalid(client, reqId, "Please enter a local symbol or an expiry");
    return undefined;
  }
  const found = universe.find(asked);
  if (found.length === 1) return { listing: found[0] as Listing, exchange: officialExchange(exchange || "SMART") };
  client.error(
    reqId,
    noSuchContract,
    found.length === 0 ? unknownWords : ambiguousWords(asked.symbol || asked.localSymbol || String(conId)),
  );
  return undefined;
}
