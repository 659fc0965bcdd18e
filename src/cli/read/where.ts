/**
 * `--where`: conditions on records in the Common Expression Language (CEL, a published specification). The names are
 * those of the JSON; a condition on a field that a message does not have is false.
 */
import { Environment } from "@marcbachmann/cel-js";
import { UsageError } from "../../base/errors.ts";
import { messageByName, messages } from "../../catalogue/messages.ts";
import type { Field, Shape } from "../../catalogue/schema.ts";
import type { LogRecord } from "../../logs/record.ts";
import { didYouMean } from "../../base/nearest.ts";
import { jsonOf } from "./record-json.ts";

export interface Where {
  readonly test: (record: LogRecord) => boolean;
  /** Fields that the expression names and no record had (`fields.orderID`), when it never matched. */
  readonly missing: () => readonly string[];
}

const names = [
  "file",
  "line",
  "offset",
  "frame",
  "time",
  "direction",
  "id",
  "name",
  "encoding",
  "serverVersion",
  "fields",
  "issues",
  "ambiguous",
  "raw",
  "kind",
  "date",
  "rest",
  "unknown",
  "level",
  "thread",
  "logger",
  "tag",
  "event",
  "text",
  "why",
  "leg",
  "client",
] as const;

/** @throws UsageError when the expression is not well formed, with the place of the mistake */
export function parseWhere(expression: string): Where {
  const environment = new Environment({ enableOptionalTypes: true });
  for (const name of names) environment.registerVariable(name, "dyn");
  const program = compile(environment, expression);
  const missing = new Set(fieldsNamed(expression));
  let matched = false;
  const test = (record: LogRecord): boolean => {
    const context = contextOf(record);
    for (const path of missing) if (hasPath(context, path)) missing.delete(path);
    try {
      const result = program(context) === true;
      matched ||= result;
      return result;
    } catch (error) {
      if ((error as { code?: unknown }).code === "invalid_regular_expression") throw badPattern(error as Error);
      // A condition on a field that the message does not have.
      return false;
    }
  };
  return { test, missing: () => (matched ? [] : [...missing]) };
}

/** Patterns are only compiled when a record has the field. */
const badPattern = (error: Error): UsageError =>
  new UsageError(
    "where",
    `--where: ${error.message.split("\n")[0]}\nFor any case: fields.errorMsg.lowerAscii().matches("reject")`,
    { cause: error },
  );

/** The paths of fields that an expression names: `fields.contract.symbol`, not the functions called on them. */
const fieldsNamed = (expression: string): string[] =>
  [
    ...expression.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').matchAll(/\bfields(?:\.\w+\b(?!\s*\())+/g),
  ].map(([path]) => path);

function hasPath(context: unknown, path: string): boolean {
  let here = context;
  for (const key of path.split(".")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return false;
    here = (here as Record<string, unknown>)[key];
  }
  return true;
}

function compile(environment: Environment, expression: string): (context: Record<string, unknown>) => unknown {
  try {
    const program = environment.parse(expression);
    const check = program.check();
    if (!check.valid) throw check.error ?? new Error("it cannot be evaluated");
    return program;
  } catch (error) {
    const reason = withNearest(error instanceof Error ? error.message : String(error), expression);
    throw new UsageError(
      "where",
      `--where is not a valid expression: ${reason}\nIt is written in CEL, for example: name == "ERR_MSG" && fields.errorCode == 201`,
      { cause: error },
    );
  }
}

function withNearest(reason: string, expression: string): string {
  if (/Unexpected character: =/.test(reason) && /[^=!<>]=[^=]/.test(expression))
    return `${reason}\nEqual is written ==.`;
  return reason.replace(/Unknown variable: (\w+)/, (all, name: string) => {
    if (shapeFields().has(name)) return `${all} (a field of a message stands under fields: fields.${name})`;
    return `${all}${didYouMean(name, names)}`;
  });
}

let fieldNames: ReadonlySet<string> | undefined;

/** The names of all fields that stand in a message itself. */
const shapeFields = (): ReadonlySet<string> =>
  (fieldNames ??= new Set(messages.flatMap(({ shape }) => Object.keys(shape.fields))));

function contextOf(record: LogRecord): Record<string, unknown> {
  const context: Record<string, unknown> = jsonOf(record, undefined);
  for (const name of names) context[name] ??= null;
  const shape = record.kind === "message" ? messageByName(record.name ?? "")?.shape : undefined;
  if (shape) context["fields"] = comparable(shape, context["fields"] as Record<string, unknown>);
  return integers(context) as Record<string, unknown>;
}

/** Decimal texts compare as numbers. */
function comparable(shape: Shape, fields: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    out[key] = field ? comparableValue(field, value) : value;
  }
  return out;
}

function comparableValue(field: Field, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.map((item) => comparableValue(field.is === "shapes" ? { ...field, is: "shape" } : field, item));
  }
  if (field.is === "shape" && value) return comparable(field.shape, value as Record<string, unknown>);
  return (field.is === "scalar" || field.is === "scalars") && field.kind === "decimal" && typeof value === "string"
    ? Number(value)
    : value;
}

/** Whole numbers are the language's integers, so that they compare and calculate as such. */
function integers(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(integers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, integers(inner)]));
}
