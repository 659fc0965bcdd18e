/** @stoqey/ib as receiver: what we encode must reach its events with the values we encoded. */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import { encodeFrame, encodingAt } from "../../src/codec/message.ts";
import { judgeEvents } from "./events.ts";
import type { Proof } from "./proof.ts";
import { casesFor } from "./response-fields.ts";
import type { StoqeyConnection } from "./stoqey-host.ts";
import type { Tree } from "./values.ts";

/** Names for the arguments of events where the declarations have none, or others than the protocol. */
const argumentNames: Readonly<Record<string, readonly string[]>> = {
  error: ["errorMsg", "errorCode", "id", "advancedOrderRejectJson"],
  tickPrice: ["reqId", "tickType", "price", "attribs"],
  tickSize: ["reqId", "tickType", "size"],
  historicalData: [
    "reqId",
    ...["date", "open", "high", "low", "close", "volume", "barCount", "WAP", "hasGaps"].map(ofBar),
  ],
  historicalDataUpdate: ["reqId", ...["date", "open", "high", "low", "close", "volume", "barCount", "WAP"].map(ofBar)],
  bondContractDetails: ["reqId", "contractDetails"],
  smartComponents: ["reqId", "smartComponentMap"],
  userInfo: ["reqId", "whiteBrandingId"],
  historicalSchedule: ["reqId", "startDateTime", "endDateTime", "timeZone", "sessions"],
};
function ofBar(name: string): string {
  return `bar.${name}`;
}

const left = new Set(["unset", "negative", "extreme"]);

/** Sends every case of every message that has a text form here, each followed by a marker that tells its events. */
export async function judgeStoqeyResponses(
  proof: Proof,
  connection: StoqeyConnection,
  serverVersion: number,
  messages: readonly AnyMessage[],
  events: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  let marker = 1_000_000;
  for (const message of messages)
    for (const { label, fields } of message.text ? casesFor(message, encodingAt(message, serverVersion)) : []) {
      if (left.has(label)) continue;
      const frame = encodeFrame({ name: message.name, serverVersion, fields });
      marker += 1;
      connection.events = [];
      connection.send(frame);
      connection.send(Buffer.from(`49\x001\0${marker}\0`));
      await connection.event("currentTime", marker);
      const raised = connection.events.slice(0, -1);
      if (raised.some(({ args }) => String(args[0]).includes("No parser implementation"))) continue;
      const heard = raised.map(({ event, args }) => ({
        call: event,
        args: named(args, argumentNames[event] ?? events.get(event) ?? []),
      }));
      judgeEvents(proof, "@stoqey/ib", { message, serverVersion, label, fields, frame }, heard);
    }
}

/** The arguments of an event by the names that its declaration gives them. */
function named(args: readonly unknown[], names: readonly string[]): Record<string, Tree> {
  return Object.fromEntries(
    args.map((value, at) => {
      const name = names[at] ?? `argument${at}`;
      return [name, name.endsWith("Json") && typeof value === "object" ? JSON.stringify(value) : asTree(value)];
    }),
  );
}

function asTree(value: unknown): Tree {
  if (value instanceof Map) return [...value].map(([key, parts]) => ({ key: asTree(key), ...partsTree(parts) }));
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) return value.map(asTree);
  if (typeof value === "object" && value !== null && "conjunctionConnection" in value) return conditionTree(value);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTree(inner)]));
  return value ?? null;
}

const partsTree = (parts: Tree): object =>
  Array.isArray(parts) ? Object.fromEntries(parts.map((part, at) => [`value${at}`, asTree(part)])) : {};

/** A condition by the protocol's names. */
function conditionTree(condition: object): Tree {
  const { conjunctionConnection, percent, ...others }: Record<string, Tree> = { ...condition };
  const percentName = others["type"] === 7 ? "changePercent" : "percent";
  return {
    ...others,
    isConjunctionConnection: conjunctionConnection === "a",
    ...(percent !== undefined && { [percentName]: percent }),
  };
}
