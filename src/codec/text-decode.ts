/** Runs a text program over the fields of a message body. */
import { byteStringOf, charactersOf } from "../base/byte-string.ts";
import { excerpt, IssueList, type Issue, type IssueCode } from "../base/issue.ts";
import type { TagValue } from "../catalogue/schema.ts";
import { decodeFlat } from "./flat-decode.ts";
import { Filling } from "./mould.ts";
import type { Container, Op, RepeatOp, TextPlan, TokenOp, Watched } from "./plan.ts";
import { fieldsFrom, kindInWords, malformed, readToken, type Value } from "./text-values.ts";

export type FieldValues = Record<string, unknown>;

export interface TextReading {
  readonly fields: FieldValues;
  readonly issues: Issue[];
  /** Fields behind the last one that the layout knows, as byte strings. */
  readonly rest: readonly string[];
  /** The body ends before the layout does. (Its issue may be beyond those that are kept.) */
  readonly endedEarly: boolean;
}

/** What one token turned out to be; for whoever wants to see the message taken apart. */
export interface TokenSeen {
  readonly op: Op;
  /** Path of the field, or the name of a count or flag. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** Decodes the body of a text message: what stands behind its id. */
export function decodeText(plan: TextPlan, body: Uint8Array, serverVersion: number): TextReading {
  const fields = plan.flat && decodeFlat(plan.flat, body, 0, body.length);
  if (fields) return { fields, issues: [], rest: none, endedEarly: false };
  return takeApart(plan, byteStringOf(body), serverVersion);
}

const none: readonly string[] = [];

/** Decodes a body given as a byte string, telling of every token. */
export function takeApart(
  plan: TextPlan,
  body: string,
  serverVersion: number,
  seen?: (token: TokenSeen) => void,
): TextReading {
  return new BodyReader(plan, body, serverVersion, seen).run();
}

/** Of an object that is there already. */
function fillingOf(holder: FieldValues): Filling {
  const filling = new Filling(undefined);
  filling.holder = holder;
  return filling;
}

interface Loop {
  readonly op: RepeatOp;
  readonly list: unknown[];
  readonly count: number;
  index: number;
}

class BodyReader {
  private readonly issues = new IssueList();
  private readonly places: (Filling | undefined)[];
  private readonly watched: Watched;
  private readonly loops: Loop[] = [];
  private readonly plan: TextPlan;
  private readonly body: string;
  private readonly serverVersion: number;
  private readonly seen: ((token: TokenSeen) => void) | undefined;
  /** Bounds of the current token, and where the next one begins. */
  private start = 0;
  private end = 0;
  private next = 0;

  constructor(plan: TextPlan, body: string, serverVersion: number, seen: ((token: TokenSeen) => void) | undefined) {
    this.plan = plan;
    this.body = body;
    this.serverVersion = serverVersion;
    this.seen = seen;
    this.places = [new Filling(plan.moulds.of(0))];
    this.watched = plan.watches > 0 ? Array.from({ length: plan.watches }) : [];
  }

  run(): TextReading {
    const { ops } = this.plan;
    for (let pc = 0; pc < ops.length;) {
      const op = ops[pc] as Op;
      if (op.op === "skip") {
        pc = op.holds(this.watched, this.serverVersion) ? pc + 1 : op.to;
        continue;
      }
      if (op.op === "stray" && this.tokensLeft() <= op.behind) {
        pc += 1;
        continue;
      }
      if (op.op === "next") {
        pc = this.nextItem() ? op.start + 1 : pc + 1;
        continue;
      }
      if (!this.take()) {
        this.issue("ended-early", this.pathOf(op), "another field", "the end of the message");
        return this.result([], true);
      }
      switch (op.op) {
        case "token": {
          const value = readToken(op.field, op.words, this.body, this.start, this.end);
          if (value === malformed) this.malformed(op, op.words?.join(" or ") ?? kindInWords[op.field.kind]);
          else this.put(op, value);
          if (op.watch >= 0) this.watched[op.watch] = value;
          if (this.seen) this.report(op, value);
          pc += 1;
          break;
        }
        case "value": {
          const value = readToken(op.field, undefined, this.body, this.start, this.end);
          if (value === malformed) this.malformed(op, kindInWords[op.field.kind]);
          else this.loops.at(-1)?.list.push(value);
          if (this.seen) this.report(op, value);
          pc += 1;
          break;
        }
        case "stray": {
          const value = readToken(op.field, undefined, this.body, this.start, this.end);
          if (value === malformed) this.malformed(op, kindInWords[op.field.kind]);
          else this.set(op.container, op.key, value);
          if (this.seen) this.report(op, value);
          pc += 1;
          break;
        }
        case "tagText": {
          const value = readTagText(this.token());
          this.set(op.container, op.key, value);
          if (this.seen) this.report(op, value);
          pc += 1;
          break;
        }
        case "bits": {
          this.readBits(op);
          pc += 1;
          break;
        }
        case "optional": {
          const there = this.readFlag(op);
          if (there && this.place(op.container).get(op.key) === undefined) this.set(op.container, op.key, {});
          pc = there ? pc + 1 : op.to;
          break;
        }
        case "repeat": {
          pc = this.enter(op) ? pc + 1 : op.end;
          break;
        }
      }
    }
    return this.result(this.restTokens());
  }

  private result(rest: string[], endedEarly = false): TextReading {
    if (rest.length > 0)
      this.issues.add({
        code: "trailing-fields",
        path: "",
        offset: this.end + 1,
        expected: "the end of the message",
        got: `${rest.length} more: ${excerpt(charactersOf(rest.slice(0, 60).join(" ")))}`,
      });
    if (this.next > this.body.length)
      this.issue("unterminated", "", "NUL behind the last field", "the end of the message");
    const issues = this.issues.all();
    return { fields: this.finish(issues.length === 0), issues, rest, endedEarly };
  }

  /** Moves to the next token; false when there is none. */
  private take(): boolean {
    if (this.next >= this.body.length) return false;
    this.start = this.next;
    const nul = this.body.indexOf("\0", this.start);
    this.end = nul < 0 ? this.body.length : nul;
    this.next = this.end + 1;
    return true;
  }

  private token(): string {
    return this.body.slice(this.start, this.end);
  }

  private tokensLeft(): number {
    let left = 0;
    for (let at = this.next; at < this.body.length; left += 1) {
      const nul = this.body.indexOf("\0", at);
      at = nul < 0 ? this.body.length : nul + 1;
    }
    return left;
  }

  private restTokens(): string[] {
    const rest = fieldsFrom(this.body, this.next);
    if (rest.length > 0) this.next = this.body.length + (this.body.endsWith("\0") ? 0 : 1);
    return rest;
  }

  private place(container: number): Filling {
    const known = this.places[container];
    if (known) return known;
    const { parent, key } = this.plan.containers[container] as Container;
    const there = this.place(parent).get(key) as FieldValues | undefined;
    const made = there ? fillingOf(there) : new Filling(this.plan.moulds.of(container));
    this.places[container] = made;
    if (!there) this.set(parent, key, made.holder);
    return made;
  }

  private set(container: number, key: string, value: unknown): void {
    if (this.place(container).set(key, value)) this.putBack(container);
  }

  /** What holds a container has to hold the object that it is now. */
  private putBack(container: number): void {
    const { parent, key } = this.plan.containers[container] as Container;
    if (container > 0 && parent >= 0) this.place(parent).holder[key] = this.place(container).holder;
  }

  /** @param sound nothing is wrong with the message: the next one will have the same keys */
  private finish(sound: boolean): FieldValues {
    const { moulds, containers } = this.plan;
    for (const [container, place] of this.places.entries()) {
      if (!place) continue;
      if (place.finish()) this.putBack(container);
      if (sound && !place.moulded && (containers[container] as Container).single) moulds.learn(container, place.holder);
    }
    return this.place(0).holder;
  }

  /** A field that stands twice in a layout keeps the value that says something; two that differ are reported. */
  private put(op: TokenOp, value: Value): void {
    const { container, key } = op;
    const place = this.place(container);
    if (place.fill(key, value)) return;
    const before = place.get(key);
    if (before !== undefined && before !== null && before !== value) {
      if (value === null) return;
      this.issue(
        "repeated-value",
        this.pathOf(op),
        `${excerpt(JSON.stringify(before))} again`,
        excerpt(charactersOf(this.token())),
      );
    }
    this.set(container, key, value);
  }

  private readFlag(op: Extract<Op, { op: "optional" }>): boolean {
    const token = this.token();
    if (this.seen) this.report(op, token === "1");
    if (token === "" || token === "0") return false;
    if (!/^-?\d+$/.test(token)) this.malformed(op, "0 or 1");
    return true;
  }

  private readBits(op: Extract<Op, { op: "bits" }>): void {
    const token = this.token();
    const mask = token === "" ? 0 : Number(token);
    if (!/^-?\d{1,10}$/.test(token) && token !== "") {
      if (this.seen) this.report(op, malformed);
      return this.malformed(op, "a whole number of bits");
    }
    if (mask >= 2 ** op.bits.length || mask < 0) this.malformed(op, `bits below ${2 ** op.bits.length}`);
    const values: FieldValues = {};
    op.bits.forEach((name, bit) => (values[name] = (mask & (1 << bit)) !== 0));
    this.set(op.container, op.key, values);
    if (this.seen) this.report(op, values);
  }

  private enter(op: RepeatOp): boolean {
    const token = this.token();
    const count = countIn(token);
    const possible = count !== undefined;
    // Every item takes at least one byte, so a larger count cannot be true; read what is there.
    const left = this.body.length - this.next;
    if (!possible || count > left) this.malformed(op, `a count of at most ${left}`, "bad-count");
    const items = count ?? 0;
    if (op.watch >= 0 && !op.column) this.watched[op.watch] = items;
    if (this.seen) this.report(op, items);
    const list = (this.place(op.container).get(op.key) as unknown[] | undefined) ?? [];
    if (!op.column || items > 0) this.set(op.container, op.key, list);
    if (items === 0) return false;
    this.loops.push({ op, list, count: items, index: -1 });
    return this.nextItem();
  }

  private nextItem(): boolean {
    const loop = this.loops.at(-1) as Loop;
    loop.index += 1;
    if (loop.index >= loop.count) {
      this.loops.pop();
      return false;
    }
    if (loop.op.item >= 0) {
      for (const inner of loop.op.inner) this.places[inner] = undefined;
      const item = (loop.op.column ? loop.list[loop.index] : undefined) as FieldValues | undefined;
      const made = item ?? {};
      this.places[loop.op.item] = fillingOf(made);
      if (!item && this.next < this.body.length) loop.list.push(made);
    }
    return true;
  }

  private pathOf(op: Op): string {
    const around = this.loops.map((loop) => {
      const within = this.plan.containers[loop.op.container];
      const list = within?.path ? `${within.path}.${loop.op.key}` : loop.op.key;
      return `${list}[${loop.index}]`;
    });
    if (op.op === "value") return around.join(".");
    const own = op.op === "repeat" || op.op === "optional" || op.op === "bits" ? op.name : "key" in op ? op.key : "";
    const container = "container" in op ? this.plan.containers[op.container]?.path : "";
    return [...around, container, own].filter(Boolean).join(".");
  }

  private malformed(op: Op, expected: string, code: IssueCode = "malformed-value"): void {
    this.issue(code, this.pathOf(op), expected, excerpt(charactersOf(this.token())));
  }

  private issue(code: IssueCode, path: string, expected: string, got: string): void {
    const offset = code === "ended-early" || code === "unterminated" ? this.body.length : this.start;
    this.issues.add({ code, path, offset, expected, got });
  }

  private report(op: Op, value: unknown): void {
    this.seen?.({
      op,
      path: this.pathOf(op),
      start: this.start,
      end: this.end,
      value: value === malformed ? undefined : value,
    });
  }
}

/** The count that a token says; `undefined` for one that says none. */
export const countIn = (token: string): number | undefined =>
  token === "" || /^\d{1,10}$/.test(token) ? Number(token) : undefined;

/** Splits `tag=value;tag=value;`. What has no `=` is a tag without a value. */
export function readTagText(token: string): TagValue[] {
  return charactersOf(token)
    .split(";")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? { tag: pair, value: "" } : { tag: pair.slice(0, equals), value: pair.slice(equals + 1) };
    });
}
