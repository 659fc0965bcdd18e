/** The marks that lie in the folder of a recording, put where they belong when it is read. */
import { basename, dirname } from "node:path";
import { MarkedItems } from "../../recording/marked-items.ts";
import type { RecordingItem } from "../../recording/recording-reader.ts";
import { concerns, type Mark } from "../../store/mark.ts";
import { parseName } from "../../store/recording-name.ts";
import { listMarks } from "../store/marks.ts";

/** How often a folder is looked into for new marks while its recording is followed. */
const lookEveryMs = 1000;
/** What happened so long ago is in the file, if it is recorded at all. */
const writtenAfterMs = 1000;

export class MarksBeside {
  private readonly items: MarkedItems;
  private readonly folder: string;
  private readonly known = new Map<string, Mark>();
  private readonly recording: {
    readonly fileName: string;
    readonly client: number | undefined;
    readonly startMs: number;
  };
  /** Whether the file is a recording of a store; others have no marks beside them. */
  private readonly stored: boolean;
  private lookedMs = 0;

  /** @param startMs when the recording begins, ms since 1970 UTC */
  constructor(path: string, startMs: number) {
    const fileName = basename(path);
    const name = parseName(fileName);
    this.folder = dirname(path);
    this.stored = name !== undefined;
    this.recording = { fileName, client: name?.client, startMs };
    this.items = new MarkedItems(({ id }, lastWallUs) => this.concerns(id, lastWallUs / 1000));
    this.look();
  }

  take(items: readonly RecordingItem[]): RecordingItem[] {
    return this.items.take(items);
  }

  /** Nothing new is in the file: the marks that were made meanwhile. */
  meanwhile(): RecordingItem[] {
    const nowMs = Date.now();
    if (Math.abs(nowMs - this.lookedMs) >= lookEveryMs) this.look();
    return this.items.upTo((nowMs - writtenAfterMs) * 1000);
  }

  private concerns(id: string, lastMs: number): boolean {
    const mark = this.known.get(id);
    return mark !== undefined && concerns(mark, { ...this.recording, lastMs });
  }

  private look(): void {
    this.lookedMs = Date.now();
    if (!this.stored) return;
    for (const mark of listMarks(this.folder)) this.known.set(mark.id, mark);
    // As long as more may come, a mark that is later than its beginning is about it.
    const about = [...this.known.values()].filter(({ id }) => this.concerns(id, Infinity));
    this.items.add(about.map(({ id, atMs, text }) => ({ id, text, wallUs: atMs * 1000 })));
  }
}
