/**
 * The one table of the entries that twscope knows in host logs, and the search in it. The first declaration that fits
 * wins, so those that take everything about a subject stand behind the exact ones.
 */
import type { HostEvent } from "../record.ts";
import { apiEvents, otherApiEvents } from "./api-events.ts";
import { connectionEvents } from "./connection-events.ts";
import { entryText, readEvent, type EventDeclaration } from "./event.ts";
import { ibcEvents } from "./ibc-events.ts";
import { loginEvents } from "./login-events.ts";
import { machineEvents } from "./machine-events.ts";
import { startEvents } from "./start-events.ts";

export const hostEvents: readonly EventDeclaration[] = [
  ...apiEvents,
  ...connectionEvents,
  ...startEvents,
  ...loginEvents,
  ...ibcEvents,
  ...machineEvents,
  ...otherApiEvents,
];

/** Patterns look at an entry's beginning; a table of megabytes below it is not theirs. */
const textCharsMax = 16 * 1024;

/** What an entry says, if it is one of those that twscope knows. */
export function hostEvent(text: string, thread: string | undefined): HostEvent | undefined {
  const entry = entryText(text.length > textCharsMax ? text.slice(0, textCharsMax) : text);
  for (const { declaration, beginning } of byFirstCharacter.get(entry.words[0] ?? "") ?? anyBeginning) {
    const event = entry.words.startsWith(beginning) ? readEvent(declaration, entry, thread) : undefined;
    if (event) return event;
  }
  return undefined;
}

// ── A log has hundreds of thousands of entries: nearly all declarations are ruled out by how an entry begins ──

/** The characters that every match begins with, as far as the pattern's source shows them. */
function literalBeginning({ source, ignoreCase }: RegExp): string {
  let flat = source.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, "");
  if (ignoreCase || flat.includes("|")) return "";
  const literal = /^\^((?:[\w ,:=#'-]|\\\W)*)([?*+{]?)/.exec(source);
  // What is repeated, or may be missing, is no part of it.
  const certain = literal?.[2] ? literal[1]?.replace(/\\?.$/, "") : literal?.[1];
  return (certain ?? "").replaceAll("\\", "");
}

const declared = hostEvents.map((declaration) => ({ declaration, beginning: literalBeginning(declaration.pattern) }));
const anyBeginning = declared.filter(({ beginning }) => beginning === "");
const byFirstCharacter = new Map(
  declared.flatMap(({ beginning }) => {
    const first = beginning[0];
    const mayFit = declared.filter((other) => other.beginning === "" || other.beginning[0] === first);
    return first === undefined ? [] : [[first, mayFit] as const];
  }),
);
