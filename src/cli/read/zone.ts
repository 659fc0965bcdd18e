/** Time zones: logs carry the local time of their host; a zone makes it an instant. */
import { UsageError } from "../../base/errors.ts";
import type { LogTime } from "../../logs/record.ts";

export interface Zone {
  readonly name: string;
  /** Offset of a local time, as `+01:00`; of the two in a repeated hour, the earlier. */
  readonly offsetAt: (localMs: number) => string;
}

/** @throws UsageError for a name that is no zone */
export async function zoneOf(name: string): Promise<Zone> {
  // Few ask for a zone, and all would wait for it.
  const { Temporal } = await import("temporal-polyfill");
  const hours = new Map<number, string>();
  const offset = (localMs: number): string => {
    const local = new Temporal.PlainDateTime(1970, 1, 1).add({ milliseconds: localMs });
    return local.toZonedDateTime(name, { disambiguation: "earlier" }).offset;
  };
  try {
    offset(0);
  } catch (error) {
    throw new UsageError("zone", `${name} is no time zone; give one such as America/New_York or UTC`, { cause: error });
  }
  // Offsets change on the quarter of an hour, if at all: one look-up for each is enough.
  const offsetAt = (localMs: number): string => {
    const quarter = Math.floor(localMs / 900_000);
    let known = hours.get(quarter);
    if (known === undefined) hours.set(quarter, (known = offset(localMs)));
    return known;
  };
  return { name, offsetAt };
}

/** The time as ISO 8601: local without an offset, unless a zone tells it. */
export const isoTime = ({ local, ms, date }: LogTime, zone: Zone | undefined): string =>
  zone && date !== "none" ? `${local}${zone.offsetAt(ms)}` : local;
