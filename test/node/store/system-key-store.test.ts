/**
 * The tools of the systems' key stores, played by scripts on the path that behave as their papers say and keep what they
 * were given: arguments, environment, standard input. The real Secret Service is asked in test/judges/key-store.judge.ts.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KeyRing } from "../../../src/node/store/key-ring.ts";
import { keyStoreFor, type KeyStore } from "../../../src/node/store/system-key-store.ts";
import { newFolder } from "../record/ends.ts";

let folder: string;
let tools: string;
beforeEach(() => {
  folder = newFolder();
  tools = join(folder, "tools");
  mkdirSync(tools);
  vi.stubEnv("PATH", tools);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What the tools were given, a line a run. */
const given = (): string => {
  const path = join(tools, "given.txt");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};

/** A tool. Its script sees `args` and `input`, and sets `out`, `error` and `code`. */
function tool(name: string, script: string): void {
  const text = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [args, input] = [process.argv.slice(2), readFileSync(0, "utf8")];
appendFileSync(join(__dirname, "given.txt"), JSON.stringify([args, process.env]) + "\\n");
let [code, out, error] = [0, "", ""];
const item = (account) => join(__dirname, "item." + account.replaceAll("/", "_"));
${script}
process.stdout.write(out);
process.stderr.write(error);
process.exitCode = code;
`;
  // Without an ending, Node reads it as CommonJS.
  writeFileSync(join(tools, name), text);
  chmodSync(join(tools, name), 0o755);
}

/** secret-tool(1): a lookup that finds nothing says nothing and exits with 1. */
const secretTool = `
const [verb, ...rest] = args;
const account = rest.at(-1);
if (rest.at(-4) !== "service" || rest.at(-3) !== "twscope" || rest.at(-2) !== "account") code = 2;
else if (verb === "store") writeFileSync(item(account), input);
else if (verb === "clear") rmSync(item(account), { force: true });
else if (existsSync(item(account))) out = readFileSync(item(account), "utf8");
else code = 1;
`;

/** security(1): commands by -i from standard input, passwords out with a line end, 44 for what is not there. */
const security = `
const words = args[0] === "-i" ? input.trimEnd().split(" ") : args;
const value = (flag) => words[words.indexOf(flag) + 1];
const account = value("-a");
if (input.includes("\\n") && input.trimEnd().includes("\\n")) code = 2;
else if (words[0] === "add-generic-password") {
  if (!words.includes("-U") && existsSync(item(account))) code = 45;
  else writeFileSync(item(account), value("-w"));
} else if (!existsSync(item(account))) [code, error] = [44, "The specified item could not be found in the keychain."];
else if (words[0] === "delete-generic-password") rmSync(item(account));
else out = readFileSync(item(account), "utf8") + "\\n";
if (args[0] === "-i") out = "security> " + out;
`;

/** Seals by turning bytes into hexadecimal; ends its file with a line end, as Set-Content does. */
const powershell = `
const path = process.env.TWSCOPE_SEALED_KEY;
const script = args.at(-1);
if (args.join(" ").includes(path)) code = 2;
else if (script.includes("Set-Content")) writeFileSync(path, Buffer.from(input).toString("hex") + "\\r\\n");
else out = Buffer.from(readFileSync(path, "utf8").trim(), "hex").toString();
`;

const secret = "AGE-SECRET-KEY-1Z0D9A78MVNRZEXKH032AF8XKEQUTW8C6NLGVGZMVQTAXAXW4KPZSU4YVJ4\nAGE-SECRET-KEY-1SECOND";
const [one, other] = ["age1one", "age1other"];

describe.skipIf(process.platform === "win32")("the key store", () => {
  for (const [platform, name, script] of [
    ["linux", "secret-tool", secretTool],
    ["darwin", "security", security],
    ["win32", "powershell.exe", powershell],
  ] as const)
    describe(`of ${platform}`, () => {
      const store = (at = folder): KeyStore => keyStoreFor(platform, at)!;

      test("gives back what was put into it, replaced or not, until it is to forget it", async () => {
        tool(name, script);
        expect(await store().get(one)).toBeUndefined();
        await store().put(one, "before");
        await store().put(one, secret);
        expect(await store().get(one)).toBe(secret);
        await store().forget(one);
        expect(await store().get(one)).toBeUndefined();
        await store().forget(one);
      });

      test("the secret is in no argument and in no environment", async () => {
        tool(name, script);
        await store().put(one, secret);
        await store().get(one);
        const traces = [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")];
        expect(given()).toContain(name === "powershell.exe" ? "SecureString" : one);
        for (const trace of traces) expect(given()).not.toContain(trace.slice(0, 24));
        for (const line of secret.split("\n")) expect(given()).not.toContain(line);
      });

      test("that of one settings folder is not that of another", async () => {
        tool(name, script);
        const second = join(folder, "second");
        mkdirSync(second);
        await store().put(one, "the first");
        await store(second).put(other, "the second");
        await store(second).forget(other);
        expect(await store().get(one)).toBe("the first");
      });

      test("whose tool is not there is said to be so, and the key stays where it is", async () => {
        const ring = (): KeyRing => new KeyRing({ folder, keyStore: store() });
        const [recipient] = await ring().recipients();
        await expect(ring().moveToKeyStore()).rejects.toThrow(`there is no ${name} here`);
        expect(ring().keeping).toBe("file");
        expect(await ring().recipients()).toEqual([recipient]);
      });

      test("that refuses says why, and the key stays where it is", async () => {
        tool(name, `[code, error] = [36, "User interaction is not allowed."]`);
        const ring = new KeyRing({ folder, keyStore: store() });
        await ring.recipients();
        await expect(ring.moveToKeyStore()).rejects.toThrow(`${name} failed: User interaction is not allowed.`);
        expect(ring.keeping).toBe("file");
      });

      test("keeps the key of the ring, and lets go of it", async () => {
        tool(name, script);
        const ring = (): KeyRing => new KeyRing({ folder, keyStore: store() });
        const { key, wrapped } = await ring().newKey();
        await ring().moveToKeyStore();
        expect(existsSync(ring().identityPath)).toBe(false);
        expect(ring().keeping).toBe("key store");
        expect(await ring().unwrap(wrapped, "x")).toEqual(key);
        await ring().moveToFile();
        const [recipient = ""] = await ring().recipients();
        expect(await store().get(recipient)).toBeUndefined();
        expect(await ring().unwrap(wrapped, "x")).toEqual(key);
      });
    });

  test("of linux that cannot be reached is not one in which there is nothing", async () => {
    tool("secret-tool", `[code, error] = [1, "Cannot autolaunch D-Bus without X11 $DISPLAY"]`);
    await expect(keyStoreFor("linux", folder)?.get(one)).rejects.toThrow("Cannot autolaunch D-Bus");
  });

  test("of Windows takes a folder of any name", async () => {
    tool("powershell.exe", powershell);
    for (const strange of ["O'Brien", "O\u2019Brien [1]", "$env:TEMP; `x`", "a & b"]) {
      const at = join(folder, strange);
      mkdirSync(at);
      const store = keyStoreFor("win32", at)!;
      await store.put(one, secret);
      expect(await store.get(one)).toBe(secret);
      expect(existsSync(join(at, "identity.dpapi"))).toBe(true);
    }
  });

  test("is not asked where the key never was in it", async () => {
    for (const name of ["secret-tool", "security", "powershell.exe"]) tool(name, "code = 1");
    const ring = new KeyRing({ folder, keyStore: keyStoreFor(process.platform, folder) });
    await ring.recipients();
    await ring.moveToFile();
    expect(given()).toBe("");
  });

  test("of an unknown system is none", () => {
    expect(keyStoreFor("aix", folder)).toBeUndefined();
  });
});

test("the real secret-tool has the verbs that are used", ({ skip }) => {
  vi.unstubAllEnvs();
  const { stderr, error } = spawnSync("secret-tool", ["--help"], { encoding: "utf8" });
  if (error) skip("secret-tool is not installed");
  for (const verb of ["store --label=", "lookup", "clear"]) expect(stderr).toContain(`secret-tool ${verb}`);
});
