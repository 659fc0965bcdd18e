/** The table of recordings. */
import { table, widthOf, type Column, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
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
  // Most stores have no gap, and no room is taken for it.
  const gappy = listing.some(({ gaps }) => gaps);
  const columns: Column[] = [
    { head: "client", align: "right" },
    { head: "day" },
    { head: "start" },
    { head: "end" },
    { head: "messages", align: "right" },
    ...(gappy ? [{ head: "missing", align: "right", paint: colors.yellow } as const] : []),
    { head: "size", align: "right" },
    { head: "pinned", min: 8 },
    { head: "state", min: 12 },
    { head: "file" },
  ];
  const rows = listing.map((one): Row => {
    const { client, day, start, end, messages, missing, bytes, pinned, state, gaps, file, readable, sealed } = one;
    const paint = readable && !gaps ? (text: string) => text : colors.yellow;
    return [
      client === null ? "?" : String(client),
      day,
      start?.slice(11, 19) ?? "",
      end === null ? "" : end.slice(0, 10) === day ? end.slice(11, 19) : end.slice(5, 19),
      messages ? grouped(messages.in + messages.out) : "",
      ...(gappy ? [missingText(missing)] : []),
      bytesText(bytes),
      pinned ? pinned.reason || "yes" : "",
      {
        text: [state, ...(gaps ? [counted(gaps, "gap")] : []), ...(sealed === false ? ["plain"] : [])].join(", "),
        paint,
      },
      file,
    ];
  });
  const bytes = listing.reduce((sum, one) => sum + one.bytes, 0);
  const whys = [...new Set(listing.flatMap(({ why }) => (why === null ? [] : [why])))].slice(0, 5);
  return [
    table(columns, rows, { width: widthOf(terminal), colors }),
    colors.dim(`${counted(listing.length, "recording")}, ${bytesText(bytes)}, in ${store}\n`),
    ...whys.map((why) => `${colors.yellow(why)}\n`),
  ].join("");
}
