/** Notes of which the same one comes many times, as when the key is missing of which all recordings of a store are in need. */
import { counted } from "./amounts.ts";

export class NotesOnce {
  private readonly counts = new Map<string, number>();
  private readonly note: (text: string) => void;

  constructor(note: (text: string) => void) {
    this.note = note;
  }

  /** Says it, unless it was said. */
  say(text: string): void {
    const count = (this.counts.get(text) ?? 0) + 1;
    this.counts.set(text, count);
    if (count === 1) this.note(text);
  }

  /** Says how often what was said holds beside. */
  end(): void {
    for (const [text, count] of this.counts)
      if (count > 1) this.note(`${counted(count - 1, "recording")} more: ${text.split("\n", 1)[0]}`);
    this.counts.clear();
  }
}
