/** The marks of a store, as files in it. */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { markFileName, markId, markIdIn, type Mark } from "../../store/mark.ts";
import { localText } from "../record/clock.ts";
import { places } from "./places.ts";

export type { Mark } from "../../store/mark.ts";

/** Marks of one second that are tried. */
const copiesMax = 1000;

/**
 * The marks of a store, the earliest moment first.
 * @param store its folder; without it, the one of this user
 */
export function listMarks(store: string = places().store): Mark[] {
  let names: string[];
  try {
    names = readdirSync(store);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const id = markIdIn(name);
      return id === undefined ? [] : [readMark(join(store, name), id)];
    })
    .toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

/** A mark that cannot be read still is one: its name tells its second. */
function readMark(path: string, id: string): Mark {
  const named: Mark = { id, atMs: localSecond(id), text: "", files: [], since: "" };
  try {
    const { at, text, clients, files, since } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const atMs = typeof at === "string" ? Date.parse(at) : Number.NaN;
    return {
      id,
      atMs: Number.isNaN(atMs) ? named.atMs : atMs,
      text: typeof text === "string" ? text : "",
      ...(Array.isArray(clients) && { clients: clients.filter((one) => typeof one === "number") }),
      files: Array.isArray(files) ? files.filter((one) => typeof one === "string") : [],
      since: typeof since === "string" ? since : "",
    };
  } catch {
    return named;
  }
}

/**
 * Ms since 1970 UTC of a second on this machine's clock, `20261122.101500`. Of an hour that comes twice, the first: what
 * begins then is taken to begin earlier, never later.
 */
export function localSecond(text: string): number {
  const [year, month, day, hour, minute, second] = [0, 4, 6, 9, 11, 13].map((from, index) =>
    Number(text.slice(from, from + (index === 0 ? 4 : 2))),
  );
  return new Date(year ?? 0, (month ?? 1) - 1, day, hour, minute, second).getTime();
}

/** @throws the system's error when it cannot be written */
export function writeMark(store: string, mark: Omit<Mark, "id">): Mark {
  const { atMs, text, clients, files, since } = mark;
  const content = JSON.stringify({ at: new Date(atMs).toISOString(), text, clients, files, since });
  for (let copy = 1; ; copy += 1) {
    const id = markId(localText(atMs * 1000), copy);
    try {
      const file = openSync(join(store, markFileName(id)), "wx", 0o600);
      try {
        writeSync(file, `${content}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      return { id, ...mark };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || copy >= copiesMax) throw error;
    }
  }
}

/** Lets go of what a mark kept, and forgets it. @returns whether there was such a mark */
export function releaseMark(id: string, store: string = places().store): boolean {
  if (markIdIn(markFileName(id)) === undefined) return false;
  try {
    rmSync(join(store, markFileName(id)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
