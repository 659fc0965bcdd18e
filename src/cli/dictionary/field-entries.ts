/** Fields by name: where they stand, and what they mean there. */
import { UsageError } from "../../base/errors.ts";
import type { AnyMessage } from "../../catalogue/messages.ts";
import type { Direction, Field } from "../../catalogue/schema.ts";
import { didYouMean } from "../../base/nearest.ts";
import { describeField, type FieldDescription } from "./field-description.ts";
import { declaredLayout, isCarried, pathsOf } from "./layout.ts";
import { arrowOf } from "./paint.ts";
import { enumerationPage, type EnumerationPage } from "./message-page.ts";
import { shapeUses, type ShapeUse } from "./shapes.ts";

/** A message that carries a field, and where in it. */
export interface Carrier {
  readonly direction: Direction;
  readonly id: number;
  readonly message: string;
  /** Dotted, lists marked with `[]`. */
  readonly path: string;
  /** The forms that have it. */
  readonly text: boolean;
  readonly protobuf: boolean;
}

/** A field as one or several shapes have it, with the same meaning, type and number. */
export interface FieldEntry extends FieldDescription {
  readonly shapes: readonly string[];
  readonly carriers: readonly Carrier[];
  /** The values of its enumeration. */
  readonly values?: EnumerationPage;
}

/** The fields found, and how: by the whole name, by the name in other letters, or by a part of it. */
export interface FoundFields {
  readonly match: "exact" | "case" | "part";
  readonly entries: readonly FieldEntry[];
}

interface Known {
  readonly name: string;
  readonly field: Field;
  readonly shape: string;
  readonly uses: readonly ShapeUse[];
  /** Name, other names and dotted paths (without list marks, each also without its first parts). */
  readonly names: ReadonlySet<string>;
}

let known: readonly Known[] | undefined;

function knownFields(): readonly Known[] {
  return (known ??= [...shapeUses()].flatMap(([shape, uses]) =>
    Object.entries(shape.fields).map(([name, field]) => {
      const names = new Set([name, ...(field.aka ?? []), `${shape.name}.${name}`]);
      for (const { path } of uses)
        for (let rest = path.replaceAll("[]", ""); rest; rest = rest.split(".").slice(1).join("."))
          names.add(`${rest}.${name}`);
      return { name, field, shape: shape.name, uses, names };
    }),
  ));
}

/**
 * Finds fields by name, other official name, dotted path (`contract.conId`) or shape and name (`Contract.conId`): first
 * the very same, then in other letters, then as a part.
 * @throws UsageError when there is none
 */
export function findFields(query: string): FoundFields {
  const sought = query.trim().replaceAll("[]", "");
  const lower = sought.toLowerCase();
  const tests = {
    exact: (name: string) => name === sought,
    case: (name: string) => name.toLowerCase() === lower,
    part: (name: string) => name.toLowerCase().includes(lower),
  };
  for (const match of ["exact", "case", "part"] as const) {
    const found = lower ? knownFields().filter(({ names }) => [...names].some(tests[match])) : [];
    // Part of a path would find everything below a shape, so only the last name counts unless a path was asked for.
    const kept =
      match === "part" && !lower.includes(".")
        ? found.filter(({ name, field }) => [name, ...(field.aka ?? [])].some(tests.part))
        : found;
    if (kept.length > 0) return { match, entries: grouped(kept) };
  }
  const names = knownFields().flatMap(({ name, field }) => [name, ...(field.aka ?? [])]);
  const next = didYouMean(query, names) || "; a message's fields are told by `twscope messages NAME`";
  throw new UsageError("unknown-field", `no field is called "${query}"${next}`);
}

/** Puts together what is declared in the same words. */
function grouped(found: readonly Known[]): FieldEntry[] {
  const groups = new Map<string, { description: FieldDescription; members: Known[] }>();
  for (const member of found) {
    const description = describeField(member.name, member.field);
    const key = JSON.stringify(description);
    const group = groups.get(key);
    if (group) group.members.push(member);
    else groups.set(key, { description, members: [member] });
  }
  return [...groups.values()].map(({ description, members }) => {
    const codes = members[0]?.field.codes;
    return {
      ...description,
      shapes: members.map(({ shape }) => shape),
      carriers: members.flatMap(carriersOf),
      ...(codes && { values: enumerationPage(codes) }),
    };
  });
}

function carriersOf({ name, field, uses }: Known): Carrier[] {
  return uses.flatMap(({ message, path, numbered }) => {
    const full = path ? `${path}.${name}` : name;
    const text = isCarried(full, textPaths(message));
    const protobuf = numbered && field.number !== null;
    if (!text && !protobuf) return [];
    return [{ direction: message.direction, id: message.id, message: message.name, path: full, text, protobuf }];
  });
}

const paths = new Map<AnyMessage, readonly string[]>();

function textPaths(message: AnyMessage): readonly string[] {
  let found = paths.get(message);
  if (!found) paths.set(message, (found = pathsOf(declaredLayout(message) ?? [])));
  return found;
}

/** The messages that carry a field at one path, by direction and by the forms that have it. */
export interface CarrierGroup {
  readonly path: string;
  readonly groups: readonly { readonly label: string; readonly messages: readonly string[] }[];
}

/** Puts carriers together by path, then by direction and form. */
export function carrierGroups(carriers: readonly Carrier[]): CarrierGroup[] {
  const paths = [...new Set(carriers.map(({ path }) => path))];
  return paths.map((path) => {
    const labels = new Map<string, string[]>();
    for (const { direction, message, text, protobuf, ...carrier } of carriers) {
      if (carrier.path !== path) continue;
      const form = text && protobuf ? "" : text ? " text only" : " protobuf only";
      const label = `${arrowOf(direction)}${form}`;
      labels.set(label, [...(labels.get(label) ?? []), message]);
    }
    return { path, groups: [...labels].map(([label, messages]) => ({ label, messages })) };
  });
}
