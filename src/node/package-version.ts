/** The version of this package, from its `package.json`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./package-folder.ts";

let known: string | undefined;

export function packageVersion(): string {
  if (known === undefined) {
    const content: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
    known = content instanceof Object && "version" in content ? String(content.version) : "unknown";
  }
  return known;
}
