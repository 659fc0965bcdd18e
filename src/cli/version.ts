/** The version of this package, from its `package.json`, which lies at the same distance from `src/cli` and `dist/cli`. */
import { readFileSync } from "node:fs";

let known: string | undefined;

export function packageVersion(): string {
  if (known === undefined) {
    const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const content: unknown = JSON.parse(text);
    known = content instanceof Object && "version" in content ? String(content.version) : "unknown";
  }
  return known;
}
