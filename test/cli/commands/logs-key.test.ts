import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Encrypter } from "age-encryption";
import { afterEach, describe, expect, test, vi } from "vitest";
import { KeyRing } from "../../../src/node/store/key-ring.ts";
import { scratchStore } from "../../node/store/scratch-store.ts";
import { twscope } from "../run-twscope.ts";

const { store, settings, keys, put } = scratchStore();
const identity = join(settings, "identity.txt");
const sealed = join(settings, "identity.age");
const name = "api.5.20261120.101500.twscope";

afterEach(() => {
  rmSync(store, { recursive: true, force: true });
  rmSync(settings, { recursive: true, force: true });
  vi.stubEnv("TWSCOPE_PASSPHRASE", undefined);
});

/** Seals our identity with a passphrase that takes less work than a real one, and removes the open one. */
async function sealQuickly(path: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(8);
  encrypter.setPassphrase("geheim");
  writeFileSync(path, await encrypter.encrypt(readFileSync(identity, "utf8")));
  rmSync(identity);
}

const read = (options: readonly string[] = [], answers: readonly string[] = []) =>
  twscope(["read", join(store, name), "--only", "MANAGED_ACCTS", ...options], { answers });

describe("twscope logs key", () => {
  test("says that there is none before the first recording", async () => {
    expect(await twscope(["logs", "key"])).toMatchObject({ exitCode: 1, notes: expect.stringContaining("no key yet") });
  });

  test("says where it lies, and shows it on demand", async () => {
    const recipients = await keys().recipients();
    const { exitCode, out } = await twscope(["logs", "key"]);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: `${identity} (file)\npublic half ${recipients.join()}\n` });
    const shown = (await twscope(["logs", "key", "--show"])).out;
    expect(shown).toMatch(/^AGE-SECRET-KEY-1\w+\n$/);
    expect(readFileSync(identity, "utf8")).toContain(shown);
  });

  test("puts a passphrase on it: recording goes on, reading asks", { timeout: 60_000 }, async () => {
    await put(name);
    expect((await twscope(["logs", "key", "--passphrase"], { answers: ["geheim", "geheim"] })).exitCode).toBe(0);
    expect(existsSync(identity)).toBe(false);
    await put(name);
    expect((await read([], ["geheim"])).out).toContain("DU1234567");
  });

  test("asks for the passphrase once, or takes it from the environment", async () => {
    await put(name);
    await put("api.6.20261120.101500.twscope");
    await sealQuickly(sealed);
    expect(await read([], ["wrong"])).toMatchObject({ exitCode: 4, notes: expect.stringContaining("does not open") });
    expect((await read()).notes).toContain("set TWSCOPE_PASSPHRASE, or run in a terminal to be asked");
    const { out } = await twscope(["logs", "--json"], { answers: ["geheim"] });
    expect(JSON.parse(out)).toMatchObject([{ state: "whole" }, { state: "whole" }]);
    vi.stubEnv("TWSCOPE_PASSPHRASE", "geheim");
    expect((await twscope(["logs", "key", "--file"])).out).toContain("identity.txt (file)");
    vi.stubEnv("TWSCOPE_PASSPHRASE", undefined);
    expect((await read()).exitCode).toBe(0);
  });

  test("changes nothing when the two passphrases differ, or are empty", async () => {
    await keys().recipients();
    for (const answers of [["one", "two"], [""], []])
      expect((await twscope(["logs", "key", "--passphrase"], { answers })).exitCode).toBe(2);
    expect(existsSync(identity)).toBe(true);
  });

  test("is made under a passphrase right away where TWSCOPE_PASSPHRASE is set", { timeout: 60_000 }, async () => {
    vi.stubEnv("TWSCOPE_PASSPHRASE", "geheim");
    await put(name);
    expect(existsSync(identity)).toBe(false);
    expect((await twscope(["logs", "key"])).out).toContain("identity.age (passphrase)");
  });
});

describe("a key file", () => {
  test("with a public key is enough to record, and not to read", async () => {
    await put(name);
    const recipient = join(settings, "recipient.txt");
    const ring = new KeyRing({ folder: join(settings, "nowhere"), keyFile: recipient });
    expect((await ring.newKey()).recipients).toEqual(await keys().recipients());
    expect(existsSync(join(settings, "nowhere"))).toBe(false);
    expect(await read(["--key-file", recipient])).toMatchObject({ exitCode: 4 });
  });

  test("with the secret key reads, wherever it lies", async () => {
    await put(name);
    const elsewhere = join(settings, "copy.txt");
    writeFileSync(elsewhere, readFileSync(identity));
    rmSync(identity);
    expect((await read(["--key-file", elsewhere])).exitCode).toBe(0);
    expect((await read()).exitCode).toBe(4);
  });

  test("may itself be under a passphrase, as the age tool makes it", async () => {
    await put(name);
    const elsewhere = join(settings, "copy.age");
    await sealQuickly(elsewhere);
    expect((await read(["--key-file", elsewhere], ["geheim"])).exitCode).toBe(0);
  });

  test("that is not there, or holds none, is said to be so", async () => {
    await put(name);
    expect((await read(["--key-file", join(settings, "nowhere.txt")])).notes).toContain("cannot be read");
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, "empty.txt"), "# none\n");
    expect((await read(["--key-file", join(settings, "empty.txt")])).notes).toContain("holds no key");
  });
});

describe("the system's key store", () => {
  test("keeps the secret half instead of a file, and gives it back", async () => {
    await put(name);
    const kept: { secret?: string } = {};
    const keyStore = {
      name: "a test's key store",
      get: async () => kept.secret,
      put: async (_account: string, secret: string) => void (kept.secret = secret),
      forget: async () => void delete kept.secret,
    };
    const ring = () => new KeyRing({ folder: settings, keyStore });
    expect(await ring().moveToKeyStore()).toBe("a test's key store");
    expect(existsSync(identity)).toBe(false);
    expect(ring().keeping).toBe("key store");
    expect(await ring().secret()).toEqual([kept.secret]);
    await ring().newKey();
    await ring().moveToFile();
    expect(kept.secret).toBeUndefined();
    expect((await read()).exitCode).toBe(0);
  });

  test("that does not give it back leaves the file where it is", async () => {
    await keys().recipients();
    const broken = { name: "a broken one", get: async () => "", put: async () => {}, forget: async () => {} };
    await expect(new KeyRing({ folder: settings, keyStore: broken }).moveToKeyStore()).rejects.toThrow(
      "did not give back",
    );
    expect(existsSync(identity)).toBe(true);
  });
});
