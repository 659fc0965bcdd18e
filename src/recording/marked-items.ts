/** Puts marks among what is read of a recording, as notes at their places in time. */
import type { NoteEvent, RecordingEvent } from "./format.ts";
import type { RecordingItem } from "./recording-reader.ts";

/** A moment that somebody has marked. */
export interface ItemMark {
  readonly id: string;
  readonly wallUs: number;
  readonly text: string;
}

export class MarkedItems {
  /** In the order of their moments. */
  private waiting: ItemMark[] = [];
  private readonly known = new Set<string>();
  private readonly belongs: (mark: ItemMark, lastWallUs: number) => boolean;
  private last: { readonly event: RecordingEvent; readonly block: number; readonly offset: number } | undefined;

  /** @param belongs whether a mark is about a recording that ends before it */
  constructor(belongs: (mark: ItemMark, lastWallUs: number) => boolean) {
    this.belongs = belongs;
  }

  /** Takes those that are new. */
  add(marks: readonly ItemMark[]): void {
    const fresh = marks.filter(({ id }) => !this.known.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.known.add(id);
    this.waiting = [...this.waiting, ...fresh].toSorted((a, b) => a.wallUs - b.wallUs);
  }

  take(items: readonly RecordingItem[]): RecordingItem[] {
    return items.flatMap((item) => {
      if (item.kind === "events") return [this.among(item)];
      const over = item.kind === "end" || item.code === "no-end" || item.code === "cut";
      return over ? [...this.rest(), item] : [item];
    });
  }

  /** Nothing that happened earlier than this is still to come. */
  upTo(wallUs: number): RecordingItem[] {
    return this.last ? this.item(this.due(wallUs, this.last.event)) : [];
  }

  private rest(): RecordingItem[] {
    const { last } = this;
    if (!last) return [];
    const { wallUs } = last.event;
    const notes = this.waiting.filter((mark) => this.belongs(mark, wallUs)).map((mark) => noteOf(mark, last.event));
    this.waiting = [];
    return this.item(notes);
  }

  private item(events: RecordingEvent[]): RecordingItem[] {
    const { last } = this;
    return last && events.length > 0 ? [{ kind: "events", block: last.block, offset: last.offset, events }] : [];
  }

  private among(item: RecordingItem & { kind: "events" }): RecordingItem {
    const { block, offset } = item;
    const due = this.waiting.length > 0;
    const events: RecordingEvent[] = due ? [] : item.events;
    if (due)
      for (const event of item.events) {
        const before = events.at(-1) ?? this.last?.event;
        // Nothing stands in front of a connection's opening.
        if (before) events.push(...this.due(event.wallUs - 1, before));
        events.push(event);
        if (event.kind === "note" && event.about.mark) this.has(event.about.mark.id);
      }
    const event = item.events.at(-1);
    if (event) this.last = { event, block, offset };
    return due ? { ...item, events } : item;
  }

  /** An export has its marks in itself. */
  private has(mark: string): void {
    this.known.add(mark);
    this.waiting = this.waiting.filter(({ id }) => id !== mark);
  }

  /** Those up to a moment, which wait no longer. */
  private due(wallUs: number, before: RecordingEvent): NoteEvent[] {
    const later = this.waiting.findIndex((mark) => mark.wallUs > wallUs);
    return this.waiting.splice(0, later === -1 ? this.waiting.length : later).map((mark) => noteOf(mark, before));
  }
}

function noteOf({ id, text, wallUs }: ItemMark, before: RecordingEvent): NoteEvent {
  const monotonicUs = before.monotonicUs + Math.max(0, wallUs - before.wallUs);
  return { kind: "note", leg: before.leg, monotonicUs, wallUs, about: { mark: { id, text } } };
}
