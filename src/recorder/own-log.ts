/**
 * The recorder's own log: lines in the shape of a host's log (the one without the two-letter tag), so that every reader of
 * host logs reads them, twscope too. Says who connected and what went wrong; no field of a message but ids and codes.
 */
import type { Direction } from "../base/direction.ts";
import { errorCodes } from "../catalogue/codes/error-codes.ts";
import type { CloseAbout, GapAbout, LegAbout } from "../recording/format.ts";
import type { Noticed } from "./leg-watch.ts";

/** System, Error, Warning, Information, Detail: the host's own levels and numbers. */
export type LogLevel = 1 | 2 | 3 | 4 | 5;
const level = { system: 1, error: 2, warning: 3, information: 4, detail: 5 } as const;
/** As the settings name them. */
export const levelNames: Readonly<Record<number, string>> = {
  1: "System",
  2: "Error",
  3: "Warning",
  4: "Information",
  5: "Detail",
};
const marks: Readonly<Record<LogLevel, string>> = { 1: "SYS", 2: "ERR", 3: "WRN", 4: "INF", 5: "DET" };

export interface Said {
  readonly level: LogLevel;
  readonly text: string;
}

const arrows: Readonly<Record<Direction, string>> = { in: "->", out: "<-" };
const total = ({ in: incoming, out }: Readonly<Record<Direction, number>>): number => incoming + out;

/** @param local `2026-11-22 10:15:00.123` on this machine's clock */
export function ownLogLine(
  local: string,
  leg: number,
  clientId: number | undefined,
  serverVersion: number | undefined,
  { level: of, text }: Said,
): string {
  const severity = of === level.error ? "ERROR" : of === level.warning ? "WARN " : "INFO ";
  const version = serverVersion ?? "-";
  return `${local} ${severity} [Recorder-Leg-${leg}] - [${clientId ?? "-"}:${version}:${version}:1:0:0:0:${marks[of]}] ${text}\n`;
}

export const said = {
  opened: ({ client, host }: LegAbout): Said => ({
    level: level.system,
    text: `Starting new conversation with client on ${client}, host ${host}`,
  }),
  closed: ({ client }: LegAbout, { how, bytes }: CloseAbout): Said => ({
    level: level.system,
    text: `Ending conversation with client at ${client}: ${how}; ${bytes.out} bytes out, ${bytes.in} bytes in`,
  }),
  gap: ({ missing, why }: GapAbout): Said => ({
    level: level.error,
    text: `${total(missing)} bytes were relayed and not recorded: ${why}`,
  }),
  noticed: noticedText,
};

function noticedText(noticed: Noticed): Said | undefined {
  switch (noticed.kind) {
    case "offer":
      return { level: level.system, text: `Client offers ${noticed.offer}` };
    case "version":
      return { level: level.system, text: `Server version is ${noticed.serverVersion}` };
    case "client":
      return { level: level.system, text: `Start API message, ClientID=${noticed.clientId}` };
    case "redirect":
      return { level: level.error, text: `The host sends the client to ${noticed.to}, past this recorder` };
    case "no-session":
      return {
        level: level.error,
        text: `The bytes ${arrows[noticed.direction]} are no TWS API traffic: ${noticed.why}`,
      };
    case "removed":
      return { level: level.error, text: "The recording was removed while it was being written" };
    case "log-level":
      return { level: level.system, text: `The client sets the logging level ${noticed.level}` };
    case "message":
      return {
        level: noticed.direction === "out" ? level.information : level.detail,
        text: `${arrows[noticed.direction]} ${noticed.name}`,
      };
    case "error":
      return errorText(noticed);
  }
}

function errorText({ code, reqId }: Noticed & { kind: "error" }): Said {
  const known = errorCodes.get(String(code));
  const request = reqId === undefined || reqId < 0 ? "" : ` for ${reqId}`;
  const of =
    known?.class === "ok" || known?.class === "info"
      ? level.information
      : known?.class === "warning"
        ? level.warning
        : level.error;
  return { level: of, text: `Error ${code}${request}${known ? `: ${known.about}` : ""}` };
}
