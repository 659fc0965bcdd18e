/** Exchanges as quotes and books name them: letters of quotes by map, and which exchanges have books. A table. */
import type { Listing } from "../universe/listing.ts";

export interface Component {
  readonly bitNumber: number;
  readonly exchange: string;
  readonly exchangeLetter: string;
}

/** Letters of the US tapes, where exchanges have one; the others follow the alphabet. */
const usLetters: Readonly<Record<string, string>> = {
  AMEX: "A",
  BEX: "B",
  NYSENAT: "C",
  PEARL: "H",
  ISE: "I",
  EDGEA: "J",
  EDGX: "K",
  DRCTEDGE: "K",
  CHX: "M",
  NYSE: "N",
  ARCA: "P",
  NASDAQ: "Q",
  LTSE: "L",
  MEMX: "U",
  IEX: "V",
  CBOE: "W",
  PHLX: "X",
  PSX: "X",
  BYX: "Y",
  BATS: "Z",
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The exchanges that are asked when an instrument is routed smartly. */
export const venuesOf = (of: Listing): readonly string[] => {
  const venues = of.exchanges.filter((each) => each !== "SMART");
  return venues.length > 0 ? venues : of.exchanges;
};

const mapNames = new Map<string, readonly string[]>();

/** The name of the map that says which letter stands for which exchange: instruments with the same exchanges share it. */
export function mapOf(of: Listing): string {
  const venues = venuesOf(of);
  const text = venues.join();
  let sum = 7;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 31 + text.charCodeAt(at)) % 1_679_603;
  const name =
    of.secType === "STK" && of.currency === "USD"
      ? `9c${sum.toString(36).padStart(4, "0")}`
      : `a6${sum.toString(36).padStart(4, "0")}`;
  mapNames.set(name, venues);
  return name;
}

const lettersFor = (venues: readonly string[]): readonly Component[] => {
  const taken = new Set<string>();
  return venues.map((exchange, bitNumber) => {
    const own = usLetters[exchange];
    const letter =
      own !== undefined && !taken.has(own)
        ? own
        : (Array.from(alphabet).find((each) => !taken.has(each) && !Object.values(usLetters).includes(each)) ?? "a");
    taken.add(letter);
    return { bitNumber, exchange, exchangeLetter: letter };
  });
};

const kept = new Map<string, readonly Component[]>();

export function componentsOf(venues: readonly string[]): readonly Component[] {
  const key = venues.join();
  let found = kept.get(key);
  if (!found) {
    found = lettersFor(venues);
    kept.set(key, found);
  }
  return found;
}

/** The exchanges of a map by its name. @param listings all that have maps */
export function componentsByName(name: string, listings: readonly Listing[]): readonly Component[] | undefined {
  if (!mapNames.has(name)) for (const listing of listings) mapOf(listing);
  const venues = mapNames.get(name);
  return venues && componentsOf(venues);
}

export interface Book {
  readonly exchange: string;
  readonly secType: string;
  readonly listingExch: string;
  /** `Deep2` names the market maker of each row. */
  readonly serviceDataType: "Deep" | "Deep2";
  readonly aggGroup: number | null;
}

const books = (
  exchanges: string,
  secTypes: string,
  serviceDataType: Book["serviceDataType"],
  aggGroup: number | null,
): readonly Book[] =>
  exchanges
    .split(" ")
    .flatMap((exchange) =>
      secTypes.split(" ").map((secType) => ({ exchange, secType, listingExch: "", serviceDataType, aggGroup })),
    );

/** All order books there are. */
export const depthBooks: readonly Book[] = [
  ...books("NASDAQ", "STK", "Deep2", 1),
  ...books("NYSE ARCA BATS BYX EDGX DRCTEDGE IEX BEX MEMX AMEX", "STK", "Deep", 1),
  ...books("IBIS SBF AEB BM BVME EBS TSEJ SEHK ASX TSE MEXI", "STK", "Deep", null),
  ...books("LSE", "STK", "Deep2", null),
  ...books("CME CBOT NYMEX COMEX", "FUT FOP", "Deep", null),
  ...books("CFE OSE.JPN HKFE", "FUT", "Deep", null),
  ...books("EUREX", "FUT OPT", "Deep", null),
  ...books("ISE CBOE", "OPT", "Deep", 2),
  ...books("IDEALPRO", "CASH", "Deep", null),
  ...books("PAXOS ZEROHASH", "CRYPTO", "Deep", null),
];

export const bookAt = (exchange: string, secType: string): Book | undefined =>
  depthBooks.find((book) => book.exchange === exchange && book.secType === secType);
