/** The gates that a message's declaration uses, and the server versions worth testing it at. */
import { gates, serverVersionMax, serverVersionMin, type GateName } from "../../src/catalogue/gates.ts";
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import type { Shape, Step } from "../../src/catalogue/schema.ts";

export function gatesOf(message: AnyMessage): ReadonlySet<GateName> {
  const found = new Set<GateName>();
  const add = (...names: (GateName | undefined)[]): void => {
    for (const name of names) if (name) found.add(name);
  };
  const steps = (all: readonly Step[]): void => {
    for (const step of all) {
      if (typeof step === "string") continue;
      if (step.step === "gated") add(step.since, step.until);
      if (step.step === "gated" || step.step === "when") steps(step.steps);
      if (step.step === "repeat" || step.step === "optional") steps(step.items);
    }
  };
  const fields = (shape: Shape): void => {
    for (const field of Object.values(shape.fields)) {
      add(field.since);
      if (field.is === "shape" || field.is === "shapes") fields(field.shape);
    }
  };
  add(message.since, message.protobuf);
  steps(message.text ?? []);
  fields(message.shape);
  return found;
}

/** Just below, at and just above every gate of a message, and the ends of the range. */
export function versionsAround(message: AnyMessage): number[] {
  const versions = new Set([serverVersionMin, serverVersionMax]);
  for (const name of gatesOf(message))
    for (const version of [gates[name].version - 1, gates[name].version, gates[name].version + 1])
      if (version >= serverVersionMin && version <= serverVersionMax) versions.add(version);
  return [...versions].toSorted((a, b) => a - b);
}
