/** Many bytes each way through a recorder in a process of its own, hashed at both ends and in the recording. */
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRecording, recordingItems } from "../../src/node/record/recording-input.ts";
import { KeyRing } from "../../src/node/store/key-ring.ts";
import { listStore } from "../../src/node/store/store-folder.ts";
import { startRecorderProcess } from "./recorder-process.ts";

export interface Soaked {
  readonly seconds: number;
  /** Both ends got what was sent. */
  readonly equal: boolean;
  /** Recorded bytes and marked ones are all bytes; without a mark, the recording's hash is that of the ends. */
  readonly accounted: boolean;
  /** Bytes marked as missing. */
  readonly missing: number;
  readonly residentBytes: number;
  readonly wrong: readonly string[];
}

/** Sends its bytes and takes those of the other end; gives both hashes. */
async function exchange(socket: Socket, bytes: number, noise: Buffer): Promise<{ sent: string; got: string }> {
  const [sent, got] = [createHash("sha256"), createHash("sha256")];
  let received = 0;
  const all = new Promise<void>((done) => {
    socket.on("data", (chunk) => {
      got.update(chunk);
      received += chunk.length;
      if (received >= bytes) done();
    });
  });
  for (let at = 0; at < bytes;) {
    const from = at % noise.length;
    const piece = noise.subarray(from, Math.min(from + 256 * 1024, noise.length, from + bytes - at));
    sent.update(piece);
    at += piece.length;
    if (!socket.write(piece)) await once(socket, "drain");
  }
  await all;
  socket.end();
  return { sent: sent.digest("hex"), got: got.digest("hex") };
}

/** @param bytes each way */
export async function soak(bytes: number, sealed: boolean): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), "twscope-soak-"));
  const keys = new KeyRing({ folder: join(folder, "keys") });
  const server = createServer({ noDelay: true, allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const store = join(folder, "store");
  const to = typeof address === "object" && address ? address.port : 0;
  const recorder = await startRecorderProcess({ store, to, key: sealed ? await keys.newKey() : undefined });
  try {
    const taken = once(server, "connection") as Promise<[Socket]>;
    const client = connect({ host: "127.0.0.1", port: recorder.port, noDelay: true, allowHalfOpen: true });
    const [host] = await taken;
    const start = performance.now();
    // No multiple of a block, so that the same place never comes at the same offset.
    const noise = (): Buffer => randomBytes(16 * 1024 * 1024 + 77);
    const [of, from] = await Promise.all([exchange(client, bytes, noise()), exchange(host, bytes, noise())]);
    const seconds = (performance.now() - start) / 1000;
    const { residentBytes } = await recorder.report();
    await recorder.stop();
    const recorded = { in: createHash("sha256"), out: createHash("sha256") };
    const counts = { in: 0, out: 0 };
    const missing = { in: 0, out: 0 };
    const wrong: string[] = [];
    for (const { path } of listStore(store))
      for await (const items of recordingItems(
        createReadStream(path, { highWaterMark: 1 << 20 }),
        await openRecording(path, keys),
      ))
        for (const item of items) {
          if (item.kind === "damage") wrong.push(item.code);
          if (item.kind !== "events") continue;
          for (const event of item.events)
            if (event.kind === "data") {
              recorded[event.direction].update(event.bytes);
              counts[event.direction] += event.bytes.length;
            } else if (event.kind === "gap") {
              missing.in += event.about.missing.in;
              missing.out += event.about.missing.out;
            }
        }
    const whole = (direction: "in" | "out", hash: string): boolean =>
      counts[direction] + missing[direction] === bytes &&
      (missing[direction] > 0 || recorded[direction].digest("hex") === hash);
    return {
      seconds,
      equal: of.sent === from.got && from.sent === of.got,
      accounted: whole("out", of.sent) && whole("in", from.sent),
      missing: missing.in + missing.out,
      residentBytes,
      wrong,
    };
  } finally {
    await recorder.kill();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
