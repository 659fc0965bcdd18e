/** Every enumeration of the catalogue, and the fields that take their values from it. */
import * as account from "../../catalogue/codes/account-codes.ts";
import * as advisor from "../../catalogue/codes/advisor-codes.ts";
import type { CodeTable } from "../../catalogue/codes/code-table.ts";
import * as contract from "../../catalogue/codes/contract-codes.ts";
import * as errors from "../../catalogue/codes/error-codes.ts";
import * as historical from "../../catalogue/codes/historical-codes.ts";
import * as marketData from "../../catalogue/codes/market-data-codes.ts";
import * as news from "../../catalogue/codes/news-codes.ts";
import * as order from "../../catalogue/codes/order-codes.ts";
import * as scanner from "../../catalogue/codes/scanner-codes.ts";
import * as system from "../../catalogue/codes/system-codes.ts";
import * as ticks from "../../catalogue/codes/tick-types.ts";
import { shapeUses } from "./shapes.ts";

const modules = [account, advisor, contract, errors, historical, marketData, news, order, scanner, system, ticks];

const isTable = (value: unknown): value is CodeTable => typeof value === "object" && value !== null && "codes" in value;

const used = [...shapeUses().keys()].flatMap((shape) =>
  Object.values(shape.fields).flatMap(({ codes }) => codes ?? []),
);

/** All enumerations, by name: those that fields take values from, and those that stand beside them. */
export const enumerations: readonly CodeTable[] = [
  ...new Set([...modules.flatMap((module) => Object.values<unknown>(module)).filter(isTable), ...used]),
].toSorted((a, b) => a.name.localeCompare(b.name, "en"));

/** The command that shows an enumeration too large to be shown beside others. */
export function commandFor(table: CodeTable): string | undefined {
  if (table === errors.errorCodes) return "twscope errors";
  if (table === ticks.tickTypes) return "twscope ticks";
  return undefined;
}

/** The fields that take their values from the enumeration, as `Shape.field`. */
export function fieldsWith(table: CodeTable): string[] {
  return [...shapeUses().keys()].flatMap((shape) =>
    Object.entries(shape.fields)
      .filter(([, field]) => field.codes === table)
      .map(([name]) => `${shape.name}.${name}`),
  );
}
