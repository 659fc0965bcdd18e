/** Where this package lies: its samples, its version and its worker are found from there, however the program was built. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packageName = "twscope";

/** Bundled and unbundled code lie at different depths below the same `package.json`. */
function find(from: string): string {
  const path = join(from, "package.json");
  if (existsSync(path) && readFileSync(path, "utf8").includes(`"name": "${packageName}"`)) return from;
  const above = dirname(from);
  if (above === from) throw new Error("the folder of twscope cannot be found: its package.json is missing");
  return find(above);
}

export const packageFolder: string = find(dirname(fileURLToPath(import.meta.url)));
