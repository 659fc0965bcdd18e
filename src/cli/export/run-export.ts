/** Runs an export: which recordings, into which files, what went wrong on the way. */
import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { ageEncrypted } from "../../node/export/age-stream.ts";
import { inPieces, mayWrite, writeOutput } from "../../node/export/output-file.ts";
import { openSource, type ExportSource } from "../../node/export/recorded-events.ts";
import { InputError } from "../../node/input.ts";
import { KeyError, type KeyRing } from "../../node/store/key-ring.ts";
import { listRunning } from "../../node/store/running.ts";
import { parseName } from "../../store/recording-name.ts";
import { exitCodes } from "../command.ts";
import { Interrupted, stopSignal } from "../interrupt.ts";
import { byteProgress } from "../read/progress.ts";
import { printable } from "../read/values.ts";
import { bytesText, counted } from "../store/amounts.ts";
import { NotesOnce } from "../store/notes-once.ts";
import { chosenIn, keyRingFor, type Choice } from "../store/recordings.ts";
import type { Values } from "../store/settings.ts";
import type { Terminal } from "../terminal.ts";
import { formats, type ExportJob, type FormatName } from "./formats.ts";

export interface ExportPlan {
  readonly values: Values;
  readonly choice: Choice;
  readonly format: FormatName;
  /** As one file of the age format, for these public keys; none: those of our own key. */
  readonly age: readonly string[] | undefined;
  /** A file, a folder, or `-` for standard output. */
  readonly output: string;
  readonly force: boolean;
}

/** @returns the exit code */
export async function runExport(plan: ExportPlan, terminal: Terminal): Promise<number> {
  const { values, age } = plan;
  const keys = keyRingFor(values, terminal);
  const paths = pathsOf(plan);
  if (paths.length === 0) {
    terminal.note("No recording was chosen; `twscope logs` lists them.");
    return exitCodes.findings;
  }
  const files = outputsOf(plan, paths, terminal);
  const run = new Export(plan, keys, terminal);
  try {
    const recipients = age && (age.length > 0 ? age : await keys.recipients());
    for (const [output, inputs] of files) await run.one(output, inputs, recipients);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    terminal.note(error.message);
    return exitCodes.unreadable;
  }
  return run.code;
}

/** Files that lie elsewhere, and those of the store that were chosen. */
function pathsOf({ values, choice }: ExportPlan): string[] {
  const elsewhere = choice.files.filter((file) => existsSync(file) && statSync(file).isFile());
  const named = choice.files.filter((file) => !elsewhere.includes(file));
  const stored =
    named.length > 0 || choice.files.length === 0 ? chosenIn(values.store, { ...choice, files: named }) : [];
  return [...new Set([...elsewhere, ...stored.map(({ path }) => path)])];
}

const isFolder = (path: string): boolean => /[\\/]$/.test(path) || (existsSync(path) && statSync(path).isDirectory());

/** What goes into which file: into a folder, one for each client and day, else everything into one. */
function outputsOf(
  { format, age, output, force }: ExportPlan,
  paths: readonly string[],
  terminal: Terminal,
): ReadonlyMap<string, readonly string[]> {
  const grouped = groupBy(paths, nameOf);
  if (!isFolder(output)) {
    if (output === "-" && terminal.interactive && (formats[format].binary || age))
      throw new UsageError("output", `${age ? "age" : format} is not for a terminal: name a file with -o, or pipe it`);
    if (output !== "-") mayWrite(output, force);
    if (format === "tws" && grouped.size > 1)
      terminal.note(
        `Several clients or days (${[...grouped.keys()].join(", ")}) go into one file, and its lines carry neither. ` +
          `-o with a folder writes one file for each.`,
      );
    return new Map([[output, paths]]);
  }
  if (!existsSync(output)) throw new UsageError("output", `${output}: there is no such folder`);
  const ending = `${formats[format].ending}${age ? ".age" : ""}`;
  const files = new Map([...grouped].map(([name, inputs]) => [join(output, `${name}.${ending}`), inputs]));
  for (const file of files.keys()) mayWrite(file, force);
  return files;
}

/** `api.5.20261122`, after the host's own logs; a recording of another name keeps it. */
function nameOf(path: string): string {
  const name = parseName(basename(path));
  return name ? `api.${name.client ?? "unknown"}.${name.day}` : basename(path).replace(/\.twscope$/, "");
}

function groupBy(paths: readonly string[], keyOf: (path: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) groups.set(keyOf(path), [...(groups.get(keyOf(path)) ?? []), path]);
  return groups;
}

class Export {
  private readonly plan: ExportPlan;
  private readonly keys: KeyRing;
  private readonly terminal: Terminal;
  private readonly writing: ReadonlySet<string>;
  private exported = 0;
  private worst: number = exitCodes.ok;
  private findings = false;
  private stop: AbortSignal | undefined;

  constructor(plan: ExportPlan, keys: KeyRing, terminal: Terminal) {
    this.plan = plan;
    this.keys = keys;
    this.terminal = terminal;
    this.writing = new Set(listRunning(plan.values.store).running.flatMap(({ files }) => files));
  }

  /** 1 when anything is lacking; when nothing at all could be read, why. */
  get code(): number {
    if (this.exported === 0) return this.worst;
    return this.findings ? exitCodes.findings : exitCodes.ok;
  }

  async one(output: string, paths: readonly string[], recipients: readonly string[] | undefined): Promise<void> {
    const { plan, terminal } = this;
    const sources = await this.open(paths);
    if (sources.length === 0) return;
    const progress = byteProgress(terminal, output !== "-");
    for (const { bytes } of sources) progress.expect(bytes);
    const job: ExportJob = {
      sources,
      keys: () => this.keys,
      read: progress.read,
      damage: (path, { code, offset, text }) => {
        if (code === "no-end" && this.writing.has(path)) return;
        this.tell(`${path}: byte ${offset}: ${text}`);
      },
      lacks: (text) => this.tell(text),
    };
    const open = formats[plan.format].bytes(job);
    const bytes = recipients ? await ageEncrypted(inPieces(open), recipients) : open;
    if (output === "-") for await (const piece of inPieces(bytes)) await terminal.writeBytes(piece);
    else {
      const count = await this.write(output, bytes);
      terminal.note(`${output}: ${bytesText(count)} from ${counted(sources.length, "recording")}`);
    }
    this.exported += sources.length;
  }

  private async write(output: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    try {
      return await writeOutput(output, bytes, {
        force: this.plan.force,
        stop: () => (this.stop ??= stopSignal(this.terminal)),
        replaces: (path) => this.terminal.note(`${path}, left behind by an export that was ended, is replaced`),
      });
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      const { signal, message } = error;
      throw new Interrupted(signal, `${output} was not written: ${message}. Nothing is left of it.`);
    }
  }

  /** Those that can be opened; the others are told. */
  private async open(paths: readonly string[]): Promise<ExportSource[]> {
    const sources: ExportSource[] = [];
    const notes = new NotesOnce((text) => this.tell(text));
    for (const path of paths)
      try {
        sources.push(await openSource(path, this.keys));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.worst = Math.max(this.worst, error.code === "no-input" ? exitCodes.noInput : exitCodes.unreadable);
        notes.say(error.message);
      }
    notes.end();
    return sources;
  }

  private tell(text: string): void {
    this.findings = true;
    this.terminal.note(text.split("\n").map(printable).join("\n"));
  }
}
