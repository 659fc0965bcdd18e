/** Finds the messages that a user means by an id or a name. */
import { UsageError } from "../../base/errors.ts";
import { protobufIdOffset } from "../../catalogue/gates.ts";
import { messages, type AnyMessage } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { didYouMean, folded } from "../../base/nearest.ts";
import { allNames } from "./official-names.ts";

/** The messages found, and what the user should know about how they were found. */
export interface FoundMessages {
  readonly messages: readonly AnyMessage[];
  readonly remark?: string;
}

/**
 * Finds messages by base id (`5`), raw id of the protobuf form (`205`), constant (`OPEN_ORDER`) or another official name
 * (`openOrder`, `reqMktData`, `RequestMarketData`), each with `in:` or `out:` in front of it or not.
 * @throws UsageError when there is none
 */
export function findMessages(query: string, direction?: Direction): FoundMessages {
  const [, prefix, word = ""] = /^(?:(in|out):)?(.*)$/i.exec(query.trim()) ?? [];
  const wanted = prefix ? (prefix.toLowerCase() === "in" ? "in" : "out") : direction;
  const among = messages.filter((message) => wanted === undefined || message.direction === wanted);
  return /^-?\d+$/.test(word) ? byId(Number(word), among) : byName(word, among);
}

/** Whether a query names a message, rather than a part of names. A number always does, known or not. */
export function isNamed(query: string, direction?: Direction): boolean {
  if (/\d$/.test(query) || query.includes(":")) return true;
  try {
    return findMessages(query, direction).messages.length > 0;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function byId(id: number, among: readonly AnyMessage[]): FoundMessages {
  const raw = id > protobufIdOffset;
  const base = raw ? id - protobufIdOffset : id;
  const found = among.filter((message) => message.id === base && (!raw || message.protobuf));
  if (found.length === 0) {
    const ids = among.map((message) => message.id).toSorted((a, b) => a - b);
    const below = ids.findLast((other) => other < base);
    const above = ids.find((other) => other > base);
    const near = [below, above].filter((other) => other !== undefined).join(" and ");
    throw new UsageError("unknown-message", `no message has the id ${id}; the nearest are ${near}`);
  }
  return raw
    ? { messages: found, remark: `${id} is the raw id of a protobuf message: ${base} + ${protobufIdOffset}.` }
    : { messages: found };
}

function byName(word: string, among: readonly AnyMessage[]): FoundMessages {
  const exact = among.filter(({ name }) => name === word.toUpperCase());
  if (exact.length > 0) return { messages: exact };
  // The protobuf variants of methods and callbacks end with ProtoBuf.
  for (const sought of [folded(word), folded(word).replace(/protobuf$/, "")]) {
    const found = among.filter((message) => allNames(message).some((name) => folded(name) === sought));
    if (found.length > 0) return { messages: found };
  }
  const names = among.flatMap(allNames);
  throw new UsageError(
    "unknown-message",
    `no message is called "${word}"${didYouMean(word, names) || "; `twscope messages` lists all"}`,
  );
}
