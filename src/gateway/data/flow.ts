/** Whether the data of one subscription still comes: not while its farm is away, and never again once it was. */
import type { DataLink } from "../session/farms.ts";
import type { Listing } from "../universe/listing.ts";

/** To be asked each time before something is sent. */
export function flowOf(link: DataLink, of: Listing): () => boolean {
  let mine: number | undefined;
  return () => {
    const now = link.life(of);
    if (now === undefined) return false;
    mine ??= now;
    return mine === now;
  };
}
