/** Every message of the protocol, gathered from the domains. */
import * as accounts from "./accounts/index.ts";
import * as advisor from "./advisor/index.ts";
import * as contracts from "./contracts/index.ts";
import * as historical from "./historical/index.ts";
import * as marketData from "./market-data/index.ts";
import * as news from "./news/index.ts";
import * as options from "./options/index.ts";
import * as orders from "./orders/index.ts";
import * as scanner from "./scanner/index.ts";
import * as system from "./system/index.ts";
import type { Direction, MessageDeclaration, Shape, ValuesOf } from "./schema.ts";

const domains = { accounts, advisor, contracts, historical, marketData, news, options, orders, scanner, system };

const declared = {
  ...accounts,
  ...advisor,
  ...contracts,
  ...historical,
  ...marketData,
  ...news,
  ...options,
  ...orders,
  ...scanner,
  ...system,
};

type Declared = typeof declared;

/** The names of all messages, which are the official constants: `"OPEN_ORDER"`. */
export type MessageName = {
  [K in keyof Declared]: Declared[K] extends { readonly official: unknown } ? K : never;
}[keyof Declared];

/** The messages that clients send. */
export type RequestName = {
  [K in MessageName]: Declared[K] extends { readonly direction: "out" } ? K : never;
}[MessageName];

/** The messages that hosts send. */
export type ResponseName = Exclude<MessageName, RequestName>;

/** The decoded fields of a message, by its name. */
export type FieldsOf<N extends MessageName> = Declared[N] extends { readonly shape: infer S extends Shape }
  ? ValuesOf<S> & { version?: number | null }
  : never;

/** A declaration whose field types are not known statically: what code that serves all messages works on. */
export type AnyMessage = MessageDeclaration<MessageName>;

export const messages: readonly AnyMessage[] = Object.values(declared)
  .filter((value) => "official" in value)
  .map((value) => value as unknown as AnyMessage)
  .sort((a, b) => (a.direction === b.direction ? a.id - b.id : a.direction === "out" ? -1 : 1));

/** The domain that a message belongs to, as users may name it: `orders`, `market-data`. */
export const domainOf: ReadonlyMap<string, string> = new Map(
  Object.entries(domains).flatMap(([domain, exports]) =>
    Object.keys(exports).map((name): [string, string] => [name, domain === "marketData" ? "market-data" : domain]),
  ),
);

const byName = new Map<string, AnyMessage>(messages.map((message) => [message.name, message]));
/** Ids are small, and a place in a list is found sooner than one in a map. */
const byId: Readonly<Record<Direction, (AnyMessage | undefined)[]>> = { in: [], out: [] };
for (const message of messages) byId[message.direction][message.id] = message;

/** The declaration with this base id (the id without the protobuf offset), if there is one. */
export const messageById = (direction: Direction, id: number): AnyMessage | undefined => byId[direction][id];

export const messageByName = (name: string): AnyMessage | undefined => byName.get(name);
