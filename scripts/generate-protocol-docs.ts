/** Writes `docs/protocol` and other pages of `docs` from the declarations: `npm run docs`. Removes pages that no longer exist. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedPages } from "./protocol-docs/pages.ts";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const pages = await generatedPages();

for (const [path, text] of pages) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
for (const path of readdirSync(join(docs, "protocol"), { recursive: true, encoding: "utf8" })) {
  const page = `protocol/${path.replaceAll("\\", "/")}`;
  if (page.endsWith(".md") && !pages.has(page)) rmSync(join(docs, page));
}
process.stdout.write(`${pages.size} pages written to docs\n`);
