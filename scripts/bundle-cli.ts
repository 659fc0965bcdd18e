/**
 * Puts the command line into one file, with parts that are loaded when they are needed: a program of hundreds of small
 * modules would spend a second on opening them. The libraries it needs go in with it, for the same reason. Run by
 * `npm run build`, behind the compiler; the library stays as the compiler made it.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Parts of earlier builds have other names, and nobody would remove them.
rmSync("dist/cli/parts", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: "src/cli/main.ts" },
  outdir: "dist/cli",
  chunkNames: "parts/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  // It brings no licence that could be passed on, and only completion needs it.
  external: ["@bomb.sh/tab"],
  target: "node20",
  // Libraries in the older form of modules ask for Node's own by `require`.
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
});
const main = readFileSync("dist/cli/main.js", "utf8");
if (!main.startsWith("#!")) writeFileSync("dist/cli/main.js", `#!/usr/bin/env node\n${main}`);
writeFileSync("dist/cli/LICENSES.txt", licences(Object.keys(metafile.inputs)));

/** What the libraries in the bundle ask of those who pass them on: their names and licences. */
function licences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Record<
      string,
      string
    >;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${folder} has no licence file: it cannot be put into the bundle`);
    return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
  return `The command line holds these libraries.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
