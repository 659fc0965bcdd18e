/** `twscope logs keep` and `twscope logs release`: what recycling must not take. */
import { UsageError } from "../../../base/errors.ts";
import { pin, unpin, type StoredRecording } from "../../../node/store/store-folder.ts";
import { exitCodes, type Command, type OptionValues } from "../../command.ts";
import { json, textOption } from "../../options.ts";
import { counted } from "../../store/amounts.ts";
import { chosenIn, choiceOf, clientOption, dayOption, isAll } from "../../store/recordings.ts";
import { storeOption, valuesOf } from "../../store/settings.ts";
import type { Terminal } from "../../terminal.ts";

const args = [{ name: "file", about: "Recordings, by name or path", count: "many" }] as const;
const jsonOption = { flags: "--json", about: "The names of the files, as JSON" };

export const keepCommand: Command = {
  name: "keep",
  about: "Pin recordings, so that they are not recycled; release lets them go again",
  args,
  options: [clientOption, dayOption, { flags: "--reason <text>", about: "Why, for the list" }, storeOption, jsonOption],
  examples: [
    {
      line: 'twscope logs keep --client 5 --day today --reason "orders rejected at 10:15"',
      about: "What client 5 did today, until it is released",
    },
    { line: "twscope logs keep api.5.20261122.101500.twscope", about: "One recording" },
  ],
  run: (files, options, terminal) =>
    each(files, options, terminal, "Pinned", ({ path }) => pin(path, textOption(options["reason"]) ?? "")),
};

export const releaseCommand: Command = {
  name: "release",
  about: "Unpin recordings: they are recycled when they have had their time",
  args,
  options: [clientOption, dayOption, storeOption, jsonOption],
  examples: [{ line: "twscope logs release --client 5 --day 2026-11-22", about: "They may go" }],
  run: (files, options, terminal) => each(files, options, terminal, "Released", ({ path }) => unpin(path), true),
};

async function each(
  files: readonly string[],
  options: OptionValues,
  terminal: Terminal,
  done: string,
  act: (recording: StoredRecording) => void,
  pinnedOnly = false,
): Promise<number> {
  const choice = choiceOf(files, options);
  if (isAll(choice)) throw new UsageError("keep", "say which recordings: by file, --client or --day");
  const chosen = chosenIn(valuesOf(options).store, choice).filter((one) => !pinnedOnly || one.pinned);
  for (const recording of chosen) act(recording);
  if (pinnedOnly)
    for (const { fileName, marks } of chosen)
      for (const { id } of marks)
        terminal.note(`${fileName} stays as long as the mark ${id} does; \`twscope mark --release ${id}\` lets it go`);
  const names = chosen.map(({ fileName }) => fileName);
  await terminal.write(
    options["json"]
      ? json(names)
      : `${done} ${counted(names.length, "recording")}.\n${names.map((name) => `  ${name}\n`).join("")}`,
  );
  return names.length > 0 ? exitCodes.ok : exitCodes.findings;
}
