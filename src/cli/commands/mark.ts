/** `twscope mark`: notes that something went wrong, and keeps the recordings of that moment. */
import { UsageError } from "../../base/errors.ts";
import { localMs } from "../../node/input.ts";
import { localText } from "../../node/record/clock.ts";
import { markIncident } from "../../node/store/mark-incident.ts";
import { listMarks, releaseMark } from "../../node/store/marks.ts";
import { listStore } from "../../node/store/store-folder.ts";
import type { Mark } from "../../store/mark.ts";
import { exitCodes, type Command, type OptionValues } from "../command.ts";
import { didYouMean } from "../../base/nearest.ts";
import { json, textOption, textsOption } from "../options.ts";
import { timeBound } from "../read/select.ts";
import { counted } from "../store/amounts.ts";
import { printMarks } from "../store/print-marks.ts";
import { storeOption, valuesOf } from "../store/settings.ts";
import type { Terminal } from "../terminal.ts";

export const markCommand: Command = {
  name: "mark",
  about: "Mark a moment in words: its recordings are kept, and show the mark where they are read",
  details:
    "For when something went wrong: note it now, look at it later. The recordings of that moment, and those that ended up to " +
    "a quarter of an hour before it, are not recycled until the mark is released; those that are being written too. No recorder " +
    "has to run, and no key is needed. `twscope read` shows the mark at its place in time, and exports carry it. Without words, " +
    "the marks are listed. The words are not encrypted. Exit code 1: marked, but there is no recording of that moment.",
  args: [{ name: "words", about: "What happened", count: "many" }],
  options: [
    { flags: "--at <time>", about: "When it happened, unless now: 10:15, 10:15:32.5 or 2026-11-22T10:15" },
    { flags: "--client <id>", about: "Only about the recordings of this client", repeatable: true },
    { flags: "--release <mark>", about: "Forget a mark, and let go of what it kept", repeatable: true },
    storeOption,
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: 'twscope mark "order 12 filled twice"', about: "Just now" },
    {
      line: 'twscope mark "no ticks for AAPL" --at 15:31 --client 5',
      about: "Earlier today, in the traffic of client 5",
    },
    { line: "twscope mark", about: "What was marked, and what is kept for it" },
    { line: "twscope mark --release 20261122.101500", about: "It is solved" },
  ],
  async run(words, options, terminal) {
    const { store } = valuesOf(options);
    const released = textsOption(options["release"]);
    const text = words.join(" ").trim();
    if (released.length > 0) return release(released, text, store, terminal);
    if (text !== "") return make(text, store, options, terminal);
    if (options["at"] !== undefined || options["client"] !== undefined)
      throw new UsageError("words", 'say in words what happened: twscope mark "order 12 filled twice"');
    return list(store, options, terminal);
  },
};

async function make(text: string, store: string, options: OptionValues, terminal: Terminal): Promise<number> {
  const clients = textsOption(options["client"]).map(clientOf);
  const at = momentOf(textOption(options["at"]), new Date());
  const { mark, recordings } = markIncident(text, { store, at, ...(clients.length > 0 && { clients }) });
  if (options["json"])
    await terminal.write(json({ ...markJson(mark), recordings: recordings.map(({ fileName }) => fileName) }));
  else {
    const since = localText((mark.atMs - beforeMs) * 1000)
      .slice(0, 16)
      .replace(" ", "T");
    const until = localText((mark.atMs + afterMs) * 1000)
      .slice(0, 16)
      .replace(" ", "T");
    await terminal.write(
      `Marked ${localText(mark.atMs * 1000).slice(0, 19)}: ${text}\n` +
        `${counted(recordings.length, "recording")} kept until \`twscope mark --release ${mark.id}\`\n` +
        recordings.map(({ fileName, inUse }) => `  ${fileName}${inUse ? "  being written" : ""}\n`).join("") +
        (recordings.length > 0
          ? `\`twscope read --since ${since} --until ${until}\` shows what happened around it\n`
          : ""),
    );
  }
  if (recordings.length > 0) return exitCodes.ok;
  terminal.note(`${terminal.colors.yellow("No recording")} is of that moment: ${whyNone(store, mark)}`);
  return exitCodes.findings;
}

/** What is shown around a mark at first. */
const beforeMs = 5 * 60_000;
const afterMs = 60_000;

function whyNone(store: string, mark: Mark): string {
  const earlier = listStore(store).filter(({ modifiedMs }) => modifiedMs < mark.atMs);
  const last = Math.max(...earlier.map(({ modifiedMs }) => modifiedMs));
  return earlier.length === 0
    ? `${store} holds none that is so old. The mark is noted all the same.`
    : `the last one before it ended at ${localText(last * 1000).slice(0, 19)}. The mark is noted all the same; --at marks another moment.`;
}

async function release(ids: readonly string[], text: string, store: string, terminal: Terminal): Promise<number> {
  if (text !== "") throw new UsageError("release", "--release goes without words");
  const known = listMarks(store).map(({ id }) => id);
  for (const id of ids)
    if (!known.includes(id)) throw new UsageError("release", `${store} has no mark ${id}${didYouMean(id, known)}`);
  for (const id of ids) releaseMark(id, store);
  await terminal.write(`Released ${counted(ids.length, "mark")}.\n`);
  return exitCodes.ok;
}

async function list(store: string, options: OptionValues, terminal: Terminal): Promise<number> {
  const recordings = listStore(store);
  const marks = listMarks(store).map((mark) => ({
    mark,
    recordings: recordings
      .filter(({ marks: kept }) => kept.some(({ id }) => id === mark.id))
      .map(({ fileName }) => fileName),
  }));
  await terminal.write(
    options["json"]
      ? json(marks.map(({ mark, recordings: kept }) => ({ ...markJson(mark), recordings: kept })))
      : printMarks(marks, terminal),
  );
  if (marks.length > 0) return exitCodes.ok;
  terminal.note('Nothing is marked. `twscope mark "order 12 filled twice"` marks this moment.');
  return exitCodes.findings;
}

const markJson = ({ id, atMs, text, clients }: Mark): object => ({
  mark: id,
  at: localText(atMs * 1000),
  text,
  clients: clients ?? null,
});

function clientOf(text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new UsageError("client", `--client ${text}: give a client id`);
  return Number(text);
}

/** @returns the moment that is meant; a time of day is the last one that is over */
function momentOf(text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  const { ms, clockOnly } = timeBound("--at", text);
  const meant = clockOnly ? todayMs(now) + ms : ms;
  const moment = fromLocalMs(meant);
  if (moment.getTime() <= now.getTime()) return moment;
  if (clockOnly) return fromLocalMs(meant - 86_400_000);
  throw new UsageError("at", `--at ${text}: that moment is still to come`);
}

const todayMs = (now: Date): number => Math.floor(localMs(now) / 86_400_000) * 86_400_000;

/** A moment on this machine's clock, given as if that were UTC. */
function fromLocalMs(ms: number): Date {
  const utc = new Date(ms);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
    utc.getUTCMilliseconds(),
  );
}
