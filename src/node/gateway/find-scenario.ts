/** Finds a scenario by its name, or in a file. */
import { readFileSync } from "node:fs";
import { UsageError } from "../../base/errors.ts";
import { scenarioCalled, scenarios } from "../../gateway/scenario/library/index.ts";
import type { Scenario } from "../../gateway/scenario/scenario.ts";

/**
 * A scenario by its name, or from a file.
 * @throws UsageError when there is neither
 */
export async function findScenario(nameOrPath: string): Promise<Scenario> {
  const known = scenarioCalled(nameOrPath);
  if (known) return known;
  if (!/[./\\]/.test(nameOrPath)) {
    const near = scenarios.map(({ name }) => name).filter((name) => name.includes(nameOrPath));
    const hint = near.length > 0 ? `; did you mean ${near.slice(0, 3).join(", ")}?` : "";
    throw new UsageError("scenario", `no scenario is called ${nameOrPath}${hint} See \`twscope gateway scenarios\`.`);
  }
  // What checks a file is as long in loading as the whole host: only a file waits for it.
  const { parseScenario } = await import("./scenario-file.ts");
  return parseScenario(readFileSync(nameOrPath, "utf8"), nameOrPath);
}
