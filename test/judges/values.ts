/** Values of other clients beside ours: taken apart by path, and compared. */
import type { TagValue } from "../../src/catalogue/schema.ts";

/** A tree as a judge prints it: unset is null, numbers that JSON would blur are `{exact}`. */
export type Tree = null | boolean | number | bigint | string | readonly Tree[] | { readonly [key: string]: Tree };

export type Leaves = Map<string, Tree>;

const isExact = (value: object): value is { exact: string } => "exact" in value && Object.keys(value).length === 1;
const isSet = (value: object): value is { set: readonly Tree[] } =>
  "set" in value && Array.isArray(value.set) && Object.keys(value).length === 1;
const isTag = (value: Tree): value is Tree & TagValue =>
  typeof value === "object" && value !== null && Object.keys(value).sort().join() === "tag,value";

/** The single values of a tree by path; lists of tags and lists of single values count as one value. */
export function leavesOf(tree: Tree | object, path = "", into: Leaves = new Map()): Leaves {
  if (Array.isArray(tree)) {
    const items = tree as readonly Tree[];
    if (items.every((item) => typeof item !== "object" || item === null || isExact(item) || isTag(item)))
      into.set(path, items);
    else items.forEach((item, index) => leavesOf(item, `${path}[${index}]`, into));
  } else if (typeof tree === "object" && tree !== null && !isExact(tree) && !isSet(tree))
    for (const [key, value] of Object.entries(tree)) leavesOf(value as Tree, path ? `${path}.${key}` : key, into);
  else into.set(path, tree as Tree);
  return into;
}

/** Nothing was said: unset, empty, or a flag that is not set. */
export const isNothing = (value: Tree | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && isSet(value) && value.set.length === 0);

/** A decimal number's digits without what does not change its value. */
function digitsOf(text: string): string {
  const shape = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!shape || text === "" || (shape[4] !== undefined && Math.abs(Number(shape[4])) > 60)) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = shape;
  const all = whole + fraction;
  const point = whole.length + Number(exponent);
  const left = all.slice(0, Math.max(0, point)).padEnd(point, "0").replace(/^0+/, "");
  const right = (point < 0 ? "0".repeat(-point) : "") + all.slice(Math.max(0, point)).replace(/0+$/, "");
  return left + right === "" ? "0" : `${sign === "-" ? "-" : ""}${left || "0"}${right && `.${right}`}`;
}

const textOf = (value: Tree): string =>
  typeof value === "object" && value !== null && isExact(value) ? digitsOf(value.exact) : digitsOf(String(value));

function sameNumber(one: Tree, other: Tree): boolean {
  const [a, b] = [one, other].map((value) => (value === true ? "1" : value === false ? "0" : textOf(value)));
  // Where they keep a double, more digits than a double has cannot be asked for.
  return a === b || (typeof one === "number" && typeof other !== "object" && one === Number(other));
}

const isNumberLike = (value: Tree): boolean =>
  typeof value === "number" ||
  typeof value === "bigint" ||
  typeof value === "boolean" ||
  (typeof value === "object" && value !== null && isExact(value));

/** Whether two values say the same. Lists of tags have no order, as protobuf maps have none. */
export function same(theirs: Tree | undefined, ours: Tree | undefined): boolean {
  if (typeof ours === "boolean" && theirs === String(ours)) return true;
  if ((theirs === false && ours === 0) || (theirs === 0 && ours === false)) return true;
  if (isNothing(theirs) || isNothing(ours)) return isNothing(theirs) && isNothing(ours);
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    const [a, b] = [theirs, ours].map((list: readonly Tree[]) => (list.every(isTag) ? sortedTags(list) : list));
    return (
      a!.length === b!.length && a!.every((item, index) => isTag(item) || same(item, b![index])) && tagsSame(a!, b!)
    );
  }
  if (typeof theirs === "object" && theirs !== null && isSet(theirs))
    return Array.isArray(ours) && same(sorted(theirs.set), sorted(ours as readonly Tree[]));
  if (isNumberLike(theirs!) || isNumberLike(ours!)) return sameNumber(theirs!, ours!);
  return theirs === ours;
}

const sorted = (list: readonly Tree[]): Tree => [...list].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));

const sortedTags = (list: readonly Tree[]): readonly Tree[] =>
  [...list].sort((one, other) => ((one as unknown as TagValue).tag < (other as unknown as TagValue).tag ? -1 : 1));

const tagsSame = (one: readonly Tree[], other: readonly Tree[]): boolean =>
  !one.some(isTag) || JSON.stringify(one.map(tagOf)) === JSON.stringify(other.map(tagOf));
const tagOf = (item: Tree): unknown => [(item as unknown as TagValue).tag, (item as unknown as TagValue).value];

export const shown = (value: Tree | undefined): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint"
      ? `${inner}n`
      : typeof inner === "number" && !Number.isFinite(inner)
        ? String(inner)
        : inner,
  ) ?? "nothing";
