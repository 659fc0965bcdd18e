/**
 * Tells what an input is from its name and its first bytes, and for what nobody but its host can read, what to do.
 *
 * Sources: magic bytes of the public formats; `IBGZENC` headers of files of 2021 to 2026; the vendor's documentation of
 * the export dialogs; tools that drive those dialogs.
 */
import { byteStringOf } from "../base/byte-string.ts";
import { isRecording } from "../recording/header.ts";
import { formatDay } from "./calendar.ts";
import { readFileName, type FileName } from "./file-name.ts";

export type InputKind =
  | "text"
  | "utf-16"
  | "gzip"
  | "zstd"
  | "recording"
  | "encrypted"
  | "archive"
  | "binary"
  | "empty";

export interface Recognised {
  readonly kind: InputKind;
  readonly name: FileName;
  /** Why it cannot be read, and what to do about it; undefined for what can be read. */
  readonly advice: string | undefined;
}

/** As many first bytes as are worth looking at. */
export const headBytesMax = 64 * 1024;

const encryptedMagic = "IBGZENC\0";

/** @param modifiedMs when the file was last written, ms as if local time were UTC */
export function recognise(path: string, head: Uint8Array, modifiedMs?: number): Recognised {
  const name = readFileName(path, modifiedMs);
  const kind = kindOf(name, head);
  return { kind, name, advice: adviceFor(kind, path === "-" ? "standard input" : path, name, head) };
}

function kindOf(name: FileName, head: Uint8Array): InputKind {
  const start = byteStringOf(head, 0, Math.min(head.length, 16));
  if (start.startsWith(encryptedMagic) || name.encrypted) return "encrypted";
  if (head.length === 0) return "empty";
  if (isRecording(head)) return "recording";
  if (start.startsWith("\x1f\x8b")) return "gzip";
  if (start.startsWith("\x28\xb5\x2f\xfd")) return "zstd";
  if (
    start.startsWith("PK\x03\x04") ||
    start.startsWith("7z\xbc\xaf") ||
    start.startsWith("BZh") ||
    start.startsWith("\xfd7zXZ")
  )
    return "archive";
  if (start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff")) return "utf-16";
  return looksBinary(head) ? "binary" : "text";
}

/** Logs hold a few control bytes (lengths of frames), but most of their bytes are text. */
function looksBinary(head: Uint8Array): boolean {
  let odd = 0;
  const length = Math.min(head.length, 4096);
  for (let at = 0; at < length; at += 1) {
    const byte = head[at] as number;
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) odd += 1;
  }
  // The shortest lines have one of them in thirty bytes; of bytes without order it is every ninth.
  return odd > length / 14;
}

function adviceFor(kind: InputKind, path: string, name: FileName, head: Uint8Array): string | undefined {
  switch (kind) {
    case "encrypted":
      return encryptedAdvice(path, name, head);
    case "empty":
      return path === "standard input" ? `${path} is empty.` : `${path} is empty. ${emptyAdvice(name)}`;
    case "archive":
      return `${path} is an archive. Unpack it and name the log inside, or pipe it: unzip -p ${path} | twscope read -`;
    case "binary":
      return `${path} holds binary data, no log. For a capture of the network traffic or a recording, see \`twscope --help\`.`;
    default:
      return undefined;
  }
}

const programs: Readonly<Record<FileName["kind"], string>> = {
  api: "API message log",
  tws: "TWS log",
  gateway: "IB Gateway log",
  launcher: "launcher log",
  audit: "audit log",
  ibc: "IBC log",
  unknown: "log",
};

function encryptedAdvice(path: string, name: FileName, head: Uint8Array): string {
  const client = name.client === undefined ? "" : ` of client ${name.client}`;
  const day = name.day ? `, begun on ${formatDay(name.day)}` : "";
  const clock = name.clock ? ` at ${name.clock.replace(/(\d\d)(\d\d)(\d\d)/, "$1:$2:$3")}` : "";
  const version = head.length >= 12 ? `, format ${head[11]}` : "";
  return [
    `${path} is an encrypted ${programs[name.kind]}${client}${day}${clock}${version}.`,
    "Its key lies with Interactive Brokers and is only in the memory of a running TWS or Gateway of the same user,",
    "so no other program can read it, twscope neither. Export it from there, and give twscope the exported file:",
    ...exportSteps(name.kind),
    "Log in with the same user name first; logs are kept for seven days.",
  ].join("\n");
}

/** The way to an exported log through the menus of its host, a line a program. */
export function exportSteps(kind: FileName["kind"]): string[] {
  const which = (host: string): string => (kind === "api" ? "API Logs" : host);
  const then = "choose the day, Export Logs... (today: Export Today Logs...)";
  const tws = `  TWS:     Help > Troubleshooting > Diagnostics > ${which("TWS Logs")}, ${then}`;
  const gateway = `  Gateway: File > ${which("Gateway Logs")}, ${then}`;
  // A file that only one of them writes is exported there.
  if (kind === "tws") return [tws];
  return kind === "gateway" ? [gateway] : [tws, gateway];
}

function emptyAdvice(name: FileName): string {
  return name.kind === "api"
    ? "The API message log is off by default: switch on Global Configuration > API > Settings > Create API message log file, and set the logging level to Detail, before the problem happens again."
    : "If it was exported, export it again: an export of a day without entries gives an empty file.";
}

/** What to say when a text holds not one line of any log that is known. */
export const noLogAdvice = (path: string, firstLine: string): string =>
  [
    `${path} holds no line that any known TWS or Gateway log has; its first line is ${JSON.stringify(firstLine.slice(0, 100))}.`,
    "An API message log has lines such as `11:49:32:797 -> ---5...`, a TWS or Gateway log such as",
    "`2026-02-18 11:49:32.797 [AM] INFO  [JTS-Main] - ...`, a log of a Python program `ib_async.client DEBUG <<< ...` or",
    "`ibapi.client:SENDING ...`: with logging.basicConfig(level=logging.DEBUG) the program writes these itself.",
  ].join("\n");
