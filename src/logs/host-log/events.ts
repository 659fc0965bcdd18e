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
  for (const declaration of byFirstCharacter.get(entry.words[0] ?? "") ?? unindexed) {
    const event = readEvent(declaration, entry, thread);
    if (event) return event;
  }
  return undefined;
}

// ── A log has hundreds of thousands of entries: most declarations are ruled out by the first character ──

/** The character that every match begins with, where the pattern's source shows it. */
function firstCharacter({ source }: RegExp): string | undefined {
  const first = /^\^([A-Za-z#])(?![?*{|])/.exec(source)?.[1];
  let flat = source.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, "");
  return flat.includes("|") ? undefined : first;
}

const indexed = hostEvents.map((declaration) => ({ declaration, first: firstCharacter(declaration.pattern) }));
const unindexed = indexed.flatMap(({ declaration, first }) => (first === undefined ? declaration : []));
const byFirstCharacter = new Map(
  indexed.flatMap(({ first }) =>
    first === undefined
      ? []
      : [[first, indexed.flatMap((other) => ((other.first ?? first) === first ? other.declaration : []))] as const],
  ),
);
