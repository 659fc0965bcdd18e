/** The pure rooms run in a browser unchanged: they are bundled for one, and run where there is nothing but the language. */
import { resolve } from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the pure rooms bundle for a browser without any package, and work where only the language is", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [resolve(import.meta.dirname, "../src/pure.ts")],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    globalName: "twscope",
    platform: "browser",
    target: "es2023",
  });
  expect(Object.keys(metafile.inputs).filter((path) => path.includes("node_modules"))).toEqual([]);
  const context = vm.createContext({});
  const script = `${(outputFiles[0] as { text: string }).text};
    const reader = new twscope.LogReader({ file: "a.log" });
    const text = "20:54:49:921 -> ---54-2--1-2104-Market data farm connection is OK:usfarm-\\n";
    const records = reader.push(Uint8Array.from(text, (one) => one.charCodeAt(0))).concat(reader.end());
    JSON.stringify(records.map(({ name, fields, ambiguous }) => ({ name, fields, ambiguous })));`;
  expect(JSON.parse(String(vm.runInContext(script, context)))).toEqual([
    {
      name: "ERR_MSG",
      fields: { version: 2, id: -1, errorCode: 2104, errorMsg: "Market data farm connection is OK:usfarm" },
    },
  ]);
});
