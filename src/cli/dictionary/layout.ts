/**
 * The text form of a message as rows to read from top to bottom. Lists and conditions are rows of their own, with what
 * they hold one level deeper; the server versions of a gate stand on every row that it holds.
 */
import type { AnyMessage } from "../../catalogue/messages.ts";
import type { Condition, Field, Shape, Step } from "../../catalogue/schema.ts";
import { conditionText } from "./conditions.ts";
import { typeText } from "./field-description.ts";
import { within, type VersionRange } from "./server-versions.ts";

/** One row of a text form. */
export interface LayoutRow extends VersionRange {
  readonly depth: number;
  /**
   * `field`: one text field; `count`, `flag` and `bits`: one text field that says something about others; `rule`: no
   * text field, but under what condition the deeper rows behind it are there.
   */
  readonly what: "field" | "count" | "flag" | "bits" | "rule";
  /** The dotted name, seen from the item of the list that the row stands in; for a rule, the rule in words. */
  readonly name: string;
  /** The dotted name, seen from the message, lists marked with `[]`; empty for a rule. */
  readonly path: string;
  readonly type: string;
  /** The booleans of a nested shape that are bits of this number, lowest first. */
  readonly bits?: readonly string[];
  /** How the value is written, where that is not plain. */
  readonly written?: string;
  /** Which field of the message it is, counted from 1; only where no condition or list can move it. */
  readonly place?: number;
}

/** A row without what depends on where it stands. */
export type RowContent = Omit<LayoutRow, "depth" | "path" | "since" | "until" | "place">;

/** A single value. */
export const fieldContent = (
  name: string,
  type: string,
  unset: string | undefined,
  words: readonly [string, string] | undefined,
): RowContent => {
  const written = words ? `${words[1]} for true, ${words[0]} for false` : unset ? `${unset} when unset` : undefined;
  return { what: "field", name, type, ...(written && { written }) };
};
/** A list of tags and values in one text field. */
export const tagTextContent = (name: string): RowContent => ({
  what: "field",
  name,
  type: "tags and values",
  written: "one text, tag=value;tag=value;",
});
/** Booleans that are the bits of one number. */
export const bitsContent = (name: string, bits: readonly string[]): RowContent => ({
  what: "bits",
  name,
  type: "int",
  bits,
  written: `bits from the lowest: ${bits.join(", ")}`,
});
/** The number of items of a list. */
export const countContent = (name: string): RowContent => ({ what: "count", name, type: "count" });
/** Whether a nested shape follows. */
export const flagContent = (name: string): RowContent => ({ what: "flag", name, type: "bool" });
/** A rule in words. */
export const ruleContent = (text: string): RowContent => ({ what: "rule", name: text, type: "" });

/** The rule over the items of a list. */
export const itemsRule = (path: string, count: string, column: boolean): RowContent =>
  ruleContent(column ? `for each of ${path} again, or not at all if ${count} is 0:` : `for each of ${path}:`);
/** The rule over the fields of a nested shape that may be missing. */
export const flagRule = (flag: string): RowContent => ruleContent(`if ${flag} is true:`);
/** The rule over fields that depend on others. */
export const whenRule = (condition: Condition): RowContent => ruleContent(`when ${conditionText(condition)}:`);

const joined = (prefix: string, name: string): string => (prefix ? `${prefix}.${name}` : name);

/** The field at a dotted path below a shape. */
export function fieldAt(shape: Shape | undefined, path: string): Field | undefined {
  const [first = "", ...rest] = path.split(".");
  const field = shape?.fields[first];
  if (rest.length === 0) return field;
  return field?.is === "shape" || field?.is === "shapes" ? fieldAt(field.shape, rest.join(".")) : undefined;
}

/** The paths that rows fill, those of single bits included. */
export const pathsOf = (rows: readonly LayoutRow[]): string[] =>
  rows.flatMap(({ path, bits = [] }) => [path, ...bits.map((bit) => `${path}.${bit}`)]);

/** Whether the field at a path, or anything within it, is among the paths. */
export const isCarried = (path: string, paths: readonly string[]): boolean =>
  paths.some((other) => other === path || other.startsWith(`${path}.`) || other.startsWith(`${path}[]`));

interface Place {
  /** The shape that paths are seen from, unless it is a tag and its value. */
  readonly shape: Shape | undefined;
  readonly prefix: string;
  readonly depth: number;
  readonly range: VersionRange;
}

export const strayRule = ruleContent("some clients write here, others do not:");

/** The text form as it is declared, for all server versions together; `undefined` when the message has none. */
export function declaredLayout(message: AnyMessage): LayoutRow[] | undefined {
  if (!message.text) return undefined;
  const versioned = hasVersion(message.text);
  return rowsOf(message.text, { shape: message.shape, prefix: "", depth: 0, range: {} }, versioned);
}

/** Whether the message's own version is among the steps, at any server version. */
export const hasVersion = (steps: readonly Step[]): boolean =>
  steps.some(
    (step) => step === "version" || (typeof step === "object" && step.step === "gated" && hasVersion(step.steps)),
  );

function rowsOf(steps: readonly Step[], place: Place, versioned: boolean): LayoutRow[] {
  const { shape, prefix, depth, range } = place;
  const row = (content: RowContent, path = content.name): LayoutRow => ({
    depth,
    ...content,
    path: content.what === "rule" ? "" : joined(prefix, path),
    ...range,
  });
  const inside = (inner: readonly Step[], change: Partial<Place>): LayoutRow[] =>
    rowsOf(inner, { ...place, ...change }, versioned);

  return steps.flatMap((step): LayoutRow[] => {
    if (typeof step === "string") return [row(fieldContent(step, typeAt(shape, step), undefined, undefined))];
    switch (step.step) {
      case "token":
        return [row(fieldContent(step.path, typeAt(shape, step.path), step.unset, step.words))];
      case "tagText":
        return [row(tagTextContent(step.path))];
      case "stray":
        return [row(strayRule), row(fieldContent(step.path, typeAt(shape, step.path), undefined, undefined))];
      case "bits":
        return [row(bitsContent(step.name, step.bits), step.path)];
      case "gated":
        return inside(step.steps, { range: within(range, step.since, step.until) });
      case "when": {
        // A message that never carries its version has the newest layout.
        if (step.condition.test === "messageVersion" && !versioned)
          return step.condition.until === undefined ? inside(step.steps, {}) : [];
        return [row(whenRule(step.condition)), ...inside(step.steps, { depth: depth + 1 })];
      }
      case "optional": {
        const field = fieldAt(shape, step.path);
        const nested = field?.is === "shape" ? field.shape : undefined;
        const items = { shape: nested, prefix: joined(prefix, step.path), depth: depth + 1 };
        return [row(flagContent(step.flag), step.path), row(flagRule(step.flag)), ...inside(step.items, items)];
      }
      default: {
        const field = fieldAt(shape, step.path);
        const nested = field?.is === "shapes" ? field.shape : undefined;
        const items = { shape: nested, prefix: joined(prefix, `${step.path}[]`), depth: depth + 1 };
        const rows =
          field?.is === "scalars"
            ? [
                {
                  ...row(fieldContent("value", field.kind, undefined, undefined)),
                  depth: depth + 1,
                  path: items.prefix,
                },
              ]
            : inside(step.items, items);
        return [row(countContent(step.count), step.path), row(itemsRule(step.path, step.count, step.column)), ...rows];
      }
    }
  });
}

function typeAt(shape: Shape | undefined, path: string): string {
  if (path === "version") return "int";
  const field = fieldAt(shape, path);
  return field ? typeText(field) : "string";
}
