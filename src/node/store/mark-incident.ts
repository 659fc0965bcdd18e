/** Marks a moment: notes it in words, and keeps the recordings of it. */
import type { Mark } from "../../store/mark.ts";
import { concerns } from "../../store/mark.ts";
import { writeMark } from "./marks.ts";
import { places } from "./places.ts";
import { listStore, makeStore, markedAs, type StoredRecording } from "./store-folder.ts";

export interface MarkOptions {
  /** The folder of recordings; without it, the one of this user. */
  readonly store?: string;
  /** When it happened; without it, now. */
  readonly at?: Date;
  /** Only the recordings of these clients, and of those that never said who they are. */
  readonly clients?: readonly number[];
}

export interface MadeMark {
  readonly mark: Mark;
  /** The recordings that it keeps, those that are being written included. */
  readonly recordings: readonly StoredRecording[];
}

/**
 * Notes that something happened: the mark shows where the recordings of that moment are read, and none of them is recycled
 * before it is released. Needs no recorder that runs, and no key.
 * @throws the system's error when the store cannot be written
 */
export function markIncident(text: string, options: MarkOptions = {}): MadeMark {
  const { store = places().store, at = new Date(), clients } = options;
  const since = new Date().toISOString();
  const draft = { atMs: at.getTime(), text, ...(clients && { clients }), since };
  const recordings = listStore(store).filter((one) => concerns({ id: "", files: [], ...draft }, markedAs(one)));
  makeStore(store);
  const mark = writeMark(store, { ...draft, files: recordings.map(({ fileName }) => fileName) });
  return { mark, recordings };
}
