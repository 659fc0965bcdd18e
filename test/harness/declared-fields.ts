/** Walks what the catalogue declares: every shape once, every field of a message by its path, every step of a layout. */
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import type { Condition, Field, Shape, Step } from "../../src/catalogue/schema.ts";

/** Every shape that a message has or holds. */
export function allShapes(): Shape[] {
  const found = new Set<Shape>();
  const add = (shape: Shape): void => {
    if (found.has(shape)) return;
    found.add(shape);
    for (const field of Object.values(shape.fields)) if ("shape" in field) add(field.shape);
  };
  for (const { shape } of messages) add(shape);
  return [...found];
}

/** The field at a dotted path, which may lead through lists. */
export function fieldAtPath(shape: Shape, path: string): Field | undefined {
  let within: Shape | undefined = shape;
  let found: Field | undefined;
  for (const key of path.split(".")) {
    found = within && Object.hasOwn(within.fields, key) ? within.fields[key] : undefined;
    within = found && "shape" in found ? found.shape : undefined;
  }
  return found;
}

export type WalkedStep = Exclude<Step, string>;

/** Calls `visit` with each step and the shape that its paths start from. */
export function walkSteps(message: AnyMessage, visit: (step: WalkedStep, shape: Shape) => void): void {
  const walk = (steps: readonly Step[], shape: Shape): void => {
    for (const step of steps) {
      const made: WalkedStep = typeof step === "string" ? { step: "token", path: step } : step;
      visit(made, shape);
      if (made.step === "gated" || made.step === "when") walk(made.steps, shape);
      if (made.step === "repeat" || made.step === "optional") {
        const field = fieldAtPath(shape, made.path);
        if (field && "shape" in field) walk(made.items, field.shape);
      }
    }
  };
  walk(message.text ?? [], message.shape);
}

/** The paths that a condition looks at. */
export const pathsOf = (condition: Condition): string[] =>
  condition.test === "any" || condition.test === "all"
    ? condition.of.flatMap(pathsOf)
    : condition.test === "messageVersion"
      ? []
      : [condition.path];
