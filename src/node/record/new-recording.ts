/** How a recording begins: its header, its key, and the writer that seals and packs what follows. */
import { randomBytes } from "node:crypto";
import type { RecordingHeader } from "../../recording/format.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import type { WrappedKey } from "../store/key-ring.ts";
import { checksum, makeSealer, packer } from "./sealing.ts";

export interface NewRecording {
  /** Program and version. */
  readonly made: string;
  /** Absent: nothing is sealed. */
  readonly key: WrappedKey | undefined;
}

/** @param wallUs when it begins, µs since 1970-01-01 UTC */
export function newRecording({ made, key }: NewRecording, wallUs: number): RecordingWriter {
  const header: RecordingHeader = {
    made,
    created: new Date(wallUs / 1000).toISOString(),
    id: randomBytes(16).toString("hex"),
    sealed: key ? "age" : "none",
    ...(key && { recipients: key.recipients }),
  };
  const sealer = key && ((head: Uint8Array) => makeSealer(key.key, header.id, head));
  return new RecordingWriter({ header, key: key?.wrapped ?? new Uint8Array(0), sealer, packer, checksum });
}
