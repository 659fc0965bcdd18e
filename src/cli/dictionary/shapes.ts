/** Every shape of the catalogue, and where messages carry it. */
import { messages, type AnyMessage } from "../../catalogue/messages.ts";
import type { Field, Shape } from "../../catalogue/schema.ts";

/** A place in a message where a shape stands: its dotted path, lists marked with `[]`, empty for the whole message. */
export interface ShapeUse {
  readonly message: AnyMessage;
  readonly path: string;
  /** Every field on the way has a protobuf number. */
  readonly numbered: boolean;
}

let known: ReadonlyMap<Shape, readonly ShapeUse[]> | undefined;

/** All shapes with their places, in the order in which the messages mention them. */
export function shapeUses(): ReadonlyMap<Shape, readonly ShapeUse[]> {
  if (known) return known;
  const uses = new Map<Shape, ShapeUse[]>();
  const visit = (shape: Shape, use: ShapeUse): void => {
    const others = uses.get(shape);
    if (others) others.push(use);
    else uses.set(shape, [use]);
    for (const [name, field] of Object.entries(shape.fields)) {
      if (field.is !== "shape" && field.is !== "shapes") continue;
      const path = `${use.path ? `${use.path}.` : ""}${name}${field.is === "shapes" ? "[]" : ""}`;
      visit(field.shape, { message: use.message, path, numbered: use.numbered && field.number !== null });
    }
  };
  for (const message of messages) visit(message.shape, { message, path: "", numbered: message.protobuf !== undefined });
  return (known = uses);
}

/** A field with its name in a shape. */
export type NamedField = readonly [name: string, field: Field];

/**
 * The shape itself, then those nested in it, each once, in the order in which they are mentioned, with their fields:
 * all of them, or those that pass the test. Paths have lists marked with `[]` behind them.
 */
export function shapesWithin(
  shape: Shape,
  passes: (field: Field, path: string) => boolean = () => true,
): Map<Shape, readonly NamedField[]> {
  const found = new Map<Shape, NamedField[]>();
  const visit = (at: Shape, prefix: string): void => {
    let fields = found.get(at);
    if (!fields) found.set(at, (fields = []));
    for (const [name, field] of Object.entries(at.fields)) {
      const path = `${prefix}${name}`;
      if (!passes(field, path)) continue;
      if (!fields.some(([other]) => other === name)) fields.push([name, field]);
      if (field.is === "shape") visit(field.shape, `${path}.`);
      if (field.is === "shapes") visit(field.shape, `${path}[].`);
    }
  };
  visit(shape, "");
  return found;
}

/** Whether the shape stands somewhere other than as a whole message. */
export const isNested = (shape: Shape): boolean => (shapeUses().get(shape) ?? []).some(({ path }) => path !== "");
