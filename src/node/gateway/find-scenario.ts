/** Finds a scenario by its name, or in a file. */
import { readFileSync } from "node:fs";
import { UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import { scenarioCalled, scenarios } from "../../gateway/scenario/library/index.ts";
import type { Scenario } from "../../gateway/scenario/scenario.ts";

/**
 * A scenario by its name, or from a file.
 * @throws UsageError when there is no such name, or the file is none; the system's error when it cannot be read
 */
export async function findScenario(nameOrPath: string): Promise<Scenario> {
  const known = scenarioCalled(nameOrPath);
  if (known) return known;
  if (!/[./\\]/.test(nameOrPath)) {
    const names = scenarios.map(({ name }) => name);
    throw new UsageError(
      "scenario",
      `no scenario is called ${nameOrPath}${didYouMean(nameOrPath, names)}; \`twscope gateway scenarios\` lists them; a ` +
        `file is named with its ending or its folder, such as ./${nameOrPath}.toml`,
    );
  }
  // What checks a file is as long in loading as the whole host: only a file waits for it.
  const { parseScenario } = await import("./scenario-file.ts");
  return parseScenario(textOf(nameOrPath), nameOrPath);
}

/** @throws the system's error, in words that help */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const why = { ENOENT: "there is no such file", EISDIR: "this is a folder" }[code] ?? `it cannot be read (${code})`;
    throw Object.assign(new Error(`scenario ${path}: ${why}. \`twscope gateway scenarios\` lists the built-in ones.`), {
      code,
    });
  }
}
