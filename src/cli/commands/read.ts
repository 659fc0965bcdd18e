/** `twscope read`: logs in words, one line a message. */
import { noLogAdvice } from "../../logs/recognise.ts";
import type { LinkRecord, LogRecord } from "../../logs/record.ts";
import { InputError } from "../../node/input.ts";
import { mergeBatches, type OpenLog } from "../../node/open-log.ts";
import type { KeyRing } from "../../node/store/key-ring.ts";
import { markOfRecord, once } from "../../node/once.ts";
import { listStore } from "../../node/store/store-folder.ts";
import { exitCodes, type Command, type OptionValues } from "../command.ts";
import { asTheyCome } from "../read/as-they-come.ts";
import { DateNotes } from "../read/dates.ts";
import { jsonPieces } from "../read/record-json.ts";
import { baseName, recordPieces, type LineStyle } from "../read/record-line.ts";
import { openAll, type Opened } from "../read/open-inputs.ts";
import { all, selectClient, type Selection } from "../read/select.ts";
import { settingsOf, type Settings } from "../read/settings.ts";
import { count, newStatistics } from "../read/statistics.ts";
import { printStatistics, printTotals, statisticsJson } from "../read/statistics-print.ts";
import { printableLines } from "../read/values.ts";
import { keyRingFor } from "../store/recordings.ts";
import { keyFileOption, storeOption, valuesOf } from "../store/settings.ts";
import type { Terminal } from "../terminal.ts";

export const readCommand: Command = {
  name: "read",
  about: "Read logs: every message and field in words, one line a message",
  details:
    "Reads exported API message logs, the logs of TWS and IB Gateway, and what Python programs log of their traffic " +
    "(ibapi, ib_async, ib_insync), several at once on one clock, plain or compressed (gzip, zstd), and recordings, exactly. Nothing is guessed silently: a message that can be read in two " +
    "ways says so, and what is not understood is shown as such. A folder stands for the recordings in it, or its logs; with --follow, " +
    "for those recordings that are being written and those that begin later.",
  args: [
    {
      name: "file",
      about: "Log files, recordings, folders of recordings; - is standard input. None: the store of recordings",
      count: "many",
    },
  ],
  options: [
    { flags: "-f, --full", about: "All fields, each on its own line" },
    { flags: "--json", about: "One JSON object a line" },
    { flags: "--where <expression>", about: "Only records for which a CEL expression over the JSON's names is true" },
    {
      flags: "--only <names>",
      about: "Only these messages: constants, calls, ids, domains (orders, ticks, errors, …), in, out, host, program",
      repeatable: true,
    },
    { flags: "--client <id>", about: "Only the records of this client" },
    { flags: "--since <time>", about: "Only from this time on: 11:49, 11:49:32.797 or 2026-02-18T11:49" },
    { flags: "--until <time>", about: "Only up to this time" },
    { flags: "--follow", about: "Go on reading what is added to the file" },
    { flags: "--stats", about: "Counts, server versions, and an account of every line, instead of the records" },
    { flags: "--server-version <number>", about: "The server version of all messages, instead of inferring it" },
    {
      flags: "--date <day>",
      about:
        "The day of the first line (yyyy-mm-dd), for logs that carry only times of day; of several files, of the earliest",
    },
    {
      flags: "--zone <name>",
      about: "Time zone of the host's clock, such as America/New_York; adds the offset to times in JSON",
    },
    { flags: "--max <number>", about: "Stop after so many records" },
    storeOption,
    keyFileOption,
    { flags: "--strict", about: "Exit with 1 if anything is ambiguous, not understood, or deviates" },
  ],
  examples: [
    { line: "twscope read api.123.Thu.log", about: "The whole log of client 123" },
    {
      line: "twscope read api.123.Thu.log tws.20260218.log --only orders,errors,host",
      about: "Orders and errors beside the host's own log, on one clock",
    },
    {
      line: "twscope read api.log --where 'fields.errorCode in [201, 202]' --full",
      about: "Rejections and cancellations, with all fields",
    },
    {
      line: 'twscope read api.log --where \'name == "OPEN_ORDER" && fields.contract.symbol == "AAPL"\' --json',
      about: "Open orders of one symbol, as JSON",
    },
    { line: "zcat api.log.gz | twscope read - --stats", about: "What a log holds" },
    { line: "twscope read --follow exported.log --only errors", about: "Watch a growing file for errors" },
    { line: "twscope read --client 5 --since 09:30", about: "What client 5 did from half past nine on, as recorded" },
    { line: "twscope read --follow", about: "Watch what is being recorded" },
  ],
  run: runRead,
};

async function runRead(files: readonly string[], options: OptionValues, terminal: Terminal): Promise<number> {
  const settings = await settingsOf(options, terminal);
  const stop = new AbortController();
  let keyRing: KeyRing | undefined;
  const inputs = files.length > 0 ? files : [valuesOf(options).store];
  if (files.length === 0 && !settings.follow && listStore(inputs[0] ?? "").length === 0) {
    terminal.note(
      `No file is named, and there is no recording in ${inputs[0]}. \`twscope sample\` shows what reading is like.`,
    );
    return exitCodes.usage;
  }
  const opened = await openAll(inputs, settings, {
    terminal,
    signal: stop.signal,
    keys: () => (keyRing ??= keyRingFor(valuesOf(options), terminal)),
  });
  if (opened.logs.length === 0 && opened.folders.length === 0) return opened.code;
  const { where, client } = settings;
  const selection = all([
    ...settings.selections,
    ...(client === undefined ? [] : [clientSelection(client, opened.logs)]),
    ...(where ? [where.test] : []),
  ]);
  try {
    const show = settings.stats ? showStatistics : showRecords;
    return finish(await show(opened, selection, settings, terminal), settings, opened, terminal);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    terminal.note(error.message);
    return error.code === "no-input" ? exitCodes.noInput : exitCodes.unreadable;
  } finally {
    stop.abort();
  }
}

function clientSelection(client: number, logs: readonly OpenLog[]): Selection {
  const clients = new Map(logs.map(({ input }) => [input.path, input.recognised.name.client]));
  return selectClient(client, (file) => clients.get(file));
}

interface Outcome {
  readonly shown: number;
  /** Something was ambiguous, not understood, or deviated. */
  readonly doubts: boolean;
  readonly anyLog: boolean;
  readonly firstUnread: string | undefined;
  /** Damage in recordings, by its file, with the first place of each. */
  readonly damaged: ReadonlyMap<string, { readonly first: LinkRecord; readonly count: number }>;
}

const newOutcome = () => ({
  shown: 0,
  doubts: false,
  anyLog: false,
  firstUnread: undefined as string | undefined,
  damaged: new Map<string, { first: LinkRecord; count: number }>(),
});

/** As long as the name of a recording of a client with one digit. */
const fileWidthMax = 29;

async function showRecords(
  { logs, folders }: Opened,
  selection: Selection,
  settings: Settings,
  terminal: Terminal,
): Promise<Outcome> {
  const { colors } = terminal;
  const fileWidth =
    logs.length > 1 || folders.length > 0
      ? Math.min(
          fileWidthMax,
          Math.max(...logs.map(({ input }) => baseName(input.path).length), folders.length > 0 ? fileWidthMax : 0),
        )
      : 0;
  const style: LineStyle = { colors, full: settings.full, fileWidth, zone: settings.zone };
  const render = settings.json ? (record: LogRecord): Iterable<string> => jsonPieces(record, settings.zone) : lines;
  let day = "";
  /** The day stands on a line of its own, where it changes. */
  const dayLine = ({ time }: LogRecord): string => {
    const here = time && time.date !== "none" ? time.local.slice(0, 10) : day;
    if (here === day) return "";
    day = here;
    return `${colors.dim(`── ${day} ──`)}\n`;
  };
  function* lines(record: LogRecord): Generator<string> {
    yield dayLine(record);
    yield* recordPieces(record, style);
    yield "\n";
  }
  const outcome = newOutcome();
  const dates = new DateNotes(logs, settings.follow, terminal);
  let text = "";
  for await (const batch of batchesOf(logs, folders, settings.follow)) {
    for (const record of batch) {
      note(outcome, record);
      dates.look(record);
      if (outcome.shown >= settings.max || !selection(record)) continue;
      outcome.shown += 1;
      for (const piece of render(record)) {
        text += piece;
        if (text.length <= 65_536) continue;
        await terminal.write(text);
        text = "";
      }
    }
    if (text) await terminal.write(text);
    text = "";
    if (outcome.shown >= settings.max) break;
  }
  dates.end();
  return outcome;
}

async function* batchesOf(
  logs: readonly OpenLog[],
  folders: Opened["folders"],
  follow: boolean,
): AsyncGenerator<readonly LogRecord[]> {
  const [only] = logs;
  if (logs.length === 1 && only && folders.length === 0) yield* only.batches();
  else if (follow)
    yield* once(
      asTheyCome<readonly LogRecord[]>(
        logs.map((log) => log.batches()),
        folders.length > 0 ? asTheyCome(folders) : undefined,
      ),
      markOfRecord,
    );
  else yield* mergeBatches(logs);
}

function note(outcome: ReturnType<typeof newOutcome>, record: LogRecord): void {
  if (record.kind === "unread") {
    outcome.doubts = true;
    outcome.firstUnread ??= record.text.slice(0, 200).split("\n")[0] ?? "";
  } else {
    outcome.anyLog = true;
    if (record.kind === "message" && (record.ambiguous || record.issues.length > 0)) outcome.doubts = true;
    if (record.kind === "link" && record.event.name === "damage") {
      const known = outcome.damaged.get(record.file);
      outcome.damaged.set(record.file, { first: known?.first ?? record, count: (known?.count ?? 0) + 1 });
    }
  }
}

async function showStatistics(
  { logs }: Opened,
  selection: Selection,
  settings: Settings,
  terminal: Terminal,
): Promise<Outcome> {
  const outcome = newOutcome();
  const dates = new DateNotes(logs, false, terminal);
  const results = [];
  for (const log of logs) {
    const statistics = newStatistics();
    for await (const batch of log.batches())
      for (const record of batch) {
        note(outcome, record);
        dates.look(record);
        if (!selection(record)) continue;
        outcome.shown += 1;
        count(statistics, record);
      }
    results.push({ log, statistics });
  }
  dates.end();
  const text = settings.json
    ? results.map(({ log, statistics }) => `${JSON.stringify(statisticsJson(log, statistics))}\n`).join("")
    : [
        ...results.map(({ log, statistics }) => printStatistics(log, statistics, terminal)),
        printTotals(results, terminal),
      ]
        .filter(Boolean)
        .join("\n");
  await terminal.write(text);
  return outcome;
}

function finish(
  outcome: Outcome,
  { where, strict, client, selections }: Settings,
  opened: Opened,
  terminal: Terminal,
): number {
  const missing = where?.missing() ?? [];
  for (const path of missing) {
    const name = path.slice(path.lastIndexOf(".") + 1);
    terminal.note(`--where: no record has ${path}; \`twscope fields ${name}\` shows which messages do`);
  }
  const [first] = opened.logs;
  if (!outcome.anyLog && outcome.firstUnread !== undefined && first) {
    terminal.note(printableLines(noLogAdvice(first.input.path, outcome.firstUnread)));
    return exitCodes.unreadable;
  }
  for (const [file, { first: place, count }] of outcome.damaged) {
    const more = count > 1 ? `, and ${count - 1} more such places` : "";
    terminal.note(`${file}: damaged at byte ${place.offset}: ${place.event.about}${more}. All else was read.`);
  }
  if (opened.code !== exitCodes.ok) return opened.code;
  if (outcome.damaged.size > 0) return exitCodes.findings;
  if (outcome.shown === 0) {
    const filtered = selections.length > 0 || client !== undefined || where !== undefined;
    if (filtered && missing.length === 0) terminal.note("No record passes these filters.");
    return exitCodes.findings;
  }
  return strict && outcome.doubts ? exitCodes.findings : exitCodes.ok;
}
