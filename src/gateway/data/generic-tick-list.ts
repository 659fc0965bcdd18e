/** The generic ticks of a request: which of them hosts take, and the words with which they refuse a list. */
import { genericTicks } from "../../catalogue/codes/market-data-codes.ts";

export interface GenericTickList {
  readonly codes: readonly number[];
  /** No ordinary ticks are wanted. */
  readonly quotesOff: boolean;
  /** Providers behind 292; empty: all. */
  readonly newsProviders: readonly string[];
}

/** Numbers that mean the same as another one. */
const sameAs = new Map([
  [47, 258],
  [59, 456],
  [220, 221],
  [221, 232],
]);
/** Numbers that clients name but hosts of today do not know. */
const unknown = new Set([256, 576, 578]);
const oddLots = 787;
const oddLotsSince = 225;
/** Known, and not told of in the list of legal ones. */
const untold = new Set([104, oddLots]);

/** What hosts call them in that list, where it is not their name. Source: a captured refusal. */
const toldAs = new Map([
  [221, "Creditman Mark Price"],
  [577, "EtfNavLast(navlast)"],
  [614, "EtfNavMisc(high/low)"],
  [623, "EtfFrozenNavLast(fznavlast)"],
]);

const taken = genericTicks.codes.filter(({ code }) => typeof code === "number" && !unknown.has(code));

const isLegal = (code: number, secType: string, serverVersion: number): boolean => {
  const entry = taken.find((each) => each.code === code);
  return (
    entry !== undefined &&
    (entry.secTypes?.includes(secType) ?? true) &&
    (code !== oddLots || serverVersion >= oddLotsSince)
  );
};

/** @returns undefined if hosts refuse the list */
export function readGenericTicks(list: string, secType: string, serverVersion: number): GenericTickList | undefined {
  const codes: number[] = [];
  let quotesOff = false;
  let newsProviders: readonly string[] = [];
  for (const entry of list.split(",").map((each) => each.trim())) {
    if (entry === "") continue;
    if (entry.toLowerCase() === "mdoff") {
      quotesOff = true;
      continue;
    }
    const [number = "", providers] = entry.split(":");
    const code = Number(number);
    if (!Number.isInteger(code) || providers === "" || !isLegal(code, secType, serverVersion)) return undefined;
    const meant = sameAs.get(code) ?? code;
    if (!codes.includes(meant)) codes.push(meant);
    if (meant === 292 && providers !== undefined) newsProviders = [...newsProviders, ...providers.split("+")];
  }
  // A list with nothing but the switch asks for nothing.
  if (quotesOff && codes.length === 0) return undefined;
  return { codes, quotesOff, newsProviders };
}

export function legalOnes(secType: string): string {
  const olderNumber = new Map([...sameAs].map(([older, newer]) => [newer, older]));
  return taken
    .filter(({ code }) => code !== 47 && code !== 59 && code !== 220 && !untold.has(Number(code)))
    .filter(({ secTypes }) => secTypes?.includes(secType) ?? true)
    .map(({ code, name }) => {
      const older = olderNumber.get(Number(code));
      return `${code}${older === undefined ? "" : `/${older}`}(${toldAs.get(Number(code)) ?? name ?? ""})`;
    })
    .join(",");
}

export const illegalList = (list: string, secType: string): string =>
  `Incorrect generic tick list of ${list}.  Legal ones for (${secType}) are: ${legalOnes(secType)}`;
