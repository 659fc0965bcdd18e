/** `twscope logs verify`: walks every block of recordings, and names what is not as it was written. */
import { existsSync } from "node:fs";
import { InputError } from "../../../node/input.ts";
import { listRunning } from "../../../node/store/running.ts";
import { exitCodes, type Command } from "../../command.ts";
import { jsonLine } from "../../record/tell.ts";
import { chosenIn, choiceOf, clientOption, dayOption, keyRingFor } from "../../store/recordings.ts";
import { keyFileOption, storeOption, valuesOf } from "../../store/settings.ts";
import { printVerified, verified, type Verified } from "../../store/verified.ts";

export const verifyCommand: Command = {
  name: "verify",
  about: "Check recordings, block by block: checksums, seals, order, end; damage is named by file and byte",
  details:
    "Exit code 0: all are whole (one that is being written needs no end yet); 1: something is damaged, missing or has no " +
    "end; 3: a file cannot be opened; 4: a key is missing, or a file is no recording. Gaps that the recorder marked are " +
    "listed; they are no damage.",
  args: [{ name: "file", about: "Recordings, by name or path; none: all of the store", count: "many" }],
  options: [
    clientOption,
    dayOption,
    storeOption,
    keyFileOption,
    { flags: "--json", about: "As JSON, one object a recording" },
  ],
  examples: [
    { line: "twscope logs verify", about: "The whole store" },
    { line: "twscope logs verify backup/api.5.20261122.101500.twscope", about: "A copy that lies elsewhere" },
  ],
  async run(files, options, terminal) {
    const values = valuesOf(options);
    const keys = keyRingFor(values, terminal);
    const elsewhere = files.filter((file) => existsSync(file));
    const named = files.filter((file) => !existsSync(file));
    const stored = named.length > 0 || files.length === 0 ? chosenIn(values.store, choiceOf(named, options)) : [];
    const paths = [...elsewhere, ...stored.map(({ path }) => path)];
    const writing = new Set(listRunning(values.store).running.flatMap((recorder) => recorder.files));
    const codes: number[] = [];
    for (const path of paths) {
      const result = await verifiedOr(path, () => verified(path, keys, writing.has(path)));
      codes.push(codeOf(result));
      await terminal.write(
        options["json"] ? jsonLine("verified", result, Date.now()) : printVerified(result, terminal),
      );
    }
    if (paths.length === 0) terminal.note("No recording was chosen.");
    return paths.length === 0 ? exitCodes.findings : Math.max(...codes);
  },
};

async function verifiedOr(path: string, work: () => Promise<Verified>): Promise<Verified> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const state = error.code === "no-input" ? "gone" : "locked";
    return { file: path, state, why: error.message, blocks: 0, messages: null, missing: null, damage: [], gaps: [] };
  }
}

function codeOf({ state }: Verified): number {
  if (state === "gone") return exitCodes.noInput;
  if (state === "locked") return exitCodes.unreadable;
  return state === "whole" || state === "being written" ? exitCodes.ok : exitCodes.findings;
}
