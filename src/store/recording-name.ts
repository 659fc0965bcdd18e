/** Names of recordings, after those of the host's own logs: `api.<clientId>.<yyyymmdd>.<hhmmss>.twscope`. */

export const recordingEnding = ".twscope";
/** Stands for the client while, or when, nobody knows it. */
const unknownClient = "unknown";

export interface RecordingName {
  /** `undefined` while it is not known. */
  readonly client: number | undefined;
  /** `20261122` */
  readonly day: string;
  /** `101500` */
  readonly clock: string;
  /** Tells recordings apart that began in the same second; 1 for the first. */
  readonly copy: number;
}

/** @param local when it begins on this machine's clock, `2026-11-22 10:15:00.123` */
export function nameAt(local: string, client: number | undefined): RecordingName {
  return {
    client,
    day: local.slice(0, 10).replaceAll("-", ""),
    clock: local.slice(11, 19).replaceAll(":", ""),
    copy: 1,
  };
}

export const formatName = ({ client, day, clock, copy }: RecordingName): string =>
  `api.${client ?? unknownClient}.${day}.${clock}${copy > 1 ? `.${copy}` : ""}${recordingEnding}`;

export function parseName(name: string): RecordingName | undefined {
  const parts = /^api\.(-?\d{1,10}|unknown)\.(\d{8})\.(\d{6})(?:\.(\d{1,9}))?\.twscope$/.exec(name);
  if (!parts) return undefined;
  const [, client = "", day = "", clock = "", copy] = parts;
  return { client: client === unknownClient ? undefined : Number(client), day, clock, copy: Number(copy ?? 1) };
}
