/** The events of one or more recordings on one clock, a block of each in memory; damage is told and becomes gaps. */
import { stat } from "node:fs/promises";
import type { RecordingEvent } from "../../recording/format.ts";
import { LegNumbers } from "../../recording/leg-numbers.ts";
import { MendedEvents } from "../../recording/mended-events.ts";
import type { DamageItem } from "../../recording/recording-reader.ts";
import { openInput } from "../input.ts";
import { mergeByTime } from "../merge.ts";
import { markOfEvent, once } from "../once.ts";
import { MarksBeside } from "../record/marks-beside.ts";
import { openRecording, recordingItems, type OpenRecording } from "../record/recording-input.ts";
import type { KeyRing } from "../store/key-ring.ts";

export interface ExportSource {
  readonly path: string;
  readonly recording: OpenRecording;
  readonly bytes: number;
  /** When it was begun, us since 1970 UTC. */
  readonly beginUs: number;
}

/** @throws InputError when its head is damaged, or its key is not here */
export async function openSource(path: string, keys: KeyRing): Promise<ExportSource> {
  const recording = await openRecording(path, keys);
  const { size } = await stat(path);
  const begin = Date.parse(recording.head.header.created) * 1000;
  return { path, recording, bytes: size, beginUs: Number.isNaN(begin) ? 0 : begin };
}

export interface Watch {
  readonly damage: (path: string, damage: Pick<DamageItem, "code" | "offset" | "text">) => void;
  /** So many bytes of a file were read. */
  readonly read: (bytes: number) => void;
}

/** In batches. Connections are numbered anew, over all recordings. */
export async function* recordedEvents(
  sources: readonly ExportSource[],
  watch: Watch,
): AsyncGenerator<readonly RecordingEvent[]> {
  const numbers = new LegNumbers();
  const series = sources.map((source, index) => ({
    start: source.beginUs,
    batches: eventsOf(source, watch, (event) => numbers.numbered(event, index)),
  }));
  const [only] = series;
  if (series.length === 1 && only) yield* only.batches;
  else
    yield* once(
      mergeByTime(series, ({ wallUs }) => wallUs),
      markOfEvent,
    );
}

async function* eventsOf(
  { path, recording, beginUs }: ExportSource,
  watch: Watch,
  numbered: (event: RecordingEvent) => RecordingEvent,
): AsyncGenerator<readonly RecordingEvent[]> {
  const mended = new MendedEvents(recording.head.header.id);
  const marks = new MarksBeside(path, beginUs / 1000);
  const input = await openInput(path);
  for await (const items of recordingItems(input.chunks(watch.read), recording))
    for (const item of marks.take(items)) {
      if (item.kind === "damage") watch.damage(path, item);
      const events = mended.take(item);
      if (events.length > 0) yield events.map(numbered);
    }
}
