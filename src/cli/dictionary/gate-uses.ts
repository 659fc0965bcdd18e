/** What each gate, a named server version, changes. */
import { gates, type GateName } from "../../catalogue/gates.ts";
import { messages, type AnyMessage } from "../../catalogue/messages.ts";
import { declaredLayout } from "./layout.ts";
import { gateRef, type GateRef } from "./server-versions.ts";
import { shapesWithin } from "./shapes.ts";

/** A gate with the messages that it changes. */
export interface GateUse extends GateRef {
  readonly about: string;
  /** Messages whose text form changes there. */
  readonly text: readonly AnyMessage[];
  /** Messages that are protobuf from there on. */
  readonly protobuf: readonly AnyMessage[];
  /** Messages whose protobuf form has new fields from there on. */
  readonly fields: readonly AnyMessage[];
}

type Uses = Map<GateName, Set<AnyMessage>>;

function add(uses: Uses, gate: GateRef | undefined, message: AnyMessage): void {
  if (gate) uses.set(gate.name, (uses.get(gate.name) ?? new Set()).add(message));
}

/** All gates, by number. */
export function gateUses(): GateUse[] {
  const text: Uses = new Map();
  const fields: Uses = new Map();
  for (const message of messages) {
    for (const { since, until } of declaredLayout(message) ?? []) {
      add(text, since, message);
      add(text, until, message);
    }
    for (const [, { since }] of [...shapesWithin(message.shape).values()].flat())
      add(fields, since && gateRef(since), message);
  }
  return gateNames.map((name) => ({
    ...gateRef(name),
    about: gates[name].about,
    text: [...(text.get(name) ?? [])],
    protobuf: messages.filter((message) => message.protobuf === name),
    fields: [...(fields.get(name) ?? [])],
  }));
}

const isGate = (name: string): name is GateName => name in gates;
const gateNames = Object.keys(gates)
  .filter(isGate)
  .toSorted((a, b) => gates[a].version - gates[b].version);
