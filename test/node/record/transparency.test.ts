import { rmSync } from "node:fs";
import { dirname } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Server } from "node:net";
import { readStore, type Connection } from "../../harness/read-back.ts";
import { connectEnds, listen, record, until, type End, type Running } from "./ends.ts";

let server: Server;
let port: number;
let running: Record<"sealed" | "plain", Running>;
beforeAll(async () => {
  ({ server, port } = await listen());
  running = { sealed: await record(port), plain: await record(port, { sealed: false }) };
});
afterAll(async () => {
  for (const { recorder, store } of Object.values(running)) {
    await recorder.stop();
    rmSync(dirname(store), { recursive: true });
  }
  server.close();
});

/** The recording of a connection that has closed. */
async function recorded({ store, keys }: Running, client: string): Promise<Connection> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { connections, damage, ended, files } = await readStore(store, keys);
    const found = connections.get(client);
    if (found?.how !== undefined && ended === files.length) {
      expect(damage).toEqual([]);
      for (const path of files) rmSync(path);
      return found;
    }
    await pause();
  }
  throw new Error("the recording did not come to its end");
}

/** Random bytes, or frames as a host and a client send them. */
const chunk = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 3000 }),
  fc
    .constantFrom("API\0\0\0\0\x08v100..187", "\0\0\0\x09187\0time\0", "\0\0\0\x0871\x002\x007\0\0")
    .map((text) => Uint8Array.from(Buffer.from(text, "latin1"))),
  fc.integer({ min: 60_000, max: 300_000 }).map((length) => new Uint8Array(length).fill(length)),
);
const kept = fc.constantFrom("sealed" as const, "plain" as const);
const side = fc.constantFrom("client" as const, "host" as const);
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(side, chunk) },
    { weight: 2, arbitrary: fc.constant("wait" as const) },
    { weight: 1, arbitrary: side },
  ),
  { maxLength: 16 },
);
const prefixOf = (one: Buffer, other: Buffer): boolean => other.subarray(0, one.length).equals(one);
const pause = (): Promise<void> => new Promise((next) => setTimeout(next, 3));

describe("through the recorder", () => {
  test("both ends get exactly what was sent, half-closed or not, and the recording holds exactly that", async () => {
    await fc.assert(
      fc.asyncProperty(kept, steps, async (how, all) => {
        const ends = await connectEnds(server, running[how].recorder.address.port);
        const { client, host } = ends;
        const { address } = client;
        const over = new Set<string>();
        client.send(Buffer.of(0));
        for (const step of all) {
          if (step === "wait") await pause();
          else if (typeof step === "string") {
            ends[step].socket.end();
            over.add(step);
          } else if (!over.has(step[0])) ends[step[0]].send(step[1]);
        }
        for (const end of [client, host]) end.socket.end();
        await Promise.all([client.closed, host.closed]);
        expect([client.ended, host.ended, client.error, host.error]).toEqual([true, true, undefined, undefined]);
        expect([host.got.equals(client.gave), client.got.equals(host.gave)]).toEqual([true, true]);
        const { bytes, gaps, how: closed } = await recorded(running[how], address);
        expect([bytes.out.equals(client.gave), bytes.in.equals(host.gave), gaps]).toEqual([true, true, []]);
        expect(closed).toMatch(/^the (?:client|host) closed$/);
      }),
      { numRuns: 40 },
    );
  });

  test("a reset of either side reaches the other as a reset, and nothing that arrived is missing in the recording", async () => {
    await fc.assert(
      fc.asyncProperty(kept, side, steps, fc.boolean(), async (how, who, all, settle) => {
        const ends = await connectEnds(server, running[how].recorder.address.port);
        const { client, host } = ends;
        const { address } = client;
        client.send(Buffer.of(0));
        await until("the first byte arrives", () => host.got.length > 0);
        for (const step of all) if (typeof step !== "string") ends[step[0]].send(step[1]);
        const whole = (to: End, from: End): boolean => to.got.length === from.gave.length;
        if (settle) await until("all bytes arrive", () => whole(client, host) && whole(host, client));
        ends[who].socket.resetAndDestroy();
        await Promise.all([client.closed, host.closed]);
        expect(ends[who === "client" ? "host" : "client"].error).toMatch(/^(?:ECONNRESET|EPIPE)$/);
        const { bytes, gaps, how: closed } = await recorded(running[how], address);
        expect([closed, gaps]).toEqual([expect.stringMatching(/^the (?:client|host) reset the connection/), []]);
        for (const [direction, from, to] of [
          ["out", client, host],
          ["in", host, client],
        ] as const) {
          expect(prefixOf(to.got, from.gave) && prefixOf(bytes[direction], from.gave)).toBe(true);
          expect(bytes[direction].length).toBeGreaterThanOrEqual(to.got.length);
          if (settle) expect(bytes[direction].length).toBe(from.gave.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a slow reader slows its sender down, and nothing piles up between them", async () => {
    const { client, host } = await connectEnds(server, running.sealed.recorder.address.port);
    const { address } = client;
    client.socket.pause();
    const piece = Buffer.alloc(64 * 1024, 1);
    let taken = 0;
    // What sockets and kernel hold is a few MB; a relay that piled up would take everything.
    while (taken < 512 && host.socket.writableLength < 1e6) {
      host.send(piece);
      taken += 1;
      await pause();
    }
    expect(taken).toBeLessThan(512);
    client.socket.resume();
    client.socket.end();
    host.socket.end();
    await Promise.all([client.closed, host.closed]);
    expect(client.got.length).toBe(taken * piece.length);
    const { bytes } = await recorded(running.sealed, address);
    expect(bytes.in.length).toBe(taken * piece.length);
  });
});
