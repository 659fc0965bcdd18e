/**
 * What the relay costs, beside a direct connection and other relays, all in one run.
 *
 *   npm run bench:relay -- [--rounds 5] [--seconds 2] [--megabytes 512] [--long 30] [--write]
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { KeyRing } from "../src/node/store/key-ring.ts";
import { startRecorderProcess, type RecorderProcess } from "../test/harness/recorder-process.ts";
import { quantiles, roundTrips, startHost, throughput, trafficOf, type Host, type RoundTrips } from "./relay/load.ts";
import { startOthers, type Target } from "./relay/others.ts";
import { medianOf, page, type Measured } from "./relay/report.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    megabytes: { type: "string", default: "512" },
    long: { type: "string", default: "30" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const out = (text: string): boolean => process.stdout.write(`${text}\n`);

const store = mkdtempSync(join(tmpdir(), "twscope-bench-"));
const host = await startHost();
const keys = new KeyRing({ folder: join(store, "keys") });
const sealed = await startRecorderProcess({ store: join(store, "sealed"), to: host.port, key: await keys.newKey() });
const plain = await startRecorderProcess({ store: join(store, "plain"), to: host.port });
const asTarget = (name: string, { port, stop }: RecorderProcess): Target => ({
  name,
  port,
  end: async () => void (await stop()),
});

const found = await startOthers(host.port);
const absent = found.filter((one) => "absent" in one);
for (const one of absent) out(`skipped: ${one.name} (${one.absent})`);
const targets: Target[] = [
  { name: "direct", port: host.port, end: async () => {} },
  asTarget("twscope, sealed", sealed),
  asTarget("twscope, plain", plain),
  ...found.filter((one): one is Target => "port" in one),
].filter(({ name }) => values.only === undefined || name === "direct" || name.includes(values.only));

try {
  const measured: Measured = {
    targets: targets.map(({ name }) => name),
    roundTrips: new Map(),
    megabytesPerSecond: new Map(),
    steady: undefined,
    memory: undefined,
    rounds,
  };
  for (const { name, port } of targets) await roundTrips(port, 1000, 1).then(() => out(`warm: ${name}`));
  // One message a second: all at once, each asleep between two of its own.
  const slow = await Promise.all(targets.map(({ port }, index) => later(index * 130, () => roundTrips(port, 1, 30))));
  measured.roundTrips.set(
    1,
    slow.map((times) => [quantiles(times)]),
  );
  for (const rate of [1000, 20_000]) measured.roundTrips.set(rate, await inTurns(rate));
  for (const [rate, of] of measured.roundTrips) {
    out(`${rate} messages a second, µs`);
    of.forEach((all, index) => out(`  ${targets[index]?.name.padEnd(16)} ${shown(all)}`));
  }
  const bytes = Number(values.megabytes) * 1e6;
  const traffic = trafficOf(8e6);
  for (const { name, port } of targets) {
    const speeds: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round += 1)
      speeds.push((await throughput(host, port, traffic, bytes)) / 1e6);
    measured.megabytesPerSecond.set(name, speeds);
    out(`${name.padEnd(16)} ${speeds.map((speed) => speed.toFixed(0)).join(", ")} MB/s`);
  }
  const { missed } = (await sealed.report()).status;
  out(`sealed recorder at full speed: ${missed.in} bytes marked as missing`);
  await steadily(host, traffic, measured);
  if (values.write) {
    const path = fileURLToPath(new URL("../docs/benchmarks-relay.md", import.meta.url));
    writeFileSync(path, page(measured, absent));
  }
} finally {
  for (const { end } of targets) await end();
  await Promise.all([sealed.stop(), plain.stop()]);
  await host.close();
  rmSync(store, { recursive: true, force: true });
}

function shown(all: readonly RoundTrips[]): string {
  const us = (quantile: "p50" | "p99"): string =>
    medianOf(all.map((one) => one[quantile]))
      .toFixed(1)
      .padStart(8);
  return `p50 ${us("p50")}   p99 ${us("p99")}`;
}

async function later<T>(ms: number, what: () => Promise<T>): Promise<T> {
  await new Promise((done) => setTimeout(done, ms));
  return what();
}

/** Each target in turn, round after round, so that what else the machine does falls on all of them. */
async function inTurns(rate: number): Promise<RoundTrips[][]> {
  const all: RoundTrips[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { port }] of targets.entries())
      all[index]?.push(quantiles(await roundTrips(port, rate, Number(values.seconds))));
  return all;
}

/** The aim's 200 MB/s for a while: is all of it recorded, and does memory stay where it is? */
async function steadily(to: Host, traffic: Uint8Array, measured: Measured): Promise<void> {
  const seconds = Number(values.long);
  if (seconds === 0) return;
  const perSecond = 200e6;
  const fresh = await startRecorderProcess({
    store: join(store, "long"),
    to: to.port,
    key: await keys.newKey(),
    // What is recorded is thrown away as it comes, so that a long run needs no large disk.
    rules: { keepDays: 7, keepBytes: 1e9 },
  });
  const resident: number[] = [];
  const watch = setInterval(() => {
    void fresh.report().then(({ residentBytes }) => resident.push(residentBytes / 1e6));
  }, 1000);
  const speed = await throughput(to, fresh.port, traffic, perSecond * seconds, perSecond);
  clearInterval(watch);
  const { status } = await fresh.report();
  await fresh.stop();
  const folder = join(store, "long");
  const stored = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const missed = status.missed.in + status.missed.out;
  measured.steady = { megabytesPerSecond: speed / 1e6, missedBytes: missed, bytes: perSecond * seconds, stored };
  measured.memory = { seconds, resident };
  out(`steady: ${(speed / 1e6).toFixed(0)} MB/s, ${missed} bytes missed, ${(stored / 1e6).toFixed(0)} MB on disk`);
  out(`memory, MB, each second: ${resident.map((one) => one.toFixed(0)).join(" ")}`);
}
