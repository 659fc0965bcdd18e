/** A file's bytes from a place on, a chunk at a time. */
import { createReadStream } from "node:fs";

const chunkBytes = 256 * 1024;

export async function* fileChunks(path: string, from = 0): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { start: from, highWaterMark: chunkBytes });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } finally {
    stream.destroy();
  }
}
