/** The exchanges of the United States that smart routing asks, in the order in which hosts list them. */

export const stockVenues: readonly string[] =
  "AMEX NYSE CBOE PHLX ISE CHX ARCA NASDAQ DRCTEDGE BEX BATS EDGEA BYX IEX EDGX FOXRIVER PEARL NYSENAT LTSE MEMX IBEOS OVERNIGHT TPLUS0 PSX".split(
    " ",
  );

/** Exchanges that have stocks, and no exchange-traded funds of this universe. */
const withoutFunds: ReadonlySet<string> = new Set("ISE FOXRIVER NYSENAT LTSE IBEOS TPLUS0".split(" "));

export const fundVenues: readonly string[] = stockVenues.filter((venue) => !withoutFunds.has(venue));
