/** The fields of a text message, token by token, read off the program that the decoder runs. */
import { charactersOf } from "../../base/byte-string.ts";
import type { Field } from "../../catalogue/schema.ts";
import type { Op, TextPlan } from "../../codec/plan.ts";
import { takeApart, type TokenSeen } from "../../codec/text-decode.ts";
import { conditionText } from "../dictionary/conditions.ts";
import { within, type VersionRange } from "../dictionary/server-versions.ts";
import { describeValue, fieldAtIndexed, fieldRow } from "./describe-value.ts";
import type { FieldRow, TokenRow } from "./explained.ts";

/**
 * The rows of a message's body, a byte string in which NUL ends each field.
 * @param plan the program of its layout, or `undefined` for a message that the catalogue does not have
 * @param offset where the body begins
 */
export function tokenRows(plan: TextPlan | undefined, body: string, serverVersion: number, offset: number): TokenRow[] {
  const rows: TokenRow[] = [];
  let at = 0;
  if (plan) {
    const conditions = conditionsOf(plan);
    takeApart(plan, body, serverVersion, (seen) => {
      rows.push(rowOf(plan, seen, body, offset, conditions.get(seen.op)));
      at = seen.end + 1;
    });
  }
  for (let number = 1; at < body.length; number += 1) {
    const nul = body.indexOf("\0", at);
    const end = nul < 0 ? body.length : nul;
    rows.push(beyond(charactersOf(body.slice(at, end)), number, offset + at, nul >= 0, plan !== undefined));
    at = end + 1;
  }
  return rows;
}

const beyond = (raw: string, number: number, offset: number, ended: boolean, declared: boolean): TokenRow => ({
  what: "beyond",
  offset,
  raw,
  ended,
  path: `(field ${number}${declared ? " beyond" : ""})`,
  type: "",
  ...describeValue(undefined, raw),
  about: declared ? "Behind the last field that the layout has" : "",
});

function rowOf(plan: TextPlan, seen: TokenSeen, body: string, offset: number, when: string | undefined): TokenRow {
  const { op, start, end } = seen;
  const gate = "gate" in op ? op.gate : undefined;
  const range: VersionRange = within({}, gate?.since, gate?.until);
  return {
    what: whatOf(op),
    offset: offset + start,
    raw: charactersOf(body.slice(start, end)),
    ended: end < body.length,
    ...meaningOf(plan, seen),
    ...range,
    ...(when !== undefined && { when }),
  };
}

function whatOf({ op }: Op): TokenRow["what"] {
  if (op === "repeat") return "count";
  if (op === "optional") return "flag";
  return op === "bits" ? "bits" : "field";
}

function meaningOf(plan: TextPlan, { op, path, value }: TokenSeen): FieldRow {
  switch (op.op) {
    case "token":
    case "value":
    case "stray":
      return fieldRow(path, op.field, value);
    case "bits": {
      const set = op.bits.filter((bit) => (value as Record<string, boolean>)[bit]);
      const about = op.bits.map((bit, index) => `bit ${index} ${bit}: ${aboutOf(plan, op, path, `.${bit}`)}`);
      return { path, type: "bits", value, words: set.join(", ") || "no bit set", about: about.join("; ") };
    }
    case "optional":
      return { path, type: "flag", value, words: String(value), about: `Whether ${op.key} follows` };
    case "repeat": {
      const words = `${String(value)} ${value === 1 ? "item" : "items"}`;
      return { path, type: "count", value, words, about: `How many items follow: ${aboutOf(plan, op, path, "")}` };
    }
    case "tagText": {
      const row = fieldRow(path, fieldAtIndexed(plan.message.shape, path), value);
      return { ...row, words: row.words === "no items" ? "empty" : row.words };
    }
    default:
      return { path, type: "", words: "", about: "" };
  }
}

/** The meaning of the list or nested shape that a count or mask stands for; their own names end the path. */
function aboutOf(plan: TextPlan, op: { key: string; name: string }, path: string, below: string): string {
  const holder = path.slice(0, path.length - op.name.length);
  const field: Field | undefined = fieldAtIndexed(plan.message.shape, `${holder}${op.key}${below}`);
  return field?.about ?? op.key;
}

const conditions = new WeakMap<TextPlan, ReadonlyMap<Op, string>>();

/** For each operation, under which conditions on the fields before it is run. */
function conditionsOf(plan: TextPlan): ReadonlyMap<Op, string> {
  let known = conditions.get(plan);
  if (!known) {
    const found = new Map<Op, string>();
    const around: { text: string; to: number }[] = [];
    for (const [index, op] of plan.ops.entries()) {
      while (around.length > 0 && (around.at(-1) as { to: number }).to <= index) around.pop();
      if (around.length > 0) found.set(op, around.map(({ text }) => text).join(" and "));
      if (op.op === "skip") around.push({ text: conditionText(op.condition), to: op.to });
      if (op.op === "optional") around.push({ text: `${op.name} is true`, to: op.to });
    }
    conditions.set(plan, (known = found));
  }
  return known;
}
