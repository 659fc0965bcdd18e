/** What a store of recordings holds, connection by connection, read with the recording's own reader. */
import { createReadStream, existsSync } from "node:fs";
import type { Direction } from "../../src/base/direction.ts";
import { openRecording, recordingItems } from "../../src/node/record/recording-input.ts";
import { KeyRing } from "../../src/node/store/key-ring.ts";
import { listStore } from "../../src/node/store/store-folder.ts";
import type { GapAbout } from "../../src/recording/format.ts";

export interface Connection {
  /** Bytes that are recorded, in order. */
  readonly bytes: Record<Direction, Buffer>;
  readonly gaps: GapAbout[];
  /** How it closed; `undefined` when the recording ends before. */
  how: string | undefined;
  readonly texts: string[];
}

export interface StoreRead {
  /** By the client's address. */
  readonly connections: Map<string, Connection>;
  /** What is wrong with files, as `code`. */
  readonly damage: string[];
  readonly files: string[];
  /** Files that end as they should. */
  ended: number;
}

/** @param keys folder of the keys; a store in the open needs none */
export async function readStore(store: string, keys = store): Promise<StoreRead> {
  const ring = new KeyRing({ folder: keys });
  const read: StoreRead = { connections: new Map(), damage: [], files: [], ended: 0 };
  if (!existsSync(store)) return read;
  for (const { path } of listStore(store)) {
    read.files.push(path);
    const recording = await openRecording(path, ring).catch(() => undefined);
    if (!recording) {
      read.damage.push("no-head");
      continue;
    }
    const clients = new Map<number, { connection: Connection; pieces: Record<Direction, Buffer[]> }>();
    for await (const items of recordingItems(createReadStream(path, { highWaterMark: 1 << 20 }), recording))
      for (const item of items) {
        if (item.kind === "damage") read.damage.push(item.code);
        if (item.kind === "end") read.ended += 1;
        if (item.kind !== "events") continue;
        for (const event of item.events) {
          if (event.kind === "open") {
            const none = Buffer.alloc(0);
            const connection = read.connections.get(event.about.client) ?? {
              bytes: { in: none, out: none },
              gaps: [],
              how: undefined,
              texts: [],
            };
            read.connections.set(event.about.client, connection);
            clients.set(event.leg, { connection, pieces: { in: [], out: [] } });
          }
          const known = clients.get(event.leg);
          if (event.kind === "data") known?.pieces[event.direction].push(Buffer.from(event.bytes));
          if (event.kind === "gap") known?.connection.gaps.push(event.about);
          if (event.kind === "note" && event.about.text !== undefined) known?.connection.texts.push(event.about.text);
          if (event.kind === "close" && known) known.connection.how = event.about.how;
        }
      }
    for (const { connection, pieces } of clients.values())
      for (const direction of ["in", "out"] as const)
        connection.bytes[direction] = Buffer.concat([connection.bytes[direction], ...pieces[direction]]);
  }
  return read;
}

/** Bytes that gaps say are missing. */
export const missingIn = ({ gaps }: Connection, direction: Direction): number =>
  gaps.reduce((sum, { missing }) => sum + missing[direction], 0);
