/** The recordings that a command is about: which store, whose key, which client, which day, which files. */
import { basename, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { parseDay } from "../../logs/calendar.ts";
import { localText } from "../../node/record/clock.ts";
import { KeyRing } from "../../node/store/key-ring.ts";
import { listStore, type StoredRecording } from "../../node/store/store-folder.ts";
import type { Option, OptionValues } from "../command.ts";
import { didYouMean } from "../../base/nearest.ts";
import { textsOption } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { settingsFolder, type Values } from "./settings.ts";

export const clientOption: Option = {
  flags: "--client <id>",
  about: "Only recordings of this client; unknown for those that never said who they are",
  repeatable: true,
};
export const dayOption: Option = {
  flags: "--day <day>",
  about: "Only recordings of this day: 2026-11-22, today or yesterday",
  values: ["today", "yesterday"],
  repeatable: true,
};

/** The keys to read with. */
export const keyRingFor = ({ keyFile }: Pick<Values, "keyFile">, terminal: Terminal): KeyRing =>
  new KeyRing({
    folder: settingsFolder(),
    keyFile,
    askPassphrase: () => terminal.ask("Passphrase of the key of the recordings:", true),
  });

export interface Choice {
  readonly files: readonly string[];
  readonly clients: readonly (number | undefined)[] | undefined;
  /** `20261122` */
  readonly days: readonly string[] | undefined;
}

/** @throws UsageError for a client or a day that is none */
export function choiceOf(files: readonly string[], options: OptionValues): Choice {
  const clients = textsOption(options["client"]).map(clientOf);
  const days = textsOption(options["day"]).map(dayOf);
  return { files, clients: clients.length > 0 ? clients : undefined, days: days.length > 0 ? days : undefined };
}

/** Whether nothing was chosen. */
export const isAll = ({ files, clients, days }: Choice): boolean => files.length === 0 && !clients && !days;

function clientOf(text: string): number | undefined {
  if (text === "unknown") return undefined;
  if (!/^-?\d{1,10}$/.test(text)) throw new UsageError("client", `--client ${text}: give a client id, or unknown`);
  return Number(text);
}

function dayOf(text: string): string {
  if (text === "today" || text === "yesterday") {
    const date = new Date();
    if (text === "yesterday") date.setDate(date.getDate() - 1);
    return localText(date.getTime() * 1000)
      .slice(0, 10)
      .replaceAll("-", "");
  }
  const day = parseDay(text);
  if (!day) throw new UsageError("day", `--day ${text}: give a day such as 2026-11-22, today or yesterday`);
  return `${day.year}${String(day.month).padStart(2, "0")}${String(day.day).padStart(2, "0")}`;
}

/**
 * The recordings of a store that were chosen, the oldest first.
 * @throws UsageError for a file that is not among them
 */
export function chosenIn(store: string, choice: Choice): StoredRecording[] {
  const all = listStore(store);
  const named = new Set(choice.files.map((file) => recordingCalled(file, all, store)));
  return all.filter(
    (recording) =>
      (choice.files.length === 0 || named.has(recording)) &&
      (choice.clients?.includes(recording.name.client) ?? true) &&
      (choice.days?.includes(recording.day) ?? true),
  );
}

function recordingCalled(file: string, all: readonly StoredRecording[], store: string): StoredRecording {
  const found = all.find(({ fileName, path }) => fileName === file || resolve(path) === resolve(file));
  if (found) return found;
  const names = all.map(({ fileName }) => fileName);
  throw new UsageError("file", `${store} holds no recording ${file}${didYouMean(basename(file), names)}`);
}
