/** What a field and its value mean, in words. */
import pc from "picocolors";
import type { Code, CodeTable } from "../../catalogue/codes/code-table.ts";
import type { Field, Shape } from "../../catalogue/schema.ts";
import { fieldAt } from "../dictionary/layout.ts";
import { typeText } from "../dictionary/field-description.ts";
import { printable, valueText } from "../read/values.ts";
import type { DescribedValue, FieldRow } from "./explained.ts";

const plain = pc.createColors(false);

/** The row of a field with its value; `undefined` is a value that cannot be read. */
export const fieldRow = (path: string, field: Field | undefined, value: unknown): FieldRow => ({
  path,
  type: field ? typeText(field) : "",
  ...describeValue(field, value),
  about: sentence(field?.about ?? ""),
  ...(field?.unit && { unit: field.unit }),
});

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A value in words. */
export function describeValue(field: Field | undefined, value: unknown): DescribedValue {
  if (value === undefined) return { words: "cannot be read" };
  if (Array.isArray(value)) return { value, words: listWords(field, value) };
  const codes = typeof value === "object" ? [] : codesOf(field?.codes, value);
  const named: (Code & { class?: string }) | undefined = codes[0];
  return {
    value,
    words: (value !== null && moment(field?.unit, value)) || valueText(field, value, plain),
    ...(named?.class && { class: named.class }),
    ...(codes.length > 0 && { valueAbout: codes.map((code) => codeWords(code, codes.length > 1)).join("; ") }),
  };
}

/** The codes that a value names: itself, or the parts of a list with commas. */
function codesOf(table: CodeTable | undefined, value: unknown): Code[] {
  if (
    !table ||
    (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean" && typeof value !== "bigint")
  )
    return [];
  const one = table.get(String(value));
  if (one || typeof value !== "string") return one ? [one] : [];
  return value.split(",").flatMap((part) => table.get(part.trim()) ?? []);
}

const codeWords = ({ code, about }: Code, many: boolean): string =>
  code === "" ? about : many || typeof code === "string" ? `${code}: ${about}` : about;

const unitMs: Readonly<Record<string, number>> = {
  "ms since 1970-01-01 UTC": 1,
  "seconds since 1970-01-01 UTC": 1000,
};

/** A moment as a date beside its number. */
function moment(unit: string | undefined, value: unknown): string | undefined {
  const factor = unit === undefined ? undefined : unitMs[unit];
  const ms = Number(value) * (factor ?? Number.NaN);
  if (!(ms > 0 && ms < 8e15)) return undefined;
  return `${printable(String(value))} (${new Date(ms)
    .toISOString()
    .replace("T", " ")
    .replace(/(?:\.000)?Z$/, " UTC")})`;
}

function listWords(field: Field | undefined, items: readonly unknown[]): string {
  if (items.length === 0) return "no items";
  if (items.some((item) => typeof item === "object" && item !== null)) {
    const pairs = items.map((item) => Object.values(item as object).join("="));
    return field?.is === "tags" ? printable(pairs.join("; ")) : `${items.length} items`;
  }
  return items
    .map((item) => (item === null ? "unset" : printable(typeof item === "string" ? item : JSON.stringify(item))))
    .join(", ");
}

/** The field at a path with list indexes, such as `order.orderComboLegs[0].price`. */
export const fieldAtIndexed = (shape: Shape | undefined, path: string): Field | undefined =>
  fieldAt(shape, path.replaceAll(/\[\d+\]/g, ""));
