/** Which contracts fit what a request names: every field that is filled in must fit, and those left empty fit anything. */
import type { ContractFields } from "../market-view.ts";
import { bonds, issuerOf } from "./bonds.ts";
import { comboOf } from "./combos.ts";
import { listed } from "./derived-listings.ts";
import { futureByConId, futuresOf, leadFuture, products } from "./futures.ts";
import type { Listing } from "./listing.ts";
import { chains, optionByConId, optionsOf } from "./option-chains.ts";

const listedByConId = new Map(listed.map((each) => [each.conId, each]));

export const byConId = (conId: number): Listing | undefined =>
  listedByConId.get(conId) ?? futureByConId(conId) ?? optionByConId(conId);

const text = (value: string | null | undefined): string => (value ?? "").trim();

/** Names under which an exchange is also known. */
const aliases: Readonly<Record<string, string>> = {
  ISLAND: "NASDAQ",
  GLOBEX: "CME",
  ECBOT: "CBOT",
  DTB: "EUREX",
  XETRA: "IBIS",
  NYBOT: "ICEUS",
  IPE: "ICEEU",
};
export const officialExchange = (name: string): string => aliases[name.toUpperCase()] ?? name.toUpperCase();

const rightOf = (right: string): string => (/^[CP]/i.test(right) ? right.slice(0, 1).toUpperCase() : "");

/** The broker's own pool takes orders for whatever lists it as a kind of order; it is nobody's exchange. */
const pool = "IBKRATS";

const trades = (on: Listing, exchange: string): boolean =>
  exchange === "" ||
  on.exchanges.includes(exchange) ||
  on.primaryExchange === exchange ||
  (exchange === pool && on.orderTypes.includes(pool));

interface Wanted {
  readonly secType: string;
  readonly symbol: string;
  readonly exchange: string;
  readonly primaryExchange: string;
  readonly currency: string;
  readonly localSymbol: string;
  readonly tradingClass: string;
  readonly expiry: string;
  readonly strike: number;
  readonly right: string;
  readonly multiplier: string;
}

const wantedOf = (contract: ContractFields): Wanted => {
  const primary = text(contract.primaryExch);
  // Older clients name the listing exchange behind a colon or slash: SMART:NASDAQ.
  const [exchange = "", listing = ""] = text(contract.exchange).split(/[:/]/);
  return {
    secType: text(contract.secType).toUpperCase(),
    symbol: text(contract.symbol).toUpperCase(),
    exchange: exchange === "" ? "" : officialExchange(exchange),
    primaryExchange: primary === "" && listing === "" ? "" : officialExchange(primary || listing),
    currency: text(contract.currency).toUpperCase(),
    localSymbol: text(contract.localSymbol).toUpperCase(),
    tradingClass: text(contract.tradingClass).toUpperCase(),
    expiry: text(contract.lastTradeDateOrContractMonth).slice(0, 8),
    strike: contract.strike ?? 0,
    right: rightOf(text(contract.right)),
    multiplier: text(contract.multiplier),
  };
};

const fits = (on: Listing, wanted: Wanted): boolean =>
  (wanted.symbol === "" || on.symbol === wanted.symbol) &&
  trades(on, wanted.exchange) &&
  (wanted.primaryExchange === "" || on.primaryExchange === wanted.primaryExchange || on.primaryExchange === "") &&
  (wanted.currency === "" || on.currency === wanted.currency) &&
  (wanted.localSymbol === "" || on.localSymbol.toUpperCase() === wanted.localSymbol) &&
  (wanted.tradingClass === "" || on.tradingClass === wanted.tradingClass) &&
  on.expiry.startsWith(wanted.expiry) &&
  (wanted.strike === 0 || Math.abs(on.strike - wanted.strike) < 1e-9) &&
  (wanted.right === "" || on.right === wanted.right) &&
  (wanted.multiplier === "" || Number(wanted.multiplier) === on.multiplier);

/** Futures and options named by nothing but their local symbol have it begin with the class. */
const classFits = (tradingClass: string, wanted: Wanted): boolean =>
  wanted.localSymbol === "" || wanted.localSymbol.includes(tradingClass);

function findFutures(wanted: Wanted, now: number, withExpired: boolean): readonly Listing[] {
  return products.flatMap((of, index) =>
    (wanted.symbol === "" || of.symbol === wanted.symbol) && classFits(of.root, wanted)
      ? futuresOf(index, now, withExpired).filter((each) => fits(each, wanted))
      : [],
  );
}

/** The continuous future has the id of its nearest contract. */
function findContinuous(wanted: Wanted, now: number): readonly Listing[] {
  return products.flatMap((of, index) => {
    if (wanted.symbol !== "" && of.symbol !== wanted.symbol) return [];
    const lead = leadFuture(index, now);
    return fits(lead, { ...wanted, expiry: "" }) ? [{ ...lead, secType: "CONTFUT", localSymbol: of.root }] : [];
  });
}

/** What the symbol of an option says of it, in the OCC's form: class, day, right and strike. */
function withSymbolTerms(wanted: Wanted): Wanted {
  const terms = /^(.{6})(\d{6})([CP])(\d{8})$/.exec(wanted.localSymbol);
  if (!terms) return wanted;
  const [, tradingClass = "", day = "", right = "", strike = ""] = terms;
  return {
    ...wanted,
    tradingClass: wanted.tradingClass || tradingClass.trim(),
    expiry: wanted.expiry || `20${day}`,
    right: wanted.right || right,
    strike: wanted.strike || Number(strike) / 1000,
  };
}

function findOptions(named: Wanted, now: number): readonly Listing[] {
  const wanted = withSymbolTerms(named);
  return chains
    .filter(
      (chain) =>
        chain.secType === wanted.secType &&
        (wanted.symbol === "" || chain.symbol === wanted.symbol) &&
        (wanted.tradingClass === "" || chain.tradingClass === wanted.tradingClass) &&
        (wanted.symbol !== "" || wanted.localSymbol !== "" || wanted.tradingClass !== ""),
    )
    .flatMap((chain) => optionsOf(chain, now, wanted).filter((each) => fits(each, wanted)));
}

/** Bonds may be named by their issuer's symbol, and by CUSIP or ISIN in its place. */
const isBondCalled = ({ symbol, isin, cusip, facts }: Listing, name: string): boolean =>
  name === "" || [symbol, isin, cusip, facts.cusip, isin.slice(2, 11)].includes(name);

/**
 * All contracts that fit, in a fixed order.
 * @param now ms since 1970: which derivatives are listed then
 */
export function find(contract: ContractFields, now: number): readonly Listing[] {
  const wanted = wantedOf(contract);
  const conId = contract.conId ?? 0;
  if (wanted.secType === "BAG") {
    const combo = comboOf(contract, byConId);
    return combo ? [combo] : [];
  }
  if (conId > 0) {
    const found = byConId(conId);
    // Beside an id only the exchange counts.
    return found && trades(found, wanted.exchange) ? [found] : [];
  }
  const secId = text(contract.secId).toUpperCase();
  if (secId !== "")
    return listed.filter(
      (each) =>
        (each.isin === secId || (each.cusip !== "" && each.cusip === secId) || each.facts.cusip === secId) &&
        fits(each, { ...wanted, symbol: "" }) &&
        (wanted.secType === "" || each.secType === wanted.secType),
    );
  const issuer = text(contract.issuerId);
  if (issuer !== "") return listed.filter((each) => issuerOf.get(each.conId) === issuer);
  if (wanted.symbol === "" && wanted.localSymbol === "" && wanted.tradingClass === "") return [];
  switch (wanted.secType) {
    case "OPT":
    case "FOP":
      return findOptions(wanted, now);
    case "FUT":
      return findFutures(wanted, now, contract.includeExpired ?? false);
    case "CONTFUT":
      return findContinuous(wanted, now);
    case "FUT+CONTFUT":
      return [...findContinuous(wanted, now), ...findFutures(wanted, now, contract.includeExpired ?? false)];
    case "BOND":
    case "BILL":
      return bonds.filter((each) => isBondCalled(each, wanted.symbol) && fits(each, { ...wanted, symbol: "" }));
    default:
      return listed.filter((each) => each.secType === wanted.secType && fits(each, wanted));
  }
}
