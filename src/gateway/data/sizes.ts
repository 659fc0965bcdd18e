/** Sizes as clients of a version get them: US stocks were counted in lots of 100 once. */
import { decimalText } from "../contracts/details.ts";
import type { Listing } from "../universe/listing.ts";

/** From these server versions on sizes, volumes and volumes of bars of US stocks are in shares. */
const sharesSince = { size: 159, volume: 220, bar: 175 } as const;

const isUsStock = (of: Listing): boolean => of.secType === "STK" && of.currency === "USD";

/** @param size in shares or contracts */
export function sizeText(
  of: Listing,
  serverVersion: number,
  size: number,
  kind: keyof typeof sharesSince = "size",
): string {
  const inLots = isUsStock(of) && serverVersion < sharesSince[kind];
  return decimalText(inLots ? Math.floor(size / 100) : size);
}
