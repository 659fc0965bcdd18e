/** `twscope record --pcap FILE`: reads a capture into recordings, and says what became of it. */
import { basename } from "node:path";
import { UsageError } from "../../base/errors.ts";
import type { CaptureIssue, CaptureSummary, LegSummary } from "../../capture/capture-items.ts";
import { InputError, openInput } from "../../node/input.ts";
import { importCapture, type Imported } from "../../node/record/import-capture.ts";
import { KeyError, type WrappedKey } from "../../node/store/key-ring.ts";
import { exitCodes, type Option, type OptionValues } from "../command.ts";
import { textOption, textsOption } from "../options.ts";
import { byteProgress } from "../read/progress.ts";
import { printable } from "../read/values.ts";
import { bytesText, counted } from "../store/amounts.ts";
import { keyRingFor } from "../store/recordings.ts";
import { valuesOf } from "../store/settings.ts";
import type { Terminal } from "../terminal.ts";
import { packageVersion } from "../../node/package-version.ts";
import { jsonLine } from "./tell.ts";

export const importOptions: readonly Option[] = [
  {
    flags: "--pcap <file>",
    about: "Read a capture (pcap, pcapng) into recordings instead of relaying; - is standard input",
  },
  {
    flags: "--host-port <port>",
    about: "With --pcap: a port on which a host listened, beside 7496, 7497, 4001 and 4002",
    repeatable: true,
  },
];

/** Options that say how to relay; beside --pcap they have nothing to say. */
const relaying = ["to", "listen", "allowRemote"] as const;

export async function runImport(path: string, options: OptionValues, terminal: Terminal): Promise<number> {
  const wrong = relaying.find((name) => options[name] !== undefined);
  if (wrong) throw new UsageError("pcap", `--pcap reads a file and relays nothing; leave --${wrong} out`);
  const hostPorts = textsOption(options["hostPort"]).map(portOf);
  const values = valuesOf(options);
  const keys = keyRingFor(values, terminal);
  const asJson = options["json"] === true;
  try {
    const key: WrappedKey | undefined = values.plain ? undefined : await keys.newKey();
    const { made } = keys;
    if (made) terminal.note(`A key was made, with which recordings are encrypted: ${made.where}. Keep a copy of it.`);
    if (values.plain)
      terminal.note(`Not encrypted: whoever can read ${values.store} can read what was in ${basename(path)}.`);
    const progress = byteProgress(terminal, true);
    const chunks = await captureChunks(path, terminal, progress);
    const imported = await importCapture(chunks, {
      store: values.store,
      key,
      made: `twscope ${packageVersion()}`,
      hostPorts,
      reason: `from the capture ${basename(path)}`,
      issue: (issue) => terminal.note(issueText(path, issue)),
    });
    await terminal.write(
      asJson
        ? jsonLine("imported", { capture: path, ...imported }, Date.now())
        : printImported(path, imported, terminal),
    );
    return codeOf(imported);
  } catch (error) {
    if (error instanceof InputError) {
      terminal.note(error.message);
      return error.code === "no-input" ? exitCodes.noInput : exitCodes.unreadable;
    }
    if (!(error instanceof KeyError)) throw error;
    terminal.note(error.message);
    return exitCodes.unreadable;
  }
}

async function captureChunks(
  path: string,
  terminal: Terminal,
  progress: ReturnType<typeof byteProgress>,
): Promise<AsyncIterable<Uint8Array>> {
  if (path === "-") return terminal.input();
  const input = await openInput(path);
  progress.expect(input.size ?? 0);
  return input.chunks(progress.read);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port === 0 || port > 65_535)
    throw new UsageError("port", `--host-port ${text}: give a port, 1 to 65535`);
  return port;
}

const issueText = (path: string, { offset, packet, leg, text }: CaptureIssue): string =>
  printable(
    `${path}: byte ${offset}${packet === undefined ? "" : `, packet ${packet}`}${leg === undefined ? "" : `, connection ${leg}`}: ${text}`,
  );

function codeOf({ summary, files, problem }: Imported): number {
  if (summary.issues["not-a-capture"]) return exitCodes.unreadable;
  const { issues, legs } = summary;
  // That packets do not stand in order is no lack.
  const lacking = Object.keys(issues).some((code) => code !== "time-back");
  const missing = legs.some((leg) => leg.missing.in + leg.missing.out > 0);
  return files.length === 0 || problem !== undefined || lacking || missing ? exitCodes.findings : exitCodes.ok;
}

function printImported(path: string, { summary, files, problem }: Imported, { colors }: Terminal): string {
  const lines = [`${path}: ${counted(summary.packets, "packet")}, ${bytesText(summary.bytes)}${cutText(summary)}`];
  for (const leg of summary.legs) lines.push(`  ${legText(leg)}`);
  if (summary.legsNotNamed > 0) lines.push(`  and ${counted(summary.legsNotNamed, "connection")} more`);
  if (summary.foreign.connections > 0)
    lines.push(
      `${counted(summary.foreign.connections, "connection")} of something else left out (${summary.foreign.named.slice(0, 3).join("; ")}${summary.foreign.connections > 3 ? "; …" : ""}); --host-port names further ports of hosts`,
    );
  if (problem !== undefined) lines.push(colors.red(`Not everything could be written: ${problem}`));
  if (files.length === 0) lines.push("It holds no connection of the TWS API: nothing was recorded.");
  else {
    lines.push(`${counted(files.length, "recording")}, pinned until \`twscope logs release\`:`);
    for (const file of files) lines.push(`  ${file}`);
  }
  return `${lines.map(printable).join("\n")}\n`;
}

const cutText = ({ cutPackets }: CaptureSummary): string =>
  cutPackets > 0 ? `, ${cutPackets} of them cut by the capture` : "";

function legText({ leg, client, host, begins, ends, bytes, missing, counts }: LegSummary): string {
  const lost = missing.in + missing.out;
  return [
    `${leg}: ${client} to ${host}`,
    begins === "handshake" ? undefined : `begins in the ${begins === "middle" ? "middle" : begins}`,
    ends ?? "still open at the end",
    `${bytesText(bytes.out)} out, ${bytesText(bytes.in)} in`,
    lost > 0 ? `${bytesText(lost)} missing` : undefined,
    counts.retransmissions > 0 ? counted(counts.retransmissions, "retransmission") : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** Whether the command line asks for it. */
export const captureOf = (options: OptionValues): string | undefined => textOption(options["pcap"]);
