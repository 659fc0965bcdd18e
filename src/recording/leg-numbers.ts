/** Numbers connections anew where several recordings become one; files of one connection keep one number. */
import type { RecordingEvent } from "./format.ts";

export class LegNumbers {
  private readonly byConnection = new Map<string, number>();
  private readonly byPlace = new Map<string, number>();
  private last = 0;

  /** @param source which of the recordings the event is from */
  numbered<E extends RecordingEvent>(event: E, source: number): E {
    const place = `${source}/${event.leg}`;
    if (event.kind === "open") {
      const { connection, continued } = event.about;
      const before = continued ? this.byConnection.get(connection) : undefined;
      const number = before ?? ++this.last;
      this.byConnection.set(connection, number);
      this.byPlace.set(place, number);
    }
    const leg = this.byPlace.get(place) ?? ++this.last;
    this.byPlace.set(place, leg);
    return { ...event, leg };
  }
}
