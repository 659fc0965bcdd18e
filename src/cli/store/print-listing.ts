/** The table of recordings. */
import { table, widthOf, type Column, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { bytesText, counted, grouped } from "./amounts.ts";
import type { Listed } from "./listing.ts";

export function printListing(listing: readonly Listed[], store: string, terminal: Terminal): string {
  if (listing.length === 0) return "";
  const { colors } = terminal;
  const columns: Column[] = [
    { head: "client", align: "right" },
    { head: "day" },
    { head: "start" },
    { head: "end" },
    { head: "messages", align: "right" },
    { head: "size", align: "right" },
    { head: "pinned", min: 8 },
    { head: "state", min: 12 },
    { head: "file" },
  ];
  const rows = listing.map((one): Row => {
    const { client, day, start, end, messages, bytes, pinned, state, gaps, file, readable, sealed } = one;
    const paint = readable && !gaps ? (text: string) => text : colors.yellow;
    return [
      client === null ? "?" : String(client),
      day,
      start?.slice(11, 19) ?? "",
      end === null ? "" : end.slice(0, 10) === day ? end.slice(11, 19) : end.slice(5, 19),
      messages ? grouped(messages.in + messages.out) : "",
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
