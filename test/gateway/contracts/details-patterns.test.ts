/** What contract data tells looks like what the catalogue says of it: else a log of it could be misread. */
import { expect, test } from "vitest";
import { ContractData } from "../../../src/catalogue/contracts/contract-data.ts";
import { contractSymbolText, timeZoneText } from "../../../src/catalogue/patterns.ts";
import type { Shape } from "../../../src/catalogue/schema.ts";
import { contractData } from "../../../src/gateway/contracts/details.ts";
import { listed } from "../../../src/gateway/universe/derived-listings.ts";
import { futuresOf, products } from "../../../src/gateway/universe/futures.ts";
import { chains, optionsOf } from "../../../src/gateway/universe/option-chains.ts";

const now = Date.UTC(2026, 10, 25, 19);

/** Values that their pattern does not allow, as path and value. */
function strangers(shape: Shape, fields: Record<string, unknown>, path: string): string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const field = shape.fields[key];
    if (!field) return [`${path}${key} is no field`];
    if (field.is === "shape") return strangers(field.shape, value as Record<string, unknown>, `${path}${key}.`);
    if (field.is !== "scalar" || typeof value !== "string" || value === "") return [];
    const { codes, pattern } = field;
    if (codes?.codes.some(({ code }) => code === value)) return [];
    if (codes && !pattern) return [`${path}${key}: ${value}`];
    return pattern && !pattern.test.test(value) ? [`${path}${key}: ${value}`] : [];
  });
}

test.each([
  ["6E", contractSymbolText, true],
  ["6B", contractSymbolText, true],
  // What numbers with an exponent begin with.
  ["6e", contractSymbolText, false],
  ["5.0E", contractSymbolText, false],
  ["12E", contractSymbolText, false],
  ["GB-Eire", timeZoneText, true],
  ["US/Eastern", timeZoneText, true],
  ["GB-Nowhere", timeZoneText, false],
])("%s: the pattern of its field says %#", (text, { test: fits }, expected) => {
  expect(fits.test(text)).toBe(expected);
});

test("of every instrument fits its patterns", () => {
  const all = [
    ...listed,
    ...products.flatMap((_, index) => futuresOf(index, now)),
    ...chains.flatMap((chain) => optionsOf(chain, now, { expiry: "", strike: chain.lowest + chain.step, right: "" })),
  ];
  const wrong = new Set(all.flatMap((of) => strangers(ContractData, contractData(of, now), "")));
  expect([...wrong]).toEqual([]);
});
