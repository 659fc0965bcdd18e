/**
 * The examples of README.md: runs every `$ twscope …` of its console blocks and puts the real output behind it.
 *
 *   npm run readme            writes README.md anew
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readmeWithOutputs } from "../test/cli/readme-examples.ts";

const path = join(import.meta.dirname, "..", "README.md");
writeFileSync(path, await readmeWithOutputs(readFileSync(path, "utf8")));
