/** Whether what a client was sent passes our own codec, and the server versions at which a message changes. */
import { gates, serverVersionMax, serverVersionMin } from "../../src/catalogue/gates.ts";
import { messages } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame } from "../../src/codec/message.ts";
import { gatesOf } from "../harness/gate-versions.ts";
import type { ClientOfTests } from "./simulated-host.ts";

/** Between two of them no message changes. */
export const changingVersions = [
  ...new Set([
    serverVersionMin,
    serverVersionMax,
    ...messages.flatMap((message) => [...gatesOf(message)].map((gate) => gates[gate].version)),
  ]),
]
  .filter((version) => version >= serverVersionMin && version <= serverVersionMax)
  .toSorted((one, other) => one - other);

/** What is wrong with the frames that came: decoded with an issue, or encoded to other bytes. */
export function wrongIn({ events }: ClientOfTests): Wrong[] {
  return events.flatMap((event): Wrong[] => {
    if (event.kind === "unframed" || event.kind === "partial") return [{ name: event.kind, codes: [] }];
    if (event.kind !== "frame") return [];
    const { direction, payload, serverVersion } = event;
    const message = decodeFrame(payload, { direction, serverVersion });
    const { name, encoding, fields, issues, rest, unknown } = message;
    if (name === undefined || issues.length + rest.length + unknown.length > 0)
      return [{ name: name ?? message.id, codes: issues.map(({ code }) => code), fields, rest }];
    // As it came, and from the values alone.
    const ways = [encodeFrame(message), encodeFrame({ name, serverVersion, encoding, fields })];
    return ways.every((bytes) => Buffer.compare(bytes, payload) === 0)
      ? []
      : [{ name, codes: ["other bytes"], fields }];
  });
}

export interface Wrong {
  readonly name: string | number;
  readonly codes: readonly string[];
  readonly fields?: unknown;
  readonly rest?: unknown;
}
