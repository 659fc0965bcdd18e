/** `twscope logs export`: recordings in the formats of others. `twscope export` is the same. */
import { UsageError } from "../../../base/errors.ts";
import type { Command, OptionValues } from "../../command.ts";
import { formats, type FormatName } from "../../export/formats.ts";
import { runExport, type ExportPlan } from "../../export/run-export.ts";
import { textOption, textsOption } from "../../options.ts";
import { choiceOf, clientOption, dayOption } from "../../store/recordings.ts";
import { keyFileOption, storeOption, valuesOf } from "../../store/settings.ts";

const names = Object.keys(formats) as FormatName[];

export const logsExportCommand: Command = {
  name: "export",
  about: "Export recordings, decrypted: as TWS exports its log, as JSON, CSV, pcapng, or for the age tool",
  details:
    `Formats: ${names.map((name) => `${name} (${formats[name].about})`).join("; ")}. What they look like is in ` +
    "docs/export.md. Several recordings come out on one clock. Into a folder goes one file for each client and day. With " +
    "--age the output is one file that `age -d -i KEYFILE` opens. A block that is damaged, or a recording with another " +
    "key, is named with its file and byte, and the rest is exported: exit code 1. When not one recording can be read it is " +
    "3 or 4.",
  args: [{ name: "file", about: "Recordings, by name or path; none: all of the store", count: "many" }],
  options: [
    { flags: "--today", about: "Only recordings of today; short for --day today" },
    dayOption,
    clientOption,
    { flags: "--format <format>", about: "Unless given, tws; with --age, recording", values: names, closed: true },
    { flags: "--pcapng", about: "Short for --format pcapng" },
    { flags: "--age", about: "Encrypt the output for the key of the recordings" },
    { flags: "--recipient <key>", about: "With --age: encrypt for this public key (age1…) instead", repeatable: true },
    { flags: "-o, --output <file>", about: "A file, a folder, or - for standard output, which it is unless given" },
    { flags: "--force", about: "Write over a file that exists" },
    storeOption,
    keyFileOption,
  ],
  examples: [
    {
      line: "twscope logs export --today --client 5 -o api.5.log",
      about: "What client 5 did today, as TWS exports it",
    },
    { line: "twscope logs export --format json --day 2026-11-22 | jq '.[].name'", about: "A day as JSON" },
    { line: "twscope logs export --format csv -o day.csv --today", about: "For a spreadsheet" },
    { line: "twscope export --pcapng -o today.pcapng --today", about: "For Wireshark" },
    { line: "twscope logs export --age -o backup.twscope.age", about: "Everything, for `age -d -i identity.txt`" },
    {
      line: "twscope logs export --format tws -o exported/",
      about: "One file for each client and day, into that folder",
    },
  ],
  run: (files, options, terminal) => runExport(planOf(files, options), terminal),
};

function planOf(files: readonly string[], options: OptionValues): ExportPlan {
  const days = [...textsOption(options["day"]), ...(options["today"] ? ["today"] : [])];
  const choice = choiceOf(files, { ...options, day: days });
  if (files.length > 0 && (choice.clients || choice.days))
    throw new UsageError(
      "file",
      "--client, --day and --today choose from the store; leave them out where files are named",
    );
  const recipients = textsOption(options["recipient"]);
  const age = options["age"] === true;
  if (recipients.length > 0 && !age) throw new UsageError("recipient", "--recipient goes with --age");
  const given = textOption(options["format"]) as FormatName | undefined;
  if (options["pcapng"] && given && given !== "pcapng")
    throw new UsageError("format", `--pcapng and --format ${given} contradict each other; leave one of them out`);
  return {
    values: valuesOf(options),
    choice,
    format: options["pcapng"] ? "pcapng" : (given ?? (age ? "recording" : "tws")),
    age: age ? recipients : undefined,
    output: textOption(options["output"]) ?? "-",
    force: options["force"] === true,
  };
}
