/** `twscope explain`: one message, taken apart field by field. */
import { utf8ByteString } from "../../base/byte-string.ts";
import { UsageError } from "../../base/errors.ts";
import { latin1 } from "../../node/bytes.ts";
import { exitCodes, type Command, type OptionValues } from "../command.ts";
import { serverVersionOption } from "../dictionary/server-versions.ts";
import { explain } from "../explain/explain.ts";
import { isClear, type Explanation } from "../explain/explained.ts";
import { inputsIn } from "../explain/inputs.ts";
import { explanationText } from "../explain/print-explanation.ts";
import { didYouMean } from "../../base/nearest.ts";
import { plain } from "../read/record-json.ts";
import { printableJson } from "../read/values.ts";
import type { Terminal } from "../terminal.ts";

/** More than this is a log, and `twscope read` is for logs. */
const inputBytesMax = 64 * 1024 * 1024;

export const explainCommand: Command = {
  name: "explain",
  about: "Take one message apart, field by field: a log line, or bytes in hexadecimal or base64",
  details:
    "Takes a line of the API message log, with or without time and arrow; what stands behind the arrow alone; protobuf " +
    "that a host printed into its log; a line that a Python client logged of its traffic, or its fields joined by commas; hexadecimal in any spacing, also as a dump; base64; bytes as Python prints them. " +
    "Bytes may be the opening of a connection, frames with their lengths, or one payload. Direction and server version " +
    "are found by trying unless they are told, and what they rest on is said. Quote a line, or pipe it: shells take " +
    "> and < for themselves.",
  args: [
    {
      name: "line",
      about: "The message; several words are joined by blanks; - or nothing is standard input, a message a line",
      count: "many",
    },
  ],
  takesDashes: true,
  options: [
    { flags: "--in", about: "The message goes from the host to the client" },
    { flags: "--out", about: "The message goes from the client to the host" },
    {
      flags: "--server-version <number>",
      about: "The server version that both sides agreed on",
      values: ["176", "187", "201", "213", "226"],
    },
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    {
      line: "twscope explain '20:54:49:921 -> ---54-2--1-2104-Market data farm connection is OK:usfarm-'",
      about: "A line of the API message log",
    },
    { line: "twscope explain 4-2--1-2104-Market data farm connection is OK:usfarm-", about: "Without time and arrow" },
    {
      line: "twscope explain '-> [2;reqId: 1935 tickType: 28 size: \"1736\"]'",
      about: "Protobuf as the host prints it",
    },
    { line: "twscope explain 00 00 00 06 39 00 31 00 36 00", about: "A frame in hexadecimal" },
    { line: "twscope explain AAAAzAj///////////8BGLgQ --in", about: "The payload of a protobuf message in base64" },
    {
      line: "twscope explain 41504900 00000009 763130302e2e323236",
      about: "What a client sends when it connects",
    },
  ],
  run: runExplain,
};

async function runExplain(args: readonly string[], options: OptionValues, terminal: Terminal): Promise<number> {
  refuseOptions(args);
  const direction = options["in"] === options["out"] ? undefined : options["in"] ? "in" : "out";
  const serverVersion = serverVersionOption(options, terminal);
  const text = args.length === 0 || (args.length === 1 && args[0] === "-") ? await typed(terminal) : joined(args);
  const explanations: Explanation[] = [];
  let clear = true;
  for (const input of inputsIn(text)) {
    const explanation = explain(input, { direction, serverVersion });
    clear &&= explanation.parts.every(isClear);
    if (options["json"]) explanations.push(explanation);
    else {
      if (explanations.length > 0) await terminal.write("\n\n");
      await terminal.write(explanationText(explanation, terminal));
      explanations.push({ ...explanation, parts: [] });
    }
  }
  if (options["json"]) await terminal.write(`${printableJson(JSON.stringify(explanations, plain, 2))}\n`);
  if (explanations.length === 0)
    throw new UsageError(
      "no-message",
      "nothing to explain: give a message, or pipe one; `twscope explain --help` has examples",
    );
  return clear ? exitCodes.ok : exitCodes.findings;
}

const joined = (args: readonly string[]): string => utf8ByteString(args.join(" "));

/** Messages may begin with a dash, so what is misspelt or stands too late must be told from them here. */
function refuseOptions(args: readonly string[]): void {
  const flags = [...(explainCommand.options ?? []).map((option) => option.flags), "--color <when>", "--help"];
  const names = flags.map((one) => one.split(" ")[0] ?? "");
  for (const arg of args) {
    if (!/^--[a-z][a-z-]*(?:=.*)?$/.test(arg)) continue;
    const known = names.indexOf(arg.split("=")[0] ?? "");
    // An option that exists arrives here only from behind --, where nothing is taken for one.
    if (known >= 0)
      throw new UsageError(
        "option-behind-dashes",
        `${names[known]} stands behind --, where everything is the message: put options in front of it, as in ` +
          `\`twscope explain ${flags[known]} -- 'LINE'\``,
      );
    throw new UsageError("unknown-option", `there is no option ${arg}${didYouMean(arg, names)}`);
  }
}

async function typed(terminal: Terminal): Promise<string> {
  if (terminal.keyboard) terminal.note("Paste messages, one a line; Ctrl-D (Windows: Ctrl-Z and Enter) ends them.");
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of terminal.input()) {
    parts.push(latin1(chunk, 0, chunk.length));
    bytes += chunk.length;
    if (bytes > inputBytesMax) {
      terminal.note("This is more than one can read; `twscope read` is for whole logs. The rest is left out.");
      break;
    }
  }
  return parts.join("");
}
