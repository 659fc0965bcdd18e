/**
 * Puts the command line into one file, with parts that are loaded when they are needed: a program of hundreds of small
 * modules would spend a second on opening them. Run by `npm run build`, behind the compiler; the library stays as the
 * compiler made it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Parts of earlier builds have other names, and nobody would remove them.
rmSync("dist/cli/parts", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/cli/main.ts" },
  outdir: "dist/cli",
  chunkNames: "parts/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});
const main = readFileSync("dist/cli/main.js", "utf8");
if (!main.startsWith("#!")) writeFileSync("dist/cli/main.js", `#!/usr/bin/env node\n${main}`);
