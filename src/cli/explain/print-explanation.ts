/** Prints explanations. */
import type { Issue } from "../../base/issue.ts";
import type { OtherReading } from "../../logs/record.ts";
import { arrowOf, directionPaint, directionText } from "../dictionary/paint.ts";
import { pairs, section, sentences } from "../dictionary/sections.ts";
import { listed } from "../../base/nearest.ts";
import { printable, short } from "../read/values.ts";
import { pageWidthOf, proseWidthOf, table } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { paragraph } from "../wrap.ts";
import type { ExplainedMessage, Explanation, NotExplained, Opening, Part } from "./explained.ts";
import { fieldTable, tokenTable, wireTable } from "./print-rows.ts";

/** An explanation, each of its parts below the other. */
export const explanationText = (explanation: Explanation, terminal: Terminal): string =>
  explanation.parts.map((part) => partText(part, explanation, terminal)).join("\n\n");

function partText(part: Part, explanation: Explanation, terminal: Terminal): string {
  if (part.kind === "not explained") return notExplainedText(part, explanation, terminal);
  return part.kind === "message" ? messageText(part, explanation, terminal) : openingText(part, terminal);
}

const rawMax = 200;

function notExplainedText({ raw, why }: NotExplained, { form }: Explanation, terminal: Terminal): string {
  const { colors } = terminal;
  const read = form === "text" || form === "log line" ? "" : ` (read as ${form})`;
  return `${colors.yellow("??")} ${colors.bold("not explained")}${read}: ${printable(why)}\n${paragraph(short(printable(raw), rawMax), proseWidthOf(terminal), "  ")}`;
}

function openingText({ kind, direction, about, rows, issues }: Opening, terminal: Terminal): string {
  const { colors } = terminal;
  const paint = directionPaint(colors, direction);
  const columns = [
    { head: "OFFSET", align: "right" as const, paint: colors.dim },
    { head: "RAW", min: 8, max: 30 },
    { head: "NAME", min: 8 },
    { head: "VALUE", min: 8, max: 30 },
    { head: "MEANING", min: 24 },
  ];
  const cells = rows.map(({ offset, raw, name, value, about }) => [
    String(offset),
    printable(raw),
    name,
    printable(String(value)),
    about,
  ]);
  return [
    `${paint(arrowOf(direction))} ${colors.bold(kind)}  ${colors.dim(directionText(direction))}\n`,
    paragraph(about, proseWidthOf(terminal), "  "),
    `\n${table(columns, cells, { width: pageWidthOf(terminal), colors, indent: 2 })}`,
    section(terminal, "Issues", issuesText(issues, terminal)),
  ].join("");
}

function messageText(message: ExplainedMessage, explanation: Explanation, terminal: Terminal): string {
  const { colors } = terminal;
  const { direction, id, name, about, page } = message;
  const paint = directionPaint(colors, direction);
  const title = name ?? "unknown message";
  return [
    `${paint(arrowOf(direction))} ${colors.bold(title)}  ${colors.dim(`${direction} ${id ?? ""}, ${encodingText(message)}`)}\n`,
    about ? paragraph(about, proseWidthOf(terminal), "  ") : "",
    `\n${pairs(terminal, headRows(message, explanation))}`,
    `\n${rowsText(message, terminal)}`,
    section(terminal, "Issues", issuesText(message.issues, terminal)),
    section(terminal, "Other readings", readingsText(message, terminal)),
    section(terminal, "Notes", sentences(terminal, message.remarks)),
    page ? `\n  ${colors.dim("All about this message:")} ${page}\n` : "",
  ].join("");
}

const encodingText = (message: ExplainedMessage): string =>
  message.encoding === "protobuf-text" ? "protobuf, printed as text" : message.encoding;

/** Where a server version comes from, unless it was found by trying. */
const versionSources: Readonly<Record<string, string>> = {
  option: ", as told",
  log: ", by the server's reply",
  assumed: ", assumed",
};

function headRows(message: ExplainedMessage, { form, time }: Explanation): [string, string][] {
  const { direction, id, rawId, serverVersion, restsOn } = message;
  const rows: [string, string][] = [["direction", `${directionText(direction)}${directionWords(message)}`]];
  if (rawId !== undefined) rows.push(["id", `${id}, on the wire ${rawId}`]);
  rows.push(["given as", form]);
  if (time !== undefined) rows.push(["time", time]);
  const { min, max, from } = serverVersion;
  const range = min === max ? String(min) : `${min} to ${max}`;
  rows.push(["server version", `${range}${versionSources[from] ?? ""}`]);
  for (const ground of restsOn) rows.push(["", ground]);
  rows.push(["length", lengthWords(message)]);
  return rows;
}

function directionWords({ directionFrom }: ExplainedMessage): string {
  const words = {
    arrow: ", by the arrow of the line",
    option: ", as told",
    handshake: ", because of the opening before it",
    fit: ": both were tried, and this fits",
  };
  return words[directionFrom];
}

function lengthWords({ length, direction, encoding }: ExplainedMessage): string {
  const { verdict, declared, actual } = length;
  const bytes = `${actual} ${actual === 1 ? "byte" : "bytes"}`;
  switch (verdict) {
    case "confirmed":
      return `${declared} bytes declared, and so many are there`;
    case "wrong":
      return `${declared} bytes declared, but ${bytes} are there`;
    case "unreadable":
      return `${bytes}; the length in front cannot be read any more`;
    default:
      return encoding === "text" && direction === "out"
        ? `${bytes}; outgoing lines have no length in front`
        : `${bytes}; no length in front`;
  }
}

function rowsText(message: ExplainedMessage, terminal: Terminal): string {
  if (message.encoding === "text") return tokenTable(message.rows, message.ends, terminal);
  return message.encoding === "protobuf" ? wireTable(message.rows, terminal) : fieldTable(message.rows, terminal);
}

function issuesText(issues: readonly Issue[], terminal: Terminal): string {
  const { colors } = terminal;
  if (issues.length === 0) return "";
  const columns = [
    { head: "", align: "right" as const, paint: colors.dim },
    { head: "", paint: colors.yellow },
    { head: "", min: 12, max: 40 },
    { head: "", min: 30 },
  ];
  const rows = issues.map(({ code, path, offset, expected, got }) => [
    String(offset),
    code,
    printable(path),
    printable(`expected ${expected}, got ${got}`),
  ]);
  return table(columns, rows, { width: pageWidthOf(terminal), colors, indent: 2 });
}

const differencesShownMax = 12;

function readingsText({ ambiguous, serverVersion }: ExplainedMessage, terminal: Terminal): string {
  if (!ambiguous) return "";
  const { because, count, more, differ, readings } = ambiguous;
  const paths = differ.map(({ path }) => path);
  if (count === 1)
    return sentences(terminal, ["Others may fit: there are so many places to look at that the search was stopped."]);
  const first = `${count}${more ? " or more" : ""} readings fit; the likeliest is shown. They differ in ${listed(paths.slice(0, 8), "and")}${paths.length > 8 ? " and others" : ""}.`;
  const way =
    because === "server version"
      ? `The server version tells them apart: --server-version ${serverVersion.min} is the reading above, ${listed([...new Set(readings.map((reading) => String(reading.serverVersion.min)))], "or")} the ${readings.length === 1 ? "other" : "others"}.`
      : "The log shows a hyphen and the end of a field alike. The bytes themselves (hexadecimal) tell them apart, and so may the request or answer that belongs to it.";
  return [
    sentences(terminal, [first, way]),
    ...readings.map((reading, index) => readingText(reading, index + 1, paths, terminal)),
    readings.length < count - 1 ? sentences(terminal, [`${count - 1 - readings.length} more are not shown.`]) : "",
  ].join("");
}

function readingText(reading: OtherReading, number: number, paths: readonly string[], terminal: Terminal): string {
  const { colors } = terminal;
  const { name, serverVersion, fields } = reading;
  const { min, max } = serverVersion;
  const versions = min === max ? `server version ${min}` : `server versions ${min} to ${max}`;
  const rows = paths
    .filter((path) => path !== "name")
    .slice(0, differencesShownMax)
    .map((path): [string, string] => [path, printable(JSON.stringify(valueAt(fields, path)) ?? "(not there)")]);
  return `\n  ${colors.cyan(`${number}`)} ${name ?? "unknown message"}  ${colors.dim(versions)}\n${pairs(terminal, rows)}`;
}

/** The value at a path such as `order.algoParams[0].tag`. */
function valueAt(fields: unknown, path: string): unknown {
  let here: unknown = fields;
  for (const key of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return typeof here === "bigint" ? String(here) : here;
}
