/** `twscope logs delete`: removes recordings, never one that is being written. */
import { UsageError } from "../../../base/errors.ts";
import { filesInUse } from "../../../node/store/running.ts";
import { removeRecording, type StoredRecording } from "../../../node/store/store-folder.ts";
import { exitCodes, type Command } from "../../command.ts";
import { json } from "../../options.ts";
import { bytesText, counted } from "../../store/amounts.ts";
import { chosenIn, choiceOf, clientOption, dayOption, isAll } from "../../store/recordings.ts";
import { storeOption, valuesOf } from "../../store/settings.ts";

export const deleteCommand: Command = {
  name: "delete",
  about: "Delete recordings, by file, client or day; asks, unless told --yes",
  details:
    "A recording that is being written is never deleted. One that is pinned is deleted only when it is named by its file.",
  args: [{ name: "file", about: "Recordings, by name or path", count: "many" }],
  options: [
    clientOption,
    dayOption,
    { flags: "--all", about: "All recordings of the store" },
    { flags: "-y, --yes", about: "Do not ask" },
    storeOption,
    { flags: "--json", about: "What was deleted and what was left, as JSON" },
  ],
  examples: [
    { line: "twscope logs delete --client 5 --day 2026-11-22", about: "What client 5 did on that day" },
    { line: "twscope logs delete --all --yes", about: "Everything that is neither pinned nor being written" },
  ],
  async run(files, options, terminal) {
    const { store } = valuesOf(options);
    const choice = choiceOf(files, options);
    if (isAll(choice) && options["all"] !== true)
      throw new UsageError("delete", "say which recordings: by file, --client or --day, or --all for all of them");
    const chosen = chosenIn(store, choice);
    const left = chosen.flatMap((recording) => {
      const why = whyLeft(recording, files.length > 0);
      return why ? [{ recording, why }] : [];
    });
    const going = chosen.filter((recording) => !left.some((one) => one.recording === recording));
    for (const { recording, why } of left) terminal.note(`${recording.fileName} stays: ${why}`);
    if (going.length === 0) {
      terminal.note(chosen.length > 0 ? "Nothing else was chosen." : "No recording is of that client and day.");
      return exitCodes.findings;
    }
    const bytes = going.reduce((sum, one) => sum + one.bytes, 0);
    const what = `${counted(going.length, "recording")} (${bytesText(bytes)})`;
    if (options["yes"] !== true) {
      for (const { fileName } of going) terminal.note(`  ${fileName}`);
      const answer = await terminal.ask(`Delete ${what}? [y/N]`);
      if (answer === undefined)
        throw new UsageError("delete", "nobody can be asked here whether to delete; say --yes if it is meant");
      if (!/^y(?:es)?$/i.test(answer.trim())) {
        terminal.note("Nothing was deleted.");
        return exitCodes.findings;
      }
    }
    const { deleted, failed } = remove(store, going);
    for (const { recording, why } of failed) terminal.note(`${recording.fileName} stays: ${why}`);
    const stay = [...left, ...failed].map(({ recording, why }) => ({ file: recording.fileName, why }));
    await terminal.write(
      options["json"]
        ? json({ deleted: deleted.map(({ fileName }) => fileName), left: stay })
        : `Deleted ${counted(deleted.length, "recording")}.\n`,
    );
    return stay.length > 0 ? exitCodes.findings : exitCodes.ok;
  },
};

function whyLeft({ inUse, pinned, pin, marks }: StoredRecording, named: boolean): string | undefined {
  if (inUse) return "it is being written";
  if (!pinned || named) return undefined;
  const why = [pin?.reason, ...marks.map(({ text }) => text)].filter(Boolean).join("; ");
  return `it is pinned${why ? ` (${why})` : ""}; name it by its file to delete it`;
}

interface Left {
  readonly recording: StoredRecording;
  readonly why: string;
}

function remove(store: string, going: readonly StoredRecording[]): { deleted: StoredRecording[]; failed: Left[] } {
  // While somebody thought about the answer, a recorder may have begun.
  const inUse = new Set(filesInUse(store));
  const deleted: StoredRecording[] = [];
  const failed: Left[] = [];
  for (const recording of going)
    try {
      if (inUse.has(recording.path)) failed.push({ recording, why: "it is being written" });
      else {
        removeRecording(recording.path);
        deleted.push(recording);
      }
    } catch (error) {
      failed.push({ recording, why: (error as Error).message });
    }
  return { deleted, failed };
}
