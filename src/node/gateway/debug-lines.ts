/**
 * What a host logs in debug mode: every request and answer, as its API message log writes them, with the client's
 * bracket before it. The mode does not affect the API message logs themselves.
 *
 * Source: the vendor's page on the debug mode (`debug=1` under [Communication] of jts.ini).
 */
import { charactersOf } from "../../base/byte-string.ts";
import { rawMessageIdSince } from "../../catalogue/gates.ts";
import type { HostLogEntry, Traffic } from "../../gateway/host.ts";
import { frameInLine } from "../../logs/api-log/write-line.ts";

export function debugLines({
  atMs,
  connection,
  clientId,
  serverVersion,
  direction,
  payloads,
}: Traffic): HostLogEntry[] {
  const bracket = `[${clientId}:${serverVersion}:${serverVersion}:1:0:0:0:DET]`;
  const arrow = direction === "in" ? "->" : "<-";
  const body = (payload: Uint8Array): string => {
    const line = frameInLine(payload, "out", serverVersion);
    if (line.startsWith("[")) return frameInLine(payload, direction, serverVersion);
    // Ids in four raw bytes would hold anything, line ends too: here they are read as everywhere else.
    const isRaw = serverVersion >= rawMessageIdSince;
    return isRaw ? `${new DataView(payload.buffer, payload.byteOffset).getUint32(0)}-${line.slice(4)}` : line;
  };
  return payloads.map((payload) => ({
    atMs,
    level: "DEBUG",
    thread: `JTS-${direction === "in" ? "EWriter" : "EServerSocket-"}${connection}`,
    text: `${bracket} ${arrow} ${charactersOf(body(payload)).replaceAll("\n", "\\n")}`,
  }));
}
