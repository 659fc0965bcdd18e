/** Tick types: the table, and one entry. */
import { UsageError } from "../../base/errors.ts";
import type { Code } from "../../catalogue/codes/code-table.ts";
import { genericTicks } from "../../catalogue/codes/market-data-codes.ts";
import { tickTypes, type TickCallback, type TickType } from "../../catalogue/codes/tick-types.ts";
import { didYouMean, folded } from "../../base/nearest.ts";
import { gateRef, type GateRef } from "./server-versions.ts";

/** A tick type, with what has to be asked for to get it. */
export interface TickEntry {
  readonly id: number;
  readonly name: string;
  readonly about: string;
  readonly callback: TickCallback;
  /** The column of TWS that shows the same. */
  readonly column: string | null;
  /** What must be in the generic tick list of the request; `null`: nothing. */
  readonly genericTick: { readonly id: number; readonly name: string } | null;
  readonly unit?: string;
  readonly since?: GateRef;
  /** The values it takes, where they are an enumeration. */
  readonly values?: readonly Code[];
}

/** All callbacks, for the filter. */
export const tickCallbacks: readonly TickCallback[] = [...new Set(tickTypes.codes.map(({ callback }) => callback))];

export interface TickFilter {
  readonly callback?: string | undefined;
  readonly genericTick?: string | undefined;
  readonly search?: string | undefined;
}

/** The tick types that pass the filter. */
export function tickList({ callback, genericTick, search }: TickFilter): TickEntry[] {
  const sought = search?.toLowerCase();
  return tickTypes.codes
    .map(entryOf)
    .filter((entry) => !callback || entry.callback === callback)
    .filter((entry) => !genericTick || String(entry.genericTick?.id) === genericTick)
    .filter(
      ({ name, about, column }) => !sought || `${name}\n${about}\n${column ?? ""}`.toLowerCase().includes(sought),
    );
}

function entryOf(tick: TickType): TickEntry {
  const { code, name, about, callback, column, genericTick, unit, since, values } = tick;
  return {
    id: code,
    name,
    about,
    callback,
    column,
    genericTick:
      genericTick === undefined ? null : { id: genericTick, name: genericTicks.get(genericTick)?.name ?? "" },
    ...(unit && { unit }),
    ...(since && { since: gateRef(since) }),
    ...(values && { values: values.codes }),
  };
}

/**
 * The entry of a tick type, by number, official name (in any spelling) or column of TWS; else those with it as a part.
 * @throws UsageError when there is none
 */
export function tickEntries(query: string): TickEntry[] {
  const byId = tickTypes.get(query);
  if (byId) return [entryOf(byId)];
  if (/^-?\d+$/.test(query)) {
    const last = tickTypes.codes.at(-1)?.code;
    throw new UsageError("unknown-tick", `no tick type has the number ${query}; they go from 0 to ${last}`);
  }
  const sought = folded(query);
  for (const nameOf of [({ name }: TickType) => name, ({ column }: TickType) => column ?? ""]) {
    const found = tickTypes.codes.filter((tick) => folded(nameOf(tick)) === sought);
    if (found.length > 0) return found.map(entryOf);
  }
  const parts = tickList({ search: query });
  if (parts.length > 0) return parts;
  const names = tickTypes.codes.map(({ name }) => name);
  throw new UsageError(
    "unknown-tick",
    `no tick type is called "${query}"${didYouMean(query, names) || "; `twscope ticks` lists all"}`,
  );
}
