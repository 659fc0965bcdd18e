/** Opens inputs: files and streams, uncompressed on the way, never more than a chunk of them in memory. */
import { createReadStream, type ReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { TextDecoder, TextEncoder } from "node:util";
import { Duplex, PassThrough, pipeline, Transform, type Readable } from "node:stream";
import * as zlib from "node:zlib";
import { Decompress } from "fzstd";
import { headBytesMax, recognise, type Recognised } from "../logs/recognise.ts";

export interface Input {
  readonly path: string;
  readonly recognised: Recognised;
  /** Size in bytes as it lies on disk; unknown for streams. */
  readonly size: number | undefined;
  /** When it was last written, ms as if local time were UTC. */
  readonly modifiedMs: number | undefined;
  /** The contents, uncompressed. `read` tells how many bytes on disk have been taken, for progress. */
  readonly chunks: (read?: (bytes: number) => void) => AsyncIterable<Uint8Array>;
}

/** An input that cannot be opened or read; the message says which and why. */
export class InputError extends Error {
  readonly code: "no-input" | "unreadable";
  constructor(code: InputError["code"], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "InputError";
    this.code = code;
  }
}

const chunkBytes = 256 * 1024;

/** A moment on this machine's local clock, as ms that would be that time in UTC. */
export const localMs = (date: Date): number => date.getTime() - date.getTimezoneOffset() * 60_000;

/** @throws InputError when the file cannot be opened */
export async function openInput(path: string): Promise<Input> {
  const { head, size, modifiedMs, regular } = await look(path);
  const recognised = recognise(path, head, modifiedMs);
  const chunks = (read?: (bytes: number) => void): AsyncIterable<Uint8Array> => {
    const source = createReadStream(path, { highWaterMark: chunkBytes });
    if (read) source.on("data", (chunk) => read(chunk.length));
    return uncompressed(source, recognised, path);
  };
  return { path, recognised, size: regular ? size : undefined, modifiedMs, chunks };
}

async function look(path: string): Promise<{ head: Uint8Array; size: number; modifiedMs: number; regular: boolean }> {
  try {
    const file = await open(path, "r");
    try {
      const stat = await file.stat();
      if (stat.isDirectory())
        throw new InputError("no-input", `${path} is a folder, and holds no log and no recording`);
      // A pipe's bytes can be read only once: its head stays unread here.
      if (!stat.isFile())
        return { head: new TextEncoder().encode("\n"), size: 0, modifiedMs: localMs(new Date()), regular: false };
      const buffer = new Uint8Array(headBytesMax);
      const { bytesRead } = await file.read(buffer, 0, headBytesMax, 0);
      return { head: buffer.subarray(0, bytesRead), size: stat.size, modifiedMs: localMs(stat.mtime), regular: true };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError("no-input", openFailure(path, error as NodeJS.ErrnoException), { cause: error });
  }
}

function openFailure(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `${path}: there is no such file`;
  if (error.code === "EACCES") return `${path}: no permission to read it`;
  return `${path} cannot be opened: ${error.message}`;
}

/** Standard input, or another stream; what it is shows from its first chunk. */
export async function streamInput(source: AsyncIterable<Uint8Array>): Promise<Input> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? new Uint8Array(0) : first.value;
  const recognised = recognise("-", head.subarray(0, headBytesMax));
  async function* all(): AsyncGenerator<Uint8Array> {
    if (first.done) return;
    try {
      yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      // Whoever has read enough does not wait for the rest: an open pipe would keep the process.
      await iterator.return?.();
    }
  }
  const chunks = (): AsyncIterable<Uint8Array> =>
    recognised.kind === "text" ? all() : uncompressed(pipelined(all()), recognised, "standard input");
  return { path: "-", recognised, size: undefined, modifiedMs: undefined, chunks };
}

function pipelined(source: AsyncIterable<Uint8Array>): Readable {
  const through = new PassThrough();
  pipeline(source, through, () => {});
  return through;
}

async function* uncompressed(
  source: Readable | ReadStream,
  { kind }: Recognised,
  path: string,
): AsyncGenerator<Uint8Array> {
  const stream =
    kind === "gzip"
      ? source.pipe(zlib.createGunzip())
      : kind === "zstd"
        ? source.pipe(zstdTransform())
        : kind === "utf-16"
          ? source.pipe(utf16Transform())
          : source;
  if (stream !== source) source.on("error", (error: Error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw new InputError("no-input", `${path}: ${(error as Error).message}; what was read up to there has been shown`, {
      cause: error,
    });
  } finally {
    source.destroy();
  }
}

/** Node has zstd from 22.15 on; before that a library reads it. */
function zstdTransform(): Duplex {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress) return createZstdDecompress();
  return Duplex.from(unzstd);
}

/** A block of four bytes can hold 128 KB: so few bytes at once that what comes of them fits into memory. */
const zstdBytes = 128;

async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  const decompress = new Decompress((part) => out.push(part));
  for await (const chunk of source)
    for (let at = 0; at < chunk.length; at += zstdBytes) {
      decompress.push(chunk.subarray(at, at + zstdBytes));
      yield* out;
      out = [];
    }
}

/** What a redirect in a Windows shell writes. */
function utf16Transform(): Transform {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      decoder ??= new TextDecoder(chunk[0] === 0xfe ? "utf-16be" : "utf-16le");
      done(null, Buffer.from(decoder.decode(chunk, { stream: true }), "utf8"));
    },
  });
}
