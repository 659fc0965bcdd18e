/**
 * Kills a recorder at a random moment of its work, and reads what it leaves: everything up to the last flushed block, at
 * most the last moments lost, and nothing that was never sent.
 */
import { connect, createServer, type Server } from "node:net";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KeyRing } from "../../src/node/store/key-ring.ts";
import { seeded } from "./random.ts";
import { readStore } from "./read-back.ts";
import { startRecorderProcess } from "./recorder-process.ts";

/** What is lost at most: what passed so long before the kill. Source: the issue's own bound. */
export const lostMsMax = 200;

export interface Killed {
  /** Bytes that the host had got when the recorder was killed. */
  readonly relayed: number;
  readonly recorded: number;
  /** How long before the kill the first byte had passed that is not in the recording; 0 when nothing is lost. */
  readonly lostMs: number;
  /** What is wrong. */
  readonly wrong: readonly string[];
}

const opening = Buffer.from("API\0\0\0\0\x08v100..187", "latin1");

/** @param tell is called with every kill */
export async function killTest(times: number, seed: number, tell: (killed: Killed) => void): Promise<void> {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), "twscope-kill-"));
  const keys = join(folder, "keys");
  const key = await new KeyRing({ folder: keys }).newKey();
  const server = createServer({ noDelay: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    for (let count = 0; count < times; count += 1) {
      const store = join(folder, String(count));
      tell(
        await killed(server, {
          store,
          keys,
          key: count % 2 === 0 ? key : undefined,
          aliveMs: random.whole(600),
          size: 1 + random.whole(900),
        }),
      );
      rmSync(store, { recursive: true, force: true });
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Case {
  readonly store: string;
  readonly keys: string;
  readonly key: Awaited<ReturnType<KeyRing["newKey"]>> | undefined;
  /** From the first byte to the kill. */
  readonly aliveMs: number;
  /** Bytes of a write. */
  readonly size: number;
}

async function killed(server: Server, { store, keys, key, aliveMs, size }: Case): Promise<Killed> {
  const address = server.address();
  const to = typeof address === "object" && address ? address.port : 0;
  const recorder = await startRecorderProcess({ store, to, key });
  const sent: Buffer[] = [];
  /** When the host had so many bytes. */
  const arrivals: { ms: number; bytes: number }[] = [];
  let relayed = 0;
  server.once("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      relayed += bytes.length;
      arrivals.push({ ms: performance.now(), bytes: relayed });
    });
  });
  const client = connect({ host: "127.0.0.1", port: recorder.port, noDelay: true });
  client.on("error", () => {});
  await once(client, "connect");
  const port = client.localPort;
  const send = (bytes: Buffer): void => {
    sent.push(bytes);
    client.write(bytes);
  };
  send(opening);
  let next = 0;
  const timer = setInterval(() => {
    const bytes = Buffer.alloc(4 + size, next);
    bytes.writeUInt32BE(size);
    next += 1;
    send(bytes);
  }, 2);
  await new Promise((done) => setTimeout(done, aliveMs));
  const killMs = performance.now();
  const atKill = relayed;
  await recorder.kill();
  clearInterval(timer);
  client.destroy();

  const read = await readStore(store, keys);
  const recorded = read.connections.get(`127.0.0.1:${port}`)?.bytes.out ?? Buffer.alloc(0);
  const wrong = read.damage.filter((code) => code !== "no-end" && code !== "cut" && code !== "no-head");
  if (!Buffer.concat(sent).subarray(0, recorded.length).equals(recorded)) wrong.push("bytes that were not sent");
  const lost = arrivals.find(({ bytes }) => bytes > recorded.length);
  const lostMs = lost && recorded.length < atKill ? Math.max(0, killMs - lost.ms) : 0;
  if (lostMs > lostMsMax) wrong.push(`${lostMs.toFixed(0)} ms are lost`);
  return { relayed: atKill, recorded: recorded.length, lostMs, wrong };
}
