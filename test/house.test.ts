/** The house rules that can be tests: arrows between rooms, purity, sizes, names, doc comments, links. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const sources = filesBelow(src, /\.ts$/).map((path) => ({
  path: relative(root, path),
  room: relative(src, path).split("/")[0] as string,
  text: readFileSync(path, "utf8"),
  lines: readFileSync(path, "utf8").split("\n").length - 1,
  at: path,
}));

/** Which rooms a room may import from, beside itself. The whole import policy is this table. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  base: [],
  wire: ["base"],
  catalogue: ["base"],
  codec: ["base", "wire", "catalogue"],
  session: ["base", "wire", "catalogue"],
  recording: ["base"],
  logs: ["base", "catalogue", "codec", "recording", "session"],
  "host-files": ["base", "logs"],
  capture: ["base", "recording"],
  // The relay path knows no message, and nothing of what is recorded.
  relay: ["base"],
  recorder: ["base", "wire", "catalogue", "codec", "session", "recording"],
  store: [],
  gateway: ["base", "wire", "catalogue", "codec", "session"],
  node: ["base", "catalogue", "logs", "host-files", "recording", "relay", "recorder", "store", "capture", "gateway"],
  cli: [
    "base",
    "wire",
    "catalogue",
    "codec",
    "session",
    "logs",
    "host-files",
    "recording",
    "recorder",
    "store",
    "capture",
    "gateway",
    "node",
  ],
  "pure.ts": ["base", "wire", "catalogue", "codec", "session", "logs"],
  "index.ts": ["pure.ts", "node"],
};

/** Packages that a room may use. The pure rooms use none. */
const packages: Readonly<Record<string, readonly string[]>> = {
  node: ["age-encryption", "fzstd", "smol-toml", "zod"],
  cli: [
    "commander",
    "@bomb.sh/tab",
    "@marcbachmann/cel-js",
    "cli-progress",
    "csv-stringify",
    "picocolors",
    "smol-toml",
    "temporal-polyfill",
  ],
};

const pureRooms = Object.keys(arrows).filter((room) => !["node", "cli", "index.ts"].includes(room));

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(/(?:^|\n)(?:import|export)\s[\w\s{},*]*?from\s+"([^"]+)"/g),
    ...text.matchAll(/(?:^|\n)import\s+"([^"]+)"/g),
    ...text.matchAll(/\bimport\("([^"]+)"\)/g),
  ].map((found) => found[1] as string);

describe("the house", () => {
  test("every room has a row in the table of arrows", () => {
    expect([...new Set(sources.map((file) => file.room))].toSorted()).toEqual(Object.keys(arrows).toSorted());
  });

  test("imports follow the arrows", () => {
    const wrong = sources.flatMap(({ path, room, text, at }) =>
      importsOf(text)
        .filter((target) => target.startsWith("."))
        .map((target) => relative(src, resolve(dirname(at), target)).split("/")[0] as string)
        .filter((target) => target !== ".." && target !== room && !arrows[room]?.includes(target))
        .map((target) => `${path} imports from ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("packages and Node are used only where they are allowed", () => {
    const wrong = sources.flatMap(({ path, room, text }) =>
      importsOf(text)
        .filter((target) => !target.startsWith("."))
        .filter((target) =>
          target.startsWith("node:")
            ? !["node", "cli"].includes(room)
            : !packages[room]?.some((name) => target === name || target.startsWith(`${name}/`)),
        )
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("pure rooms have no clock, no chance and no console", () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bperformance\b|\bMath\.random\b|\bconsole\.|\bprocess\.|\bBuffer\b|\bsetTimeout\b/;
    const wrong = sources
      .filter(({ room }) => pureRooms.includes(room))
      .flatMap(({ path, text }) => (impure.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")) ? [path] : []));
    expect(wrong).toEqual([]);
  });

  test("the catalogue declares and computes nothing on bytes", () => {
    const wrong = sources.filter(({ room, text }) => room === "catalogue" && /Uint8Array|DataView/.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("three files in four stay below 300 lines, and one above 600 says in its first lines that it is a table", () => {
    const large = sources.filter(({ lines }) => lines >= 300);
    expect(large.length / sources.length).toBeLessThan(0.25);
    const huge = sources.filter(({ lines, text }) => lines > 600 && !/\btable\b/i.test(text.slice(0, 400)));
    expect(huge.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test("every source file begins by saying why it exists", () => {
    const silent = sources.filter(({ text, path }) => !/^(?:#!.*\n)?\/\*\*/.test(text) && !path.endsWith("index.ts"));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("files are named in kebab case, and nothing is called utils, helpers, common or manager", () => {
    const wrong = sources.filter(
      ({ path }) => !/^[a-z0-9/.-]+$/.test(path) || /utils?|helpers?|common|manager/.test(path.split("/").at(-1) ?? ""),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("no file speaks of the machine it was written on", () => {
    const files = [
      ...filesBelow(src, /./),
      ...filesBelow(join(root, "test"), /\.(?:ts|py|json|md)$/),
      ...["docs", "scripts", "bench", "samples"].flatMap((folder) =>
        existsSync(join(root, folder)) ? filesBelow(join(root, folder), /./) : [],
      ),
      ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "package.json"].map((name) =>
        join(root, name),
      ),
    ].filter((path) => existsSync(path));
    const places = new RegExp(`["'\`(= ]/(?:${["w.rk", "r.ot", "f.rm"].join("|")})/`);
    expect(files.filter((path) => places.test(readFileSync(path, "utf8"))).map((path) => relative(root, path))).toEqual(
      [],
    );
  });

  test("links between the papers lead somewhere", () => {
    const papers = [
      ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map((name) => join(root, name)),
      ...readdirSync(join(root, "docs")).map((name) => join(root, "docs", name)),
    ].filter((path) => path.endsWith(".md") && existsSync(path));
    const broken = papers.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((found) => found[1] as string)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(resolve(dirname(path), target)))
        .map((target) => `${relative(root, path)}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});
