/** Runs a text program the other way: writes the fields of a message body as tokens. */
import { utf8ByteString } from "../base/byte-string.ts";
import { UsageError } from "../base/errors.ts";
import { excerpt } from "../base/issue.ts";
import type { ScalarKind, TagValue } from "../catalogue/schema.ts";
import type { BitsOp, Op, RepeatOp, TagTextOp, TextPlan, TokenOp, Watched } from "./plan.ts";
import { countIn, readTagText, takeApart, type FieldValues } from "./text-decode.ts";
import { malformed, readToken, sameValue, writeToken, type Value } from "./text-values.ts";

/**
 * The body of a text message as a byte string.
 *
 * `original` is the body that the fields were decoded from. Every value that has not been changed since is written in
 * its original spelling (`0.0`, `1.0E10`, an empty or a literal unset), so that decoding and encoding gives the same
 * bytes; without it the shortest spelling of the protocol is used.
 */
export function encodeText(
  plan: TextPlan,
  fields: FieldValues,
  serverVersion: number,
  rest: readonly string[] = [],
  original?: string,
): string {
  return new BodyWriter(plan, fields, serverVersion, original).run(rest);
}

/** The tokens of the original body by path, each path's in the order in which they stand. */
class Original {
  readonly fields: FieldValues;
  readonly endedEarly: boolean;
  readonly terminated: boolean;
  private readonly tokens = new Map<string, string[]>();

  constructor(plan: TextPlan, body: string, serverVersion: number) {
    const reading = takeApart(plan, body, serverVersion, (seen) => {
      const known = this.tokens.get(seen.path);
      const token = body.slice(seen.start, seen.end);
      if (known) known.push(token);
      else this.tokens.set(seen.path, [token]);
    });
    this.fields = reading.fields;
    this.endedEarly = reading.endedEarly;
    this.terminated = body === "" || body.endsWith("\0");
  }

  has(path: string): boolean {
    return (this.tokens.get(path)?.length ?? 0) > 0;
  }

  take(path: string): string | undefined {
    return this.tokens.get(path)?.shift();
  }
}

interface Loop {
  readonly op: RepeatOp;
  readonly items: readonly unknown[];
  readonly before: readonly unknown[];
  readonly count: number;
  index: number;
}

const ended = Symbol("ended");

/** An operation that writes one value. */
type Scalar = Op & Pick<TokenOp, "field" | "words" | "unset">;

class BodyWriter {
  private readonly plan: TextPlan;
  private readonly serverVersion: number;
  private readonly original: Original | undefined;
  private readonly places: (FieldValues | undefined)[];
  /** The same containers in what the original body decodes to. */
  private readonly before: (FieldValues | undefined)[];
  private readonly watched: Watched;
  private readonly loops: Loop[] = [];
  private readonly tokens: string[] = [];

  constructor(plan: TextPlan, fields: FieldValues, serverVersion: number, original: string | undefined) {
    this.plan = plan;
    this.serverVersion = serverVersion;
    this.original = original === undefined ? undefined : new Original(plan, original, serverVersion);
    this.places = [fields];
    this.before = [this.original?.fields];
    this.watched = plan.watches > 0 ? Array.from({ length: plan.watches }) : [];
  }

  run(rest: readonly string[]): string {
    const { ops } = this.plan;
    for (let pc = 0; pc < ops.length;) {
      const next = this.step(ops[pc] as Op, pc);
      if (next === ended) break;
      pc = next;
    }
    const all = [...this.tokens, ...rest];
    return all.length === 0 ? "" : all.join("\0") + (this.original?.terminated === false ? "" : "\0");
  }

  private step(op: Op, pc: number): number | typeof ended {
    switch (op.op) {
      case "skip":
        return op.holds(this.watched, this.serverVersion) ? pc + 1 : op.to;
      case "next":
        return this.nextItem() ? op.start + 1 : pc + 1;
      case "token": {
        const value = this.at(this.places, op.container)?.[op.key] as Value | undefined;
        if (op.watch >= 0) this.watched[op.watch] = value;
        const old = this.at(this.before, op.container)?.[op.key];
        return this.write(op, sameValue(value, old), () => this.scalar(op, value)) ? pc + 1 : ended;
      }
      case "value": {
        const loop = this.loops.at(-1) as Loop;
        const value = loop.items[loop.index] as Value | undefined;
        const same = sameValue(value, loop.before[loop.index]);
        return this.write(op, same, () => this.scalar({ ...op, words: undefined, unset: "" }, value)) ? pc + 1 : ended;
      }
      case "stray": {
        const value = this.at(this.places, op.container)?.[op.key] as Value | undefined;
        const same = sameValue(value, this.at(this.before, op.container)?.[op.key]);
        // One that could not be read has no value, and still stands there.
        if (value === undefined && !(same && this.original?.has(this.pathOf(op)))) return pc + 1;
        const canonical = (): string => this.scalar({ ...op, words: undefined, unset: "" }, value);
        return this.write(op, same, canonical) ? pc + 1 : ended;
      }
      case "tagText": {
        const value = this.at(this.places, op.container)?.[op.key] as readonly TagValue[] | undefined;
        const old = this.at(this.before, op.container)?.[op.key];
        const same = JSON.stringify(value) === JSON.stringify(old);
        return this.write(op, same, () => this.tagText(op, value ?? [])) ? pc + 1 : ended;
      }
      case "bits": {
        const value = this.at(this.places, op.container)?.[op.key] as FieldValues | undefined;
        const old = this.at(this.before, op.container)?.[op.key];
        const same = JSON.stringify(value) === JSON.stringify(old);
        return this.write(op, same, () => String(maskOf(op, value))) ? pc + 1 : ended;
      }
      case "optional": {
        const there = this.at(this.places, op.container)?.[op.key] !== undefined;
        const same = there === (this.at(this.before, op.container)?.[op.key] !== undefined);
        if (!this.write(op, same, () => (there ? "1" : "0"))) return ended;
        return there ? pc + 1 : op.to;
      }
      case "repeat":
        return this.enter(op, pc);
    }
  }

  /** Adds one token: the original one where nothing has changed. False where the original message ended before it. */
  private write(op: Op, same: boolean, canonical: () => string): boolean {
    if (this.original) {
      const old = this.original.take(this.pathOf(op));
      if (old !== undefined && same) {
        this.tokens.push(old);
        return true;
      }
      if (old === undefined && same && this.original.endedEarly) return false;
    }
    this.tokens.push(canonical());
    return true;
  }

  private scalar(op: Scalar, value: Value | undefined): string {
    const { field, words, unset } = op;
    const token = writeToken(field, words, unset, value, this.serverVersion);
    if (value === null || value === undefined) return token;
    // What a reader could not read back does not fit either: a fraction as a whole number, words as a decimal.
    const readable = readToken(field, words, token, 0, token.length) !== malformed && !token.includes("\0");
    return isOfKind(field.kind, value) && readable ? token : this.refuse(op, value, field.kind);
  }

  private tagText(op: TagTextOp, pairs: readonly TagValue[]): string {
    const token = writeTagText(pairs);
    const back = readTagText(token);
    const same = pairs.every(({ tag, value }, index) => back[index]?.tag === tag && back[index].value === value);
    return same && back.length === pairs.length && !token.includes("\0")
      ? token
      : this.refuse(op, JSON.stringify(pairs), "tag=value; without = ; or NUL inside");
  }

  private refuse(op: Op, value: unknown, wanted: string): never {
    const shown = typeof value === "string" ? excerpt(value) : String(value);
    throw new UsageError(
      "value-does-not-fit",
      `${this.plan.message.name}.${this.pathOf(op)}: cannot write ${shown} as ${wanted}; give a value of that type, or null for unset`,
    );
  }

  private enter(op: RepeatOp, pc: number): number | typeof ended {
    const items = (this.at(this.places, op.container)?.[op.key] as readonly unknown[] | undefined) ?? [];
    if (!Array.isArray(items)) return this.refuse(op, items, "a list");
    const before = (this.at(this.before, op.container)?.[op.key] as readonly unknown[] | undefined) ?? [];
    let count = countOf(op, items);
    const same = count === countOf(op, before);
    if (!this.write(op, same, () => String(count))) return ended;
    // The count that stood there may differ from the items that came of it: values of a column that cannot be read
    // leave nothing in their item, and a column longer than its list adds items to it.
    if (same && this.original) count = countIn(this.tokens.at(-1) ?? "") ?? 0;
    if (op.watch >= 0 && !op.column) this.watched[op.watch] = count;
    if (count === 0) return op.end;
    this.loops.push({ op, items, before, count, index: -1 });
    this.nextItem();
    return pc + 1;
  }

  private nextItem(): boolean {
    const loop = this.loops.at(-1) as Loop;
    loop.index += 1;
    if (loop.index >= loop.count) {
      this.loops.pop();
      return false;
    }
    if (loop.op.item >= 0) {
      for (const inner of loop.op.inner) this.places[inner] = this.before[inner] = undefined;
      this.places[loop.op.item] = loop.items[loop.index] as FieldValues;
      this.before[loop.op.item] = loop.before[loop.index] as FieldValues | undefined;
    }
    return true;
  }

  private at(places: (FieldValues | undefined)[], container: number): FieldValues | undefined {
    const known = places[container];
    if (known || container === 0) return known;
    const { parent, key } = this.plan.containers[container] as { parent: number; key: string };
    if (parent < 0) return undefined;
    const found = this.at(places, parent)?.[key] as FieldValues | undefined;
    places[container] = found;
    return found;
  }

  private pathOf(op: Op): string {
    const around = this.loops.map((loop) => {
      const within = this.plan.containers[loop.op.container]?.path;
      return `${within ? `${within}.` : ""}${loop.op.key}[${loop.index}]`;
    });
    if (op.op === "value") return around.join(".");
    const own = op.op === "repeat" || op.op === "optional" || op.op === "bits" ? op.name : "key" in op ? op.key : "";
    const container = "container" in op ? this.plan.containers[op.container]?.path : "";
    return [...around, container, own].filter(Boolean).join(".");
  }
}

/** A column's count covers the leading items that have it. */
function countOf(op: RepeatOp, items: readonly unknown[]): number {
  if (!op.column) return items.length;
  const without = items.findIndex((item) => !op.columnKeys.some((key) => (item as FieldValues)[key] !== undefined));
  return without < 0 ? items.length : without;
}

function isOfKind(kind: ScalarKind, value: Value): boolean {
  if (kind === "bool") return typeof value === "boolean";
  if (kind === "string" || kind === "decimal") return typeof value === "string";
  return typeof value === "number" || (kind === "long" && typeof value === "bigint");
}

function maskOf(op: BitsOp, value: FieldValues | undefined): number {
  return op.bits.reduce((mask, name, bit) => (value?.[name] === true ? mask | (1 << bit) : mask), 0);
}

export const writeTagText = (pairs: readonly TagValue[]): string =>
  utf8ByteString(pairs.map(({ tag, value }) => `${tag}=${value};`).join(""));
