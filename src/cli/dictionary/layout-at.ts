/** The text form of a message at one server version, read off the program that decoder and encoder run there. */
import type { AnyMessage } from "../../catalogue/messages.ts";
import { textPlan, type TextPlan } from "../../codec/plan.ts";
import {
  bitsContent,
  countContent,
  fieldContent,
  flagContent,
  flagRule,
  itemsRule,
  strayRule,
  tagTextContent,
  whenRule,
  type LayoutRow,
  type RowContent,
} from "./layout.ts";

const joined = (prefix: string, name: string): string => (prefix ? `${prefix}.${name}` : name);

/** The rows at a server version; `undefined` when the message has no text form. */
export function layoutAt(message: AnyMessage, serverVersion: number): LayoutRow[] | undefined {
  const plan = textPlan(message, serverVersion);
  if (!plan) return undefined;
  let place = 0;
  let moved = false;
  return rowsOf(plan, 0, plan.ops.length, "", 0).map((row) => {
    moved ||= row.what === "rule";
    if (row.what === "rule" || moved) return row;
    place += 1;
    return { ...row, place };
  });
}

/** The rows of the operations from `start` up to `end`. */
function rowsOf(plan: TextPlan, start: number, end: number, prefix: string, depth: number): LayoutRow[] {
  const rows: LayoutRow[] = [];
  const add = (content: RowContent, path = content.name): void => {
    rows.push({ depth, ...content, path: content.what === "rule" ? "" : joined(prefix, path) });
  };
  for (let at = start; at < end; at += 1) {
    const op = plan.ops[at];
    if (!op) break;
    const name = "key" in op ? joined(plan.containers[op.container]?.path ?? "", op.key) : "";
    switch (op.op) {
      case "token":
        add(fieldContent(name, op.field.kind, op.unset, op.words));
        break;
      case "tagText":
        add(tagTextContent(name));
        break;
      case "stray":
        add(strayRule);
        add(fieldContent(name, op.field.kind, undefined, undefined));
        break;
      case "bits":
        add(bitsContent(op.name, op.bits), name);
        break;
      case "skip":
        add(whenRule(op.condition));
        rows.push(...rowsOf(plan, at + 1, op.to, prefix, depth + 1));
        at = op.to - 1;
        break;
      case "optional": {
        add(flagContent(op.name), name);
        add(flagRule(op.name));
        rows.push(...optionalRows(plan, at + 1, op.to, prefix, name, depth + 1));
        at = op.to - 1;
        break;
      }
      case "repeat":
        add(countContent(op.name), name);
        add(itemsRule(name, op.name, op.column));
        rows.push(...rowsOf(plan, at + 1, op.end - 1, joined(prefix, `${name}[]`), depth + 1));
        at = op.end - 1;
        break;
      case "value":
        rows.push({ depth, ...fieldContent("value", op.field.kind, undefined, undefined), path: prefix });
        break;
      case "next":
        break;
    }
  }
  return rows;
}

/** The fields of a nested shape, named from that shape. */
function optionalRows(
  plan: TextPlan,
  start: number,
  end: number,
  prefix: string,
  name: string,
  depth: number,
): LayoutRow[] {
  return rowsOf(plan, start, end, prefix, depth).map((row) =>
    row.name.startsWith(`${name}.`) ? { ...row, name: row.name.slice(name.length + 1) } : row,
  );
}
