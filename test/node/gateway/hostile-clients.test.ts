/**
 * Hostile clients of the simulated host: whatever they send, and however many they are, a well-behaved client gets the very
 * bytes that it gets without them, and the host's memory stays within bounds.
 */
import { createHash } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { bytesOf } from "../../../src/base/byte-string.ts";
import { startGateway, type Gateway, type GatewayOptions } from "../../../src/node/gateway/gateway.ts";
import { frameBytes } from "../../../src/wire/frames.ts";
import { seeded } from "../../harness/random.ts";
import { connected, type Remote, until } from "./tapped-day.ts";

/** Wednesday, 10:30 in New York. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);
const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const megabyte = 1024 * 1024;

const running: Gateway[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const gateway of running.splice(0)) await gateway.close();
});

async function started(options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await startGateway({ startMs, pace: { kind: "stepped" }, ...options });
  running.push(gateway);
  return gateway;
}

async function raw({ port }: Gateway, ...pieces: readonly Uint8Array[]): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  sockets.push(socket);
  socket.on("error", () => {});
  socket.resume();
  await new Promise<void>((done) => void socket.once("connect", done));
  for (const piece of pieces) socket.write(piece);
  return socket;
}

/** Waits until the host has done all that came before. */
async function settled({ client }: Remote): Promise<void> {
  const count = client.got("CURRENT_TIME").length;
  client.request("REQ_CURRENT_TIME", {});
  await until(() => client.got("CURRENT_TIME").length > count);
}

/** A usual minute of a usual program, while something else goes on. @returns all that it heard, as one number */
async function usualMinute(gateway: Gateway, meanwhile: (second: number) => Promise<void>): Promise<string> {
  const remote = await connected(gateway.port, 1);
  sockets.push(remote.socket);
  const { client } = remote;
  await until(() => client.got("NEXT_VALID_ID").length > 0);
  client.request("REQ_MKT_DATA", { reqId: 1, contract: apple, genericTickList: "233", snapshot: false });
  client.request("REQ_ACCT_DATA", { subscribe: true, acctCode: "DU1234567" });
  client.request("PLACE_ORDER", {
    orderId: 1,
    contract: apple,
    order: { action: "BUY", totalQuantity: "100", orderType: "MKT", tif: "DAY", transmit: true },
  });
  for (let second = 0; second < 20; second += 1) {
    await meanwhile(second);
    await settled(remote);
    gateway.step(1000);
  }
  await settled(remote);
  expect(client.got("EXECUTION_DATA").length).toBeGreaterThan(0);
  return createHash("sha256").update(Buffer.concat(remote.bytes.in)).digest("hex");
}

let undisturbed = "";
beforeAll(async () => {
  undisturbed = await usualMinute(await started(), async () => {});
});

const random = (bytes: number, seed: number): Buffer => {
  const dice = seeded(seed);
  return Buffer.from(Array.from({ length: bytes }, () => dice.whole(256)));
};
const hello = Buffer.concat([bytesOf("API\0"), frameBytes(bytesOf("v100..226"))]);
const length = (bytes: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(bytes);
  return four;
};

describe("a client that behaves gets the same bytes", () => {
  /** Each second, something new of its kind. */
  const kinds: Readonly<Record<string, (gateway: Gateway, second: number) => Promise<void>>> = {
    "while others send random bytes": async (gateway, second) => {
      await raw(gateway, random(50_000, second));
      await raw(gateway, bytesOf("API\0"), random(50_000, second + 100));
      await raw(gateway, hello, random(50_000, second + 200));
    },
    "while others never finish their handshakes": async (gateway, second) => {
      for (let cut = 0; cut < hello.length; cut += 3) await raw(gateway, hello.subarray(0, cut));
      await raw(gateway, hello, frameBytes(bytesOf("v1..2")), frameBytes(random(20, second)));
    },
    "while others announce frames of 4 GB": async (gateway) => {
      await raw(gateway, bytesOf("API\0"), length(0xffffffff), Buffer.alloc(100_000, 0x41));
      await raw(gateway, hello, length(0xffffffff), Buffer.alloc(100_000, 0x41));
      await raw(gateway, hello, length(0x7fffffff), Buffer.alloc(100_000));
    },
    "while started clients send frames of nonsense": async (gateway, second) => {
      const mad = await connected(gateway.port, 100 + second);
      sockets.push(mad.socket);
      for (let frame = 0; frame < 30; frame += 1) {
        const payload = random(frame * 20, second * 100 + frame);
        mad.socket.write(frameBytes(frame % 2 === 0 ? payload : Buffer.concat([length(frame + 1), payload])));
      }
      mad.socket.write(length(0xfffffff0));
      mad.socket.write(Buffer.alloc(100_000, 0x31));
    },
    "while others come and break off": async (gateway, second) => {
      for (let count = 0; count < 20; count += 1) (await raw(gateway, hello)).resetAndDestroy();
      const gone = await connected(gateway.port, 200 + second);
      gone.client.request("REQ_MKT_DATA", { reqId: 1, contract: apple, genericTickList: "", snapshot: false });
      gone.socket.resetAndDestroy();
    },
  };

  test.each(Object.entries(kinds))("%s", { timeout: 60_000 }, async (_, attack) => {
    const gateway = await started();
    expect(await usualMinute(gateway, (second) => attack(gateway, second))).toBe(undisturbed);
  });

  test("while a thousand connections are open that never start", { timeout: 120_000 }, async () => {
    const gateway = await started();
    for (let count = 0; count < 1000; count += 1) await raw(gateway, count % 2 === 0 ? hello : bytesOf("API"));
    expect(await usualMinute(gateway, async () => {})).toBe(undisturbed);
    expect(gateway.host.connections).toBeGreaterThan(1000);
    // They take no place of a client, and go when they have not started after a minute.
    for (let client = 2; client <= 32; client += 1) sockets.push((await connected(gateway.port, client)).socket);
    await until(() => gateway.host.clients.length === 32);
    gateway.step(61_000);
    await until(() => gateway.host.connections === 32);
  });
});

test(
  "a client that never reads is reported, cut off, and takes no more memory than it may",
  { timeout: 120_000 },
  async () => {
    const lines: string[] = [];
    const gateway = await started({
      settings: { requestsPerSecondMax: 100_000 },
      log: ({ text }) => lines.push(text),
    });
    const deaf = await connected(gateway.port, 9);
    sockets.push(deaf.socket);
    await until(() => deaf.client.got("NEXT_VALID_ID").length > 0);
    deaf.socket.pause();
    const before = process.memoryUsage();
    let greatest = 0;
    const isThere = (): boolean => gateway.host.clients.some(({ clientId }) => clientId === 9);
    const hash = await usualMinute(gateway, async () => {
      for (let round = 0; round < 20 && isThere(); round += 1) {
        for (let count = 0; count < 50; count += 1) deaf.client.request("REQ_SCANNER_PARAMETERS", {});
        await new Promise((wake) => void setTimeout(wake, 1));
        greatest = Math.max(greatest, process.memoryUsage().arrayBuffers - before.arrayBuffers);
      }
    });
    expect(hash).toBe(undisturbed);
    expect(isThere()).toBe(false);
    const grown = lines.filter((line) => line.startsWith("The EBuffer buffer has grown to"));
    expect(grown.length).toBeGreaterThan(3);
    expect(lines.some((line) => line.includes("client{9} has closed") && line.includes("does not read"))).toBe(true);
    // What waits for one client at most is 64 MiB; what was sent already may not have been collected yet.
    expect(greatest).toBeLessThan(3 * 64 * megabyte);
  },
);
