/** The recorders that run, for people. */
import type { RunningRecorder } from "../../node/store/running.ts";
import { fitsIn, table, widthOf, type Column, type Paint, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { wrap } from "../wrap.ts";
import { bytesText, counted, delayText, durationText, grouped } from "./amounts.ts";
import type { Status } from "./troubles.ts";

export function printStatus({ store, diskFreeBytes, running }: Status, nowMs: number, terminal: Terminal): string {
  const disk = diskFreeBytes === null ? "not there" : `${bytesText(diskFreeBytes)} left`;
  return [
    ...running.map((recorder) => recorderText(recorder, nowMs, terminal)),
    lines(`${store}: ${disk}`, terminal, terminal.colors.dim),
  ].join("");
}

/** Wrapped where it does not fit. */
const lines = (text: string, terminal: Terminal, paint: Paint): string =>
  wrap(text, widthOf(terminal))
    .map((line) => `${paint(line)}\n`)
    .join("");

function recorderText(recorder: RunningRecorder, nowMs: number, terminal: Terminal): string {
  const { colors } = terminal;
  const { listen, to, pid, since, version, sealed, keep, includeMarketData, legs, legsSoFar } = recorder;
  const { bytes, bytesPerSecond, messagesPerSecond, messages, queueBytes, lagMs, gaps, missed, problem } = recorder;
  const how = !keep
    ? "relaying only"
    : `${sealed ? "encrypted" : "not encrypted"}${includeMarketData ? "" : ", without market data"}`;
  const about = `${how}, for ${durationText(nowMs - Date.parse(since))}`;
  const lost = missed.in + missed.out;
  const whole = gaps === 0 && lost === 0;
  const rows: Row[] = [
    ["connections", `${legs.length} open, ${grouped(legsSoFar)} in all`],
    ["messages", `${grouped(messages.out)} out, ${grouped(messages.in)} in`],
    ["bytes", `${bytesText(bytes.out)} out, ${bytesText(bytes.in)} in`],
    ["rate out", `${rateText(messagesPerSecond.out)}, ${bytesText(bytesPerSecond.out)}/s`],
    ["rate in", `${rateText(messagesPerSecond.in)}, ${bytesText(bytesPerSecond.in)}/s`],
    ["queue", `${bytesText(queueBytes)}, recorded within ${delayText(lagMs)}`],
    ["gaps", whole ? "none" : { text: `${counted(gaps, "gap")}, ${bytesText(lost)} not recorded`, paint: colors.red }],
    ...(problem === undefined ? [] : [["problem", { text: problem, paint: colors.red }]]),
  ];
  return [
    ...headText([`${listen} -> ${to}`, about, `process ${pid}, twscope ${version}`], terminal),
    table(figures, rows, { width: widthOf(terminal), colors, indent: 2 }),
    legs.length === 0 ? "" : legsText(recorder, nowMs, terminal),
    "\n",
  ].join("");
}

/** A few messages a minute are no nothing. */
const rateText = (perSecond: number): string =>
  `${perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond))} messages/s`;

/** In one line where it fits, else below one another. */
function headText([where = "", about = "", program = ""]: readonly string[], terminal: Terminal): string[] {
  const { colors } = terminal;
  if (`${where}  ${about}  ${program}`.length <= widthOf(terminal))
    return [`${colors.bold(where)}  ${about}  ${colors.dim(program)}\n`];
  return [
    lines(where, terminal, colors.bold),
    lines(about, terminal, (text) => text),
    lines(program, terminal, colors.dim),
  ];
}

const figures: readonly Column[] = [
  { head: "", min: 11 },
  { head: "", min: 15 },
];

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

function legsText({ legs }: RunningRecorder, nowMs: number, terminal: Terminal): string {
  const { colors } = terminal;
  const rows = legs.map((leg): string[] => [
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
  const wide = table(columns, rows, { width: Infinity, colors, indent: 2 });
  const room = widthOf(terminal);
  if (fitsIn(wide, room)) return wide;
  // Too narrow for a table: each in words.
  const told = rows.map((row): Row => {
    const [leg = "", ...rest] = row;
    return [`connection ${leg}`, rest.map((value, index) => `${columns[index + 1]?.head} ${value}`).join(", ")];
  });
  return table(figures, told, { width: room, colors, indent: 2 });
}
