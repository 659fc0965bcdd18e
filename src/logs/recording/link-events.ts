/** What happened to a connection, in words: the events of a recording that are no messages. */
import type { DataEvent, RecordingEvent, RecordingSummary } from "../../recording/format.ts";
import type { DamageItem } from "../../recording/recording-reader.ts";
import type { SessionEvent } from "../../session/session.ts";
import type { HostEvent } from "../record.ts";

const event = (
  name: string,
  severity: HostEvent["severity"],
  about: string,
  values: HostEvent["values"] = {},
): HostEvent => ({ name, severity, about, values });

const bytesText = (count: number): string => `${count} ${count === 1 ? "byte" : "bytes"}`;

/** @returns nothing for what the messages themselves say */
export function linkOf(recorded: RecordingEvent): HostEvent | undefined {
  switch (recorded.kind) {
    case "open": {
      const { client, host, continued } = recorded.about;
      return continued
        ? event("connection-continued", "info", `Connection of ${client} to ${host} goes on from an earlier file`, {
            client,
            host,
            part: continued.part,
            ...(continued.serverVersion !== undefined && { serverVersion: continued.serverVersion }),
            ...(continued.clientId !== undefined && { clientId: continued.clientId }),
          })
        : event("connection-opened", "info", `${client} connected to ${host}`, { client, host });
    }
    case "gap": {
      const { missing, why, chunks, unfinished } = recorded.about;
      const on = unfinished ? "" : "; where the next message begins is not known";
      return event(
        "gap",
        "error",
        `${bytesText(missing.out)} out and ${bytesText(missing.in)} in were relayed and not recorded: ${why}${on}`,
        { bytesIn: missing.in, bytesOut: missing.out, chunks, why },
      );
    }
    case "close": {
      const { how, bytes } = recorded.about;
      return event(
        "connection-closed",
        "info",
        `Connection over: ${how}; ${bytesText(bytes.out)} out, ${bytesText(bytes.in)} in`,
        {
          how,
          bytesIn: bytes.in,
          bytesOut: bytes.out,
        },
      );
    }
    case "note": {
      const { text, leftOut, mark } = recorded.about;
      if (mark) return event("mark", "warning", `Marked: ${mark.text}`, { mark: mark.id, text: mark.text });
      if (leftOut) {
        const count = Object.values(leftOut).reduce((sum, one) => sum + one, 0);
        return event(
          "market-data-left-out",
          "info",
          `${count} market data messages were left out of the recording`,
          leftOut,
        );
      }
      return text === undefined ? undefined : event("note", "info", text);
    }
    default:
      return undefined;
  }
}

export function linkOfSession(session: SessionEvent): HostEvent | undefined {
  switch (session.kind) {
    case "offer":
      return event(
        "version-offer",
        "info",
        `Client offers server versions ${session.min} to ${session.max}${session.options ? ` (${session.options})` : ""}`,
        { min: session.min, max: session.max, options: session.options },
      );
    case "agreement":
      return event(
        "version-agreed",
        "ok",
        `Server version ${session.serverVersion}; the host's clock says ${session.time}`,
        {
          serverVersion: session.serverVersion,
          hostTime: session.time,
        },
      );
    case "redirect":
      return event("redirect", "warning", `The host asks the client to connect to ${session.to}`, { to: session.to });
    case "partial":
      return event(
        "partial-message",
        "warning",
        `${bytesText(session.bytes.length)} are the ${session.which} of a message whose other part is not in this recording`,
        { direction: session.direction, bytes: session.bytes.length },
      );
    case "unframed":
      return event(
        "no-messages",
        "error",
        `The bytes of this direction are no messages from byte ${session.offset} on: ${session.why}`,
        { direction: session.direction, at: session.offset },
      );
    default:
      return undefined;
  }
}

export const linkOfLost = ({ direction, bytes }: DataEvent): HostEvent =>
  event(
    "no-messages",
    "error",
    `${bytesText(bytes.length)} of a connection whose beginning is missing cannot be read`,
    {
      direction,
      bytes: bytes.length,
    },
  );

export const linkOfDamage = ({ code, text, block }: DamageItem): HostEvent =>
  event(code === "no-end" ? "no-end" : "damage", code === "no-end" ? "warning" : "error", text, {
    code,
    ...(block !== undefined && { block }),
  });

export function linkOfEnd(summary: RecordingSummary | undefined): HostEvent {
  const messages = summary ? summary.messages.in + summary.messages.out : 0;
  const gaps = summary && summary.gaps > 0 ? `, ${summary.gaps} ${summary.gaps === 1 ? "gap" : "gaps"}` : "";
  return event("recording-ended", "info", `End of the recording: ${messages} messages${gaps}`, {
    messages,
    gaps: summary?.gaps ?? 0,
  });
}
