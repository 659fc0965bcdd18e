/** Values of other clients beside ours: taken apart by path, and compared. */
import type { TagValue } from "../../src/catalogue/schema.ts";

/**
 * Any value, as a judge prints it in JSON or as we decode it. In JSON unset is null, numbers that JSON would blur are
 * `{exact}`, and sets, which have no order, `{set}`.
 */
export type Tree = unknown;

export type Leaves = Map<string, Tree>;

const isObject = (value: Tree): value is object => typeof value === "object" && value !== null;
const isExact = (value: Tree): value is { exact: string } =>
  isObject(value) && "exact" in value && Object.keys(value).length === 1;
const isSet = (value: Tree): value is { set: readonly Tree[] } =>
  isObject(value) && "set" in value && Array.isArray(value.set) && Object.keys(value).length === 1;
const isTag = (value: Tree): value is TagValue => isObject(value) && Object.keys(value).sort().join() === "tag,value";
const isList = (value: Tree): value is readonly Tree[] => Array.isArray(value);

/** The single values of a tree by path; lists of tags and lists of single values count as one value. */
export function leavesOf(tree: Tree, path = "", into: Leaves = new Map()): Leaves {
  if (isList(tree)) {
    if (tree.every((item) => !isObject(item) || isExact(item) || isTag(item))) into.set(path, tree);
    else tree.forEach((item, index) => leavesOf(item, `${path}[${index}]`, into));
  } else if (isObject(tree) && !isExact(tree) && !isSet(tree))
    for (const [key, value] of Object.entries(tree)) leavesOf(value, path ? `${path}.${key}` : key, into);
  else into.set(path, tree);
  return into;
}

/** Nothing was said: unset (also where it was passed on as text), empty, or a flag that is not set. */
export const isNothing = (value: Tree): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (typeof value === "string" && value.length > 20 && Number(value) === Number.MAX_VALUE) ||
  (isList(value) && value.length === 0) ||
  (isSet(value) && value.set.length === 0);

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

const textOf = (value: Tree): string => digitsOf(isExact(value) ? value.exact : isObject(value) ? "" : String(value));

function sameNumber(one: Tree, other: Tree): boolean {
  const [a, b] = [one, other].map((value) => (value === true ? "1" : value === false ? "0" : textOf(value)));
  // Where they keep a double, more digits than a double has cannot be asked for.
  return a === b || (typeof one === "number" && !isObject(other) && one === Number(other));
}

const isNumberLike = (value: Tree): value is number | bigint | boolean | { exact: string } =>
  typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || isExact(value);

/** Whether two values say the same. Lists of tags have no order, as protobuf maps have none. */
export function same(theirs: Tree, ours: Tree): boolean {
  if (typeof ours === "boolean" && theirs === String(ours)) return true;
  if ((theirs === false && ours === 0) || (theirs === 0 && ours === false)) return true;
  if (isNothing(theirs) || isNothing(ours)) return isNothing(theirs) && isNothing(ours);
  if (isSet(theirs)) return isList(ours) && same(inOrder(theirs.set), inOrder(ours));
  if (isList(theirs) && isList(ours)) {
    if (theirs.every(isTag) && ours.every(isTag)) return tagsText(theirs) === tagsText(ours);
    return theirs.length === ours.length && theirs.every((item, index) => same(item, ours[index]));
  }
  if (isNumberLike(theirs) || isNumberLike(ours)) return sameNumber(theirs, ours);
  return theirs === ours;
}

const inOrder = (list: readonly Tree[]): readonly Tree[] =>
  [...list].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
const tagsText = (list: readonly TagValue[]): string =>
  JSON.stringify(list.map(({ tag, value }) => [tag, value]).sort(([one = ""], [other = ""]) => (one < other ? -1 : 1)));

export const shown = (value: Tree): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint"
      ? `${inner}n`
      : typeof inner === "number" && !Number.isFinite(inner)
        ? String(inner)
        : inner,
  ) ?? "nothing";
