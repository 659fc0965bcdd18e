/** The single values of a message's fields by path, so that two messages can be compared field by field. */
export type Leaves = Map<string, unknown>;

/** Empty lists and shapes below the outermost count as values: they can be there, or not. */
export function leavesOf(tree: unknown, path = "", into: Leaves = new Map()): Leaves {
  const entries = typeof tree === "object" && tree !== null ? Object.entries(tree) : undefined;
  if (!entries || (entries.length === 0 && path !== "")) into.set(path, tree);
  else for (const [key, value] of entries) leavesOf(value, pathBelow(path, key, Array.isArray(tree)), into);
  return into;
}

const pathBelow = (path: string, key: string, list: boolean): string =>
  list ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
