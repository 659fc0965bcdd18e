/**
 * Measures how exactly exported log lines are read back (see test/harness/hyphen-test.ts).
 *
 *   npm run hyphens -- [--share 0.1] [--seed 1] [--show 10] [--only OPEN_ORDER]
 */
import { parseArgs } from "node:util";
import { hyphenTest, type Counts } from "../test/harness/hyphen-test.ts";

const { values } = parseArgs({
  options: {
    share: { type: "string", default: "0.1" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "5" },
    only: { type: "string" },
  },
});

const result = hyphenTest({ share: Number(values.share), seed: Number(values.seed), only: values.only });
const outcomes = ["exact", "ambiguous", "lost", "unread", "wrong"] as const;
const row = (name: string, counts: Counts): string => {
  const all = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const share = `${((100 * counts.exact) / all).toFixed(3)} %`;
  return `${name.padEnd(24)}${String(all).padStart(9)}${share.padStart(12)}${outcomes.map((outcome) => String(counts[outcome]).padStart(11)).join("")}\n`;
};
const out = (text: string): boolean => process.stdout.write(text);
out(
  `${"".padEnd(24)}${"messages".padStart(9)}${"exact".padStart(12)}${outcomes.map((outcome) => outcome.padStart(11)).join("")}\n`,
);
for (const [name, counts] of [...Object.entries(result.byKind), ...Object.entries(result.byMode)])
  out(row(name, counts));
out(row("all", result.all));
for (const failure of result.failures.slice(0, Number(values.show))) {
  const { outcome, name, serverVersion, seed, mode, trouble, wire, reads } = failure;
  out(
    `\n${outcome}: ${name} at server version ${serverVersion}, ${mode}, ${trouble.kind} ${trouble.path}, seed ${seed}\n  wire ${wire}\n`,
  );
  for (const read of reads) out(`  read ${read}\n`);
}
process.exitCode = result.all.wrong + result.all.lost > 0 ? 1 : 0;
