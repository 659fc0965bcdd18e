/** Of several recordings read together: what is about more than one of them is told once. */
import type { RecordingEvent } from "../recording/format.ts";
import type { LogRecord } from "../logs/record.ts";

/** @param keyOf what must not come twice; `undefined`: it may */
export async function* once<T>(
  batches: AsyncIterable<readonly T[]>,
  keyOf: (item: T) => string | undefined,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>();
  const isNew = (item: T): boolean => {
    const key = keyOf(item);
    if (key === undefined) return true;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  };
  for await (const items of batches) {
    const left = items.filter(isNew);
    if (left.length > 0) yield left;
  }
}

export const markOfEvent = (event: RecordingEvent): string | undefined =>
  event.kind === "note" ? event.about.mark?.id : undefined;

export const markOfRecord = (record: LogRecord): string | undefined =>
  record.kind === "link" && record.event.name === "mark" ? String(record.event.values["mark"]) : undefined;
