/**
 * Compiles a message's text layout for one server version into a flat program: a list of operations with jumps, over
 * numbered containers. Decoder, encoder, log splitter and `explain` all run this one program.
 */
import { gates, type GateName } from "../catalogue/gates.ts";
import type { AnyMessage } from "../catalogue/messages.ts";
import { wordText } from "../catalogue/patterns.ts";
import {
  int,
  shape,
  string,
  type Condition,
  type Direction,
  type ScalarField,
  type ScalarKind,
  type Shape,
  type Step,
} from "../catalogue/schema.ts";
import { Moulds } from "./mould.ts";

/** A place for values: 0 is the message's fields, others are nested shapes or the current item of a list. */
export interface Container {
  readonly path: string;
  /** Container that holds this one under `key`, or -1 for the current item of a list. */
  readonly parent: number;
  readonly key: string;
  /** There is one in a message: it is in no list. */
  readonly single: boolean;
}

/** The server versions that have this part of the layout, where not all have. */
export interface Gated {
  readonly gate?: { readonly since?: GateName; readonly until?: GateName };
}

export interface TokenOp extends Gated {
  readonly op: "token";
  readonly container: number;
  readonly key: string;
  readonly field: ScalarField;
  /** Slot that keeps the value for later conditions, or -1. */
  readonly watch: number;
  /** How unset is written here by the official senders. */
  readonly unset: string;
  readonly words: readonly [string, string] | undefined;
}
export interface TagTextOp extends Gated {
  readonly op: "tagText";
  readonly container: number;
  readonly key: string;
}
export interface BitsOp extends Gated {
  readonly op: "bits";
  readonly container: number;
  readonly key: string;
  readonly name: string;
  readonly bits: readonly string[];
}
/** A number that is there only when more tokens are left than the `behind` ones of the operations that follow. */
export interface StrayOp extends Gated {
  readonly op: "stray";
  readonly container: number;
  readonly key: string;
  readonly field: ScalarField;
  readonly behind: number;
}
/** Jumps to `to` when the condition does not hold. */
export interface SkipOp {
  readonly op: "skip";
  readonly condition: Condition;
  readonly holds: (watched: Watched, serverVersion: number) => boolean;
  /** The slots that the condition looks at. */
  readonly slots: readonly number[];
  readonly to: number;
}
/** Reads a flag; jumps to `to` when it is not set. */
export interface OptionalOp extends Gated {
  readonly op: "optional";
  readonly container: number;
  readonly key: string;
  readonly name: string;
  readonly to: number;
}
/** Reads a count and runs the operations up to the matching `next` for each item. */
export interface RepeatOp extends Gated {
  readonly op: "repeat";
  readonly container: number;
  readonly key: string;
  readonly name: string;
  readonly column: boolean;
  /** Container of the current item, or -1 when the items are single values. */
  readonly item: number;
  /** Containers to forget when the next item begins. */
  readonly inner: readonly number[];
  /** Watched slots that belong to the items. */
  readonly itemSlots: readonly number[];
  /** First keys of a column's items, to tell on encoding which items have it. */
  readonly columnKeys: readonly string[];
  readonly watch: number;
  readonly end: number;
}
/** One item of a list of single values. */
export interface ValueOp {
  readonly op: "value";
  readonly field: ScalarField;
}
export interface NextOp {
  readonly op: "next";
  readonly start: number;
}
export type Op = TokenOp | TagTextOp | BitsOp | SkipOp | StrayOp | OptionalOp | RepeatOp | ValueOp | NextOp;

/** Values kept for conditions. A count is kept as the number of its items. */
export type Watched = unknown[];

export interface TextPlan {
  readonly message: AnyMessage;
  /** The server versions for which this program is right. */
  readonly since: number;
  readonly until: number;
  readonly ops: readonly Op[];
  readonly containers: readonly Container[];
  readonly watches: number;
  /** Number of tokens when every message has the same: no conditions, no lists. Else -1. */
  readonly fixedTokens: number;
  /** Learned from the messages that were decoded; they change how long decoding takes, and nothing else. */
  readonly moulds: Moulds;
  /** For a message that is nothing but single fields: those fields, and an object that has them all. */
  readonly flat: FlatForm | undefined;
}

export interface FlatForm {
  readonly ops: readonly TokenOp[];
  /** What the fast reader needs of each operation; all of one form, because that is faster to look at. */
  readonly columns: readonly { readonly key: string; readonly kind: ScalarKind; readonly escaped: boolean }[];
  readonly template: Readonly<Record<string, null>>;
}

/** A tag and value pair, the item of every list of pairs. */
export const TagValueShape = shape("TagValue", {
  tag: string(1, "name of the parameter", { pattern: wordText }),
  value: string(2, "value of the parameter"),
});

const versionField = int(null, "version of this message's own layout", { min: 1 });

class Compiler {
  readonly ops: Op[] = [];
  readonly containers: Container[] = [{ path: "", parent: -1, key: "", single: true }];
  private readonly shapes: Shape[];
  private readonly watchOf = new Map<string, number>();
  private readonly serverVersion: number;
  private readonly implied: number;
  private readonly hasVersion: boolean;
  since = 0;
  until = Number.MAX_SAFE_INTEGER;
  /** The gate that the current steps stand behind. */
  private gate: Gated = {};

  constructor(message: AnyMessage, serverVersion: number) {
    this.shapes = [message.shape];
    this.serverVersion = serverVersion;
    const { implied = Number.MAX_SAFE_INTEGER } = message;
    this.implied = implied === "server" ? serverVersion : implied;
    this.hasVersion = this.readsVersion(message.text ?? []);
    this.findWatches(message.text ?? [], 0);
    this.steps(message.text ?? [], 0);
    this.ops.forEach((op, pc) => {
      if (op.op === "stray") this.ops[pc] = { ...op, behind: this.ops.length - pc - 1 };
    });
  }

  get watches(): number {
    return this.watchOf.size;
  }

  /** Whether the message carries a version field at this server version; if not, the implied one decides right here. */
  private readsVersion(steps: readonly Step[]): boolean {
    return steps.some(
      (step) =>
        step === "version" ||
        (typeof step === "object" &&
          step.step === "gated" &&
          this.open(step.since, step.until) &&
          this.readsVersion(step.steps)),
    );
  }

  /** The outcome of a condition that no field of the message can change. */
  private decided(condition: Condition): boolean | undefined {
    if (condition.test === "messageVersion") return this.hasVersion ? undefined : inRange(this.implied, condition);
    if (condition.test !== "any" && condition.test !== "all") return undefined;
    const outcomes = condition.of.map((inner) => this.decided(inner));
    const settling = condition.test === "any";
    if (outcomes.includes(settling)) return settling;
    return outcomes.includes(undefined) ? undefined : !settling;
  }

  /** Whether a gate is open at this version; narrows the range of versions for which the program is right. */
  private open(since: GateName | undefined, until: GateName | undefined): boolean {
    const from = since ? gates[since].version : 0;
    const to = until ? gates[until].version : Number.MAX_SAFE_INTEGER;
    for (const border of [from, to]) {
      if (border <= this.serverVersion) this.since = Math.max(this.since, border);
      else this.until = Math.min(this.until, border);
    }
    return this.serverVersion >= from && this.serverVersion < to;
  }

  private findWatches(steps: readonly Step[], container: number): void {
    for (const step of steps) {
      if (typeof step === "string") continue;
      // The count of a column is checked against that of its list.
      if (step.step === "repeat" && step.column) this.watch(container, step.path);
      if (step.step === "when") this.watchCondition(step.condition, container);
      if (step.step === "when" || step.step === "gated") this.findWatches(step.steps, container);
    }
  }

  private watchCondition(condition: Condition, container: number): void {
    if (condition.test === "any" || condition.test === "all")
      for (const inner of condition.of) this.watchCondition(inner, container);
    else if (condition.test === "messageVersion") this.watch(0, "version");
    else this.watch(container, condition.path);
  }

  private slotsOf(condition: Condition, container: number): number[] {
    if (condition.test === "any" || condition.test === "all")
      return condition.of.flatMap((inner) => this.slotsOf(inner, container));
    return [condition.test === "messageVersion" ? this.watch(0, "version") : this.watch(container, condition.path)];
  }

  private watch(container: number, path: string): number {
    const key = `${container} ${path}`;
    const known = this.watchOf.get(key);
    if (known !== undefined) return known;
    this.watchOf.set(key, this.watchOf.size);
    return this.watchOf.size - 1;
  }

  private watchIfAsked(container: number, path: string): number {
    return this.watchOf.get(`${container} ${path}`) ?? -1;
  }

  /** Container and key of a dotted path below `container`; makes the containers on the way. */
  private place(container: number, path: string): { container: number; key: string } {
    const keys = path.split(".");
    let at = container;
    for (const key of keys.slice(0, -1)) at = this.nested(at, key);
    return { container: at, key: keys.at(-1) as string };
  }

  private nested(parent: number, key: string): number {
    const known = this.containers.findIndex((other) => other.parent === parent && other.key === key);
    if (known > 0) return known;
    const field = this.fieldOf(parent, key);
    if (field?.is !== "shape") throw new Error(`${key} is not a nested shape`);
    return this.addContainer(parent, key, field.shape);
  }

  private addContainer(parent: number, key: string, shape: Shape): number {
    const parentPath = parent < 0 ? "" : (this.containers[parent]?.path ?? "");
    const single = this.containers[parent]?.single ?? false;
    this.containers.push({ path: parentPath ? `${parentPath}.${key}` : key, parent, key, single });
    this.shapes.push(shape);
    return this.containers.length - 1;
  }

  private fieldOf(container: number, key: string) {
    if (container === 0 && key === "version") return versionField;
    return this.shapes[container]?.fields[key];
  }

  private steps(steps: readonly Step[], container: number): void {
    for (const step of steps) this.step(step, container);
  }

  private step(step: Step, container: number): void {
    if (typeof step === "string") return this.token(step, container, "", undefined);
    switch (step.step) {
      case "token":
        return this.token(step.path, container, step.unset ?? "", step.words);
      case "tagText": {
        this.ops.push({ op: "tagText", ...this.gate, ...this.place(container, step.path) });
        return;
      }
      case "stray": {
        const place = this.place(container, step.path);
        const field = this.fieldOf(place.container, place.key);
        if (field?.is !== "scalar") throw new Error(`${step.path} is not a single value`);
        this.ops.push({ op: "stray", ...this.gate, ...place, field, behind: 0 });
        return;
      }
      case "bits": {
        this.ops.push({
          op: "bits",
          ...this.gate,
          ...this.place(container, step.path),
          name: step.name,
          bits: step.bits,
        });
        return;
      }
      case "gated": {
        if (!this.open(step.since, step.until)) return;
        const outer = this.gate;
        this.gate = { gate: { ...(step.since && { since: step.since }), ...(step.until && { until: step.until }) } };
        this.steps(step.steps, container);
        this.gate = outer;
        return;
      }
      case "when": {
        const decided = this.decided(step.condition);
        if (decided !== undefined) {
          if (decided) this.steps(step.steps, container);
          return;
        }
        const at = this.ops.push({
          op: "skip",
          condition: step.condition,
          holds: this.test(step.condition, container),
          slots: this.slotsOf(step.condition, container),
          to: 0,
        });
        this.steps(step.steps, container);
        this.patch(at - 1, { to: this.ops.length });
        return;
      }
      case "optional": {
        const place = this.place(container, step.path);
        const at = this.ops.push({ op: "optional", ...this.gate, ...place, name: step.flag, to: 0 });
        this.steps(step.items, this.nested(place.container, place.key));
        this.patch(at - 1, { to: this.ops.length });
        return;
      }
      case "repeat":
        return this.repeat(step, container);
    }
  }

  private token(path: string, container: number, unset: string, words: readonly [string, string] | undefined): void {
    const place = this.place(container, path);
    const field = this.fieldOf(place.container, place.key);
    if (field?.is !== "scalar") throw new Error(`${path} is not a single value`);
    this.ops.push({
      op: "token",
      ...this.gate,
      ...place,
      field,
      watch: this.watchIfAsked(container, path),
      unset,
      words,
    });
  }

  private repeat(step: Extract<Step, { step: "repeat" }>, container: number): void {
    const place = this.place(container, step.path);
    const field = this.fieldOf(place.container, place.key);
    const start = this.ops.length;
    const itemShape = field?.is === "shapes" ? field.shape : field?.is === "tags" ? TagValueShape : undefined;
    const item = itemShape ? this.addContainer(-1, "", itemShape) : -1;
    this.ops.push({
      op: "repeat",
      ...this.gate,
      ...place,
      name: step.count,
      column: step.column,
      item,
      inner: [],
      itemSlots: [],
      columnKeys: step.column ? step.items.filter((inner) => typeof inner === "string") : [],
      watch: this.watchIfAsked(container, step.path),
      end: 0,
    });
    const firstInner = this.containers.length;
    if (item >= 0) {
      this.findWatches(step.items, item);
      this.steps(step.items, item);
    } else if (field?.is === "scalars")
      this.ops.push({ op: "value", field: { ...field, is: "scalar", type: undefined } });
    else throw new Error(`${step.path} is not a list`);
    const inner = this.containers.slice(firstInner).map((_, index) => firstInner + index);
    this.ops.push({ op: "next", start });
    const itemSlots = [...this.watchOf].filter(([key]) => key.startsWith(`${item} `)).map(([, slot]) => slot);
    this.patch(start, { inner, itemSlots, end: this.ops.length });
  }

  /** Fills in what is only known once the steps inside have been compiled. */
  private patch(at: number, change: { to: number } | Pick<RepeatOp, "inner" | "itemSlots" | "end">): void {
    this.ops[at] = { ...(this.ops[at] as object), ...change } as Op;
  }

  private test(condition: Condition, container: number): SkipOp["holds"] {
    switch (condition.test) {
      case "any": {
        const tests = condition.of.map((inner) => this.test(inner, container));
        return (watched, version) => tests.some((test) => test(watched, version));
      }
      case "all": {
        const tests = condition.of.map((inner) => this.test(inner, container));
        return (watched, version) => tests.every((test) => test(watched, version));
      }
      case "messageVersion": {
        const slot = this.watch(0, "version");
        const { implied } = this;
        return (watched) => {
          const value = watched[slot];
          return inRange(typeof value === "number" ? value : implied, condition);
        };
      }
      default: {
        const slot = this.watch(container, condition.path);
        const holds = valueTest(condition);
        return (watched) => holds(watched[slot]);
      }
    }
  }
}

function inRange(value: number, { since = -Infinity, until = Infinity }: { since?: number; until?: number }): boolean {
  return value >= since && value < until;
}

function valueTest(
  condition: Exclude<Condition, { test: "any" | "all" | "messageVersion" }>,
): (value: unknown) => boolean {
  switch (condition.test) {
    case "in": {
      const values: readonly unknown[] = condition.values;
      return (value) => values.includes(value);
    }
    case "filled":
      return (value) => value !== undefined && value !== null && value !== "";
    case "true":
      return (value) => value === true;
    case "positive":
    case "hasItems":
      return (value) => typeof value === "number" && value > 0;
    case "infinite":
      return (value) => value === Infinity;
  }
}

/** Programs by direction and id, which is found sooner than by the message. */
const plans: Readonly<Record<Direction, TextPlan[][]>> = { in: [], out: [] };

/** The program for a message's text form at a server version; `undefined` for a message without a text form. */
export function textPlan(message: AnyMessage, serverVersion: number): TextPlan | undefined {
  if (!message.text) return undefined;
  const known = (plans[message.direction][message.id] ??= []);
  for (const plan of known)
    if (serverVersion >= plan.since && serverVersion < plan.until && plan.message === message) return plan;
  const compiler = new Compiler(message, serverVersion);
  const { ops, containers, watches, since, until } = compiler;
  const fixedTokens = ops.every((op) => op.op === "token" || op.op === "bits" || op.op === "tagText") ? ops.length : -1;
  const plan: TextPlan = {
    message,
    since,
    until,
    ops,
    containers,
    watches,
    fixedTokens,
    flat: flatForm(ops),
    moulds: new Moulds(),
  };
  known.push(plan);
  return plan;
}

function flatForm(ops: readonly Op[]): TextPlan["flat"] {
  const tokens = ops.filter((op): op is TokenOp => op.op === "token" && op.container === 0 && !op.words);
  const keys = new Set(tokens.map((op) => op.key));
  if (tokens.length !== ops.length || keys.size !== tokens.length) return undefined;
  const columns = tokens.map(({ key, field }) => ({ key, kind: field.kind, escaped: field.escaped === true }));
  return { ops: tokens, columns, template: Object.fromEntries(tokens.map((op) => [op.key, null])) };
}
