/** Whether a message is the one that an event waits for. Counts how often it has been. */
import type { MessageTrigger } from "./scenario.ts";

export interface Passing {
  readonly name: string;
  /** A request, no answer. */
  readonly asked: boolean;
  readonly clientId: number;
  /** Decoded only when a trigger asks for fields. */
  readonly fields: () => object;
}

export class Matcher {
  readonly trigger: MessageTrigger;
  private count = 0;

  constructor(trigger: MessageTrigger) {
    this.trigger = trigger;
  }

  matches({ name, asked, clientId, fields }: Passing): boolean {
    const { on, nth, from } = this.trigger;
    if (on !== name && !(on === "*" && !asked && name !== "handshake")) return false;
    if (this.trigger.clientId !== undefined && this.trigger.clientId !== clientId) return false;
    if (this.trigger.fields && !hasFields(fields(), this.trigger.fields)) return false;
    this.count += 1;
    return (nth === undefined || this.count === nth) && (from === undefined || this.count >= from);
  }
}

const hasFields = (fields: object, wanted: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([path, value]) => valueAt(fields, path) === value);

function valueAt(fields: object, path: string): unknown {
  let value: unknown = fields;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The same fields with some of them changed, by dotted path. */
export function withFields(fields: object, changes: Readonly<Record<string, unknown>>): object {
  let all: Record<string, unknown> = { ...fields };
  for (const [path, value] of Object.entries(changes)) all = withField(all, path.split("."), value);
  return all;
}

function withField(fields: object, [key = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const all: Record<string, unknown> = { ...fields };
  const inner = all[key];
  all[key] =
    rest.length === 0 ? value : withField(typeof inner === "object" && inner !== null ? inner : {}, rest, value);
  return all;
}
