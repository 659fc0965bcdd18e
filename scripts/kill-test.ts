/**
 * Kills recorders at random moments and reads what they leave.
 *
 *   npm run kill-test -- [--times 1000] [--seed 1]
 */
import { parseArgs } from "node:util";
import { killTest, type Killed } from "../test/harness/kill-test.ts";

const { values } = parseArgs({
  options: { times: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const all: Killed[] = [];
await killTest(Number(values.times), Number(values.seed), (killed) => {
  all.push(killed);
  for (const one of killed.wrong) process.stdout.write(`kill ${all.length}: ${one}\n`);
  if (all.length % 100 === 0) process.stdout.write(`${all.length} kills\n`);
});
const lost = all.map(({ lostMs }) => lostMs).toSorted((a, b) => a - b);
const at = (share: number): string =>
  (lost[Math.min(lost.length - 1, Math.floor(lost.length * share))] ?? 0).toFixed(0);
const wrong = all.filter((one) => one.wrong.length > 0).length;
process.stdout.write(
  `${all.length} kills, ${wrong} wrong; lost before the kill: ${at(0.5)} ms in the middle, ${at(0.99)} ms in 99 of 100, ${at(1)} ms at most\n`,
);
if (wrong > 0) process.exitCode = 1;
