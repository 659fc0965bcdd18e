/** The table of recordings. */
import { fitsIn, table, widthOf, type Cell, type Column, type Paint, type Row } from "../table.ts";
import type { Colors, Terminal } from "../terminal.ts";
import { wrap } from "../wrap.ts";
import { bytesText, counted, grouped } from "./amounts.ts";
import type { Listed } from "./listing.ts";

/** `≥3, 1.2 KB`: nobody knows how many messages bytes were that nobody looked into. */
function missingText(missing: Listed["missing"]): string {
  if (!missing) return "?";
  const [messages, bytes] = [missing.messages, missing.bytes].map((both) => both.in + both.out);
  if (!bytes) return "";
  return `${messages ? `≥${grouped(messages)}, ` : ""}${bytesText(bytes)}`;
}

export function printListing(listing: readonly Listed[], store: string, terminal: Terminal): string {
  if (listing.length === 0) return "";
  const { colors } = terminal;
  const bytes = listing.reduce((sum, one) => sum + one.bytes, 0);
  const whys = [...new Set(listing.flatMap(({ why }) => (why === null ? [] : [why])))].slice(0, 5);
  const width = widthOf(terminal);
  const lines = (text: string, paint: Paint): string[] => wrap(text, width).map((line) => `${paint(line)}\n`);
  return [
    listingTable(listing, terminal),
    ...lines(`${counted(listing.length, "recording")}, ${bytesText(bytes)}, in ${store}`, colors.dim),
    ...whys.flatMap((why) => lines(why, colors.yellow)),
  ].join("");
}

/** Where names do not fit behind the rest, each stands below it, in one piece for whoever copies it. */
function listingTable(listing: readonly Listed[], terminal: Terminal): string {
  const { colors } = terminal;
  const cells = cellsFor(listing, colors);
  const columns = [...cells.map(({ column }) => column), { head: "file" }];
  const wide = table(
    columns,
    listing.map((one): Row => [...cells.map(({ of }) => of(one)), one.file]),
    { width: Infinity, colors },
  );
  const width = widthOf(terminal);
  if (fitsIn(wide, width)) return wide;
  const kept = cells.filter(({ empty = false }) => !empty);
  return table(
    kept.map(({ column }) => column),
    listing.flatMap((one): Row[] => [kept.map(({ of }) => of(one)), { span: one.file, indent: 8, paint: colors.dim }]),
    { width, colors },
  );
}

interface ListingCell {
  readonly column: Column;
  readonly of: (one: Listed) => Cell;
  /** It says nothing of any of them. */
  readonly empty?: boolean;
}

function cellsFor(listing: readonly Listed[], colors: Colors): ListingCell[] {
  const missing: ListingCell = {
    column: { head: "missing", align: "right", paint: colors.yellow },
    of: (one) => missingText(one.missing),
  };
  const state = ({ gaps, readable, sealed, ...one }: Listed): Cell => ({
    text: [one.state, ...(gaps ? [counted(gaps, "gap")] : []), ...(sealed === false ? ["plain"] : [])].join(", "),
    paint: readable && !gaps ? (text: string) => text : colors.yellow,
  });
  return [
    { column: { head: "client", align: "right" }, of: ({ client }) => (client === null ? "?" : String(client)) },
    { column: { head: "day" }, of: ({ day }) => day },
    { column: { head: "start" }, of: ({ start }) => start?.slice(11, 19) ?? "" },
    {
      column: { head: "end" },
      of: ({ end, day }) => (end === null ? "" : end.slice(0, 10) === day ? end.slice(11, 19) : end.slice(5, 19)),
    },
    {
      column: { head: "messages", align: "right" },
      of: ({ messages }) => (messages ? grouped(messages.in + messages.out) : ""),
    },
    // Most stores have no gap, and no room is taken for it.
    ...(listing.some(({ gaps }) => gaps) ? [missing] : []),
    { column: { head: "size", align: "right" }, of: ({ bytes }) => bytesText(bytes) },
    {
      column: { head: "pinned", min: 8 },
      of: ({ pinned, marks }) =>
        [...(pinned ? [pinned.reason || "yes"] : []), ...marks.map(({ text }) => text || "marked")].join("; "),
      empty: listing.every(({ pinned, marks }) => !pinned && marks.length === 0),
    },
    { column: { head: "state", min: 8 }, of: state },
  ];
}
