/** The recorders that run, for people. */
import type { RunningRecorder } from "../../node/store/running.ts";
import { table, widthOf, type Column } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { bytesText, counted, durationText, grouped } from "./amounts.ts";
import type { Status } from "./troubles.ts";

export function printStatus({ store, diskFreeBytes, running }: Status, nowMs: number, terminal: Terminal): string {
  const disk = diskFreeBytes === null ? "not there" : `${bytesText(diskFreeBytes)} left`;
  return [
    ...running.map((recorder) => recorderText(recorder, nowMs, terminal)),
    terminal.colors.dim(`${store}: ${disk}\n`),
  ].join("");
}

function recorderText(recorder: RunningRecorder, nowMs: number, terminal: Terminal): string {
  const { colors } = terminal;
  const { listen, to, pid, since, version, sealed, keep, includeMarketData, legs, legsSoFar } = recorder;
  const { bytes, bytesPerSecond, messages, queueBytes, lagMs, gaps, missed, problem } = recorder;
  const how = !keep
    ? "relaying only"
    : `${sealed ? "encrypted" : "not encrypted"}${includeMarketData ? "" : ", without market data"}`;
  const lost = missed.in + missed.out;
  const rows: [string, string][] = [
    ["connections", `${legs.length} open, ${grouped(legsSoFar)} in all`],
    ["messages", `${grouped(messages.out)} out, ${grouped(messages.in)} in`],
    ["bytes", `${bytesText(bytes.out)} out, ${bytesText(bytes.in)} in`],
    ["rate", `${bytesText(bytesPerSecond.out)}/s out, ${bytesText(bytesPerSecond.in)}/s in`],
    ["queue", `${bytesText(queueBytes)}, recorded within ${durationText(lagMs)}`],
    [
      "gaps",
      gaps === 0 && lost === 0 ? "none" : colors.red(`${counted(gaps, "gap")}, ${bytesText(lost)} not recorded`),
    ],
    ...(problem === undefined ? [] : [["problem", colors.red(problem)] as [string, string]]),
  ];
  return [
    `${colors.bold(`${listen} -> ${to}`)}  ${how}, for ${durationText(nowMs - Date.parse(since))}  ${colors.dim(`process ${pid}, twscope ${version}`)}\n`,
    ...rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}\n`),
    legTable(recorder, nowMs, terminal),
    "\n",
  ].join("");
}

const columns: readonly Column[] = [
  { head: "connection", align: "right" },
  { head: "client", align: "right" },
  { head: "version", align: "right" },
  { head: "from", min: 10 },
  { head: "for" },
  { head: "out", align: "right" },
  { head: "in", align: "right" },
  { head: "messages", align: "right" },
  { head: "gaps", align: "right" },
  { head: "left out", align: "right" },
];

function legTable({ legs }: RunningRecorder, nowMs: number, terminal: Terminal): string {
  if (legs.length === 0) return "";
  const rows = legs.map((leg) => [
    String(leg.leg),
    leg.clientId === undefined ? "?" : String(leg.clientId),
    leg.serverVersion === undefined ? "?" : String(leg.serverVersion),
    leg.client,
    durationText(nowMs - Date.parse(leg.openSince)),
    bytesText(leg.relayed.out),
    bytesText(leg.relayed.in),
    grouped(leg.messages.in + leg.messages.out),
    String(leg.gaps),
    grouped(leg.leftOut),
  ]);
  return table(columns, rows, { width: widthOf(terminal), colors: terminal.colors, indent: 2 });
}
