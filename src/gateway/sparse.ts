/**
 * What real hosts leave out of protobuf messages: empty texts, flags that are off, empty lists, unset values. Zeros stay.
 *
 * Source: all captured protobuf messages of the corpus.
 */
import { messageByName, type FieldsOf, type MessageName } from "../catalogue/messages.ts";
import { encodingAt } from "../codec/message.ts";

/** Messages that state everything: of a setting it matters whether it is off. Source: captured CONFIG_RESPONSE. */
const inFull: ReadonlySet<string> = new Set(["CONFIG_RESPONSE", "UPDATE_CONFIG_RESPONSE"]);

/** The fields of a message as a real host puts them on the wire at a server version. */
export function asHostsSend<N extends MessageName>(name: N, fields: FieldsOf<N>, serverVersion: number): FieldsOf<N> {
  const declared = messageByName(name);
  const full = !declared || inFull.has(name) || encodingAt(declared, serverVersion) === "text";
  return full ? fields : sparse(fields);
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/** The fields without those that say nothing, at every depth. An object of which nothing is left goes too. */
export function sparse<T extends object>(fields: T): T {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (isNothing(value)) continue;
    if (Array.isArray(value)) kept[key] = value.map((item: unknown) => (isPlain(item) ? sparse(item) : item));
    else if (isPlain(value)) {
      const inner = sparse(value);
      if (Object.keys(inner).length > 0) kept[key] = inner;
    } else kept[key] = value;
  }
  return kept as T;
}

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
