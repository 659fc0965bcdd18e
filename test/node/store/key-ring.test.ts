/** Keys: made without questions, kept in three ways, and in the format that the stock age tool opens. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checksum, makeSealer, packer } from "../../../src/node/record/sealing.ts";
import { openRecording } from "../../../src/node/record/recording-input.ts";
import { KeyError, KeyRing, type WrappedKey } from "../../../src/node/store/key-ring.ts";
import type { KeyStore } from "../../../src/node/store/system-key-store.ts";
import { readHead } from "../../../src/recording/header.ts";
import { RecordingWriter } from "../../../src/recording/recording-writer.ts";
import { dataEvent } from "../../recording/recordings.ts";
import { newFolder } from "../record/ends.ts";

let folder: string;
beforeEach(() => (folder = newFolder()));
afterEach(() => rmSync(folder, { recursive: true }));

const ring = (options = {}): KeyRing => new KeyRing({ folder, ...options });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function recordingWith({ key, wrapped, recipients }: WrappedKey): Uint8Array {
  const id = randomBytes(16).toString("hex");
  const writer = new RecordingWriter({
    header: { made: "twscope test", created: "2026-11-22T10:15:00.000Z", id, sealed: "age", recipients },
    key: wrapped,
    sealer: (head) => makeSealer(key, id, head),
    packer,
    checksum,
  });
  writer.add(dataEvent("secret"));
  return Buffer.concat([writer.head, ...(writer.block() ?? [])]);
}

class FakeKeyStore implements KeyStore {
  readonly name = "a key store";
  kept: string | undefined;
  forgets = false;
  get = (): Promise<string | undefined> => Promise.resolve(this.forgets ? undefined : this.kept);
  put = (_account: string, secret: string): Promise<void> => Promise.resolve(void (this.kept = secret));
  forget = (): Promise<void> => Promise.resolve(void (this.kept = undefined));
}

describe("the key ring", () => {
  test("makes a key pair on first use, readable only by its user, and says where it lies", async () => {
    const keys = ring();
    const { key, wrapped, recipients } = await keys.newKey();
    expect(keys.made).toEqual({ where: join(folder, "identity.txt"), recipient: recipients[0] });
    expect(statSync(keys.identityPath).mode & 0o777).toBe(0o600);
    expect(hex(await ring().unwrap(wrapped, "x"))).toBe(hex(key));
    const again = ring();
    expect((await again.newKey()).recipients).toEqual(recipients);
    expect(again.made).toBeUndefined();
  });

  test("records with the public half alone", async () => {
    const [recipient] = await ring().recipients();
    const other = new KeyRing({ folder: join(folder, "other"), keyFile: join(folder, "recipient.txt") });
    expect(readFileSync(join(folder, "recipient.txt"), "utf8")).toContain(recipient ?? "?");
    const { key, wrapped } = await other.newKey();
    expect(hex(await ring().unwrap(wrapped, "x"))).toBe(hex(key));
    await expect(other.unwrap(wrapped, "x")).rejects.toThrow(KeyError);
  });

  // A passphrase is made slow to try, so this is slow too.
  test("with a passphrase on it, opens with that passphrase and with no other", { timeout: 240_000 }, async () => {
    const { key, wrapped } = await ring().newKey();
    await ring().protect("correct horse");
    expect(existsSync(ring().identityPath)).toBe(false);
    const asked = (passphrase: string | undefined): KeyRing =>
      ring({ askPassphrase: () => Promise.resolve(passphrase) });
    await expect(asked("wrong").unwrap(wrapped, "x")).rejects.toThrow("does not open with this passphrase");
    await expect(asked(undefined).unwrap(wrapped, "x")).rejects.toThrow("needs its passphrase");
    const right = asked("correct horse");
    expect(right.keeping).toBe("passphrase");
    expect(hex(await right.unwrap(wrapped, "x"))).toBe(hex(key));
    await right.moveToFile();
    expect(hex(await ring().unwrap(wrapped, "x"))).toBe(hex(key));
  });

  test("moves into the system's key store, and stays where it is when that does not give it back", async () => {
    const keyStore = new FakeKeyStore();
    const { key, wrapped } = await ring().newKey();
    keyStore.forgets = true;
    await expect(ring({ keyStore }).moveToKeyStore()).rejects.toThrow("did not give back");
    expect(ring().keeping).toBe("file");
    keyStore.forgets = false;
    await ring({ keyStore }).moveToKeyStore();
    expect(ring({ keyStore }).keeping).toBe("key store");
    expect(hex(await ring({ keyStore }).unwrap(wrapped, "x"))).toBe(hex(key));
    await expect(ring({ keyStore: new FakeKeyStore() }).unwrap(wrapped, "x")).rejects.toThrow(
      "should be in a key store, and is not",
    );
  });

  test("with the wrong key names the file, and for whom it was sealed", async () => {
    const made = await ring().newKey();
    const path = join(folder, "api.7.20261122.101500.twscope");
    writeFileSync(path, recordingWith(made));
    const wrong = new KeyRing({ folder: join(folder, "other") });
    await wrong.newKey();
    await expect(openRecording(path, wrong)).rejects.toThrow(`${path} was sealed for another key`);
    await expect(openRecording(path, wrong)).rejects.toThrow(made.recipients[0]);
  });

  test("a key file that is not there, or holds no key, is named", async () => {
    await expect(ring({ keyFile: join(folder, "none.txt") }).recipients()).rejects.toThrow(/none\.txt cannot be read/);
    writeFileSync(join(folder, "empty.txt"), "# nothing\n");
    await expect(ring({ keyFile: join(folder, "empty.txt") }).recipients()).rejects.toThrow(/empty\.txt holds no key/);
  });

  test(
    "with any byte of the wrapped key changed or cut, no recording opens, and nothing is read from it",
    { timeout: 120_000 },
    async () => {
      const keys = ring();
      const { wrapped } = await keys.newKey();
      for (let at = 0; at < wrapped.length; at += 1) {
        const bytes = wrapped.slice();
        bytes[at]! ^= 1 << (at % 8);
        await expect(keys.unwrap(bytes, "x"), `byte ${at}`).rejects.toThrow(KeyError);
        await expect(keys.unwrap(wrapped.subarray(0, at), "x"), `cut at ${at}`).rejects.toThrow(KeyError);
      }
    },
  );
});

const age = (args: readonly string[], input?: Uint8Array) => spawnSync("age", args, input ? { input } : {});
const missing = age(["--version"]).error !== undefined || spawnSync("age-keygen", ["--version"]).error !== undefined;

describe("the stock age tool", () => {
  test("unwraps the key in a recording's head with our key file", async ({ skip }) => {
    if (missing) skip("age is not installed");
    const keys = ring();
    const made = await keys.newKey();
    const read = readHead(recordingWith(made), checksum);
    const { status, stdout } = age(
      ["--decrypt", "--identity", keys.identityPath],
      read.state === "whole" ? read.head.key : undefined,
    );
    expect([status, hex(stdout)]).toEqual([0, hex(made.key)]);
  });

  test("makes key files that serve us, for recording and for reading", async ({ skip }) => {
    if (missing) skip("age is not installed");
    const keyFile = join(folder, "stock.txt");
    spawnSync("age-keygen", ["--output", keyFile]);
    const { key, wrapped, recipients } = await ring({ keyFile }).newKey();
    expect(recipients[0]).toBe(spawnSync("age-keygen", ["-y", keyFile], { encoding: "utf8" }).stdout.trim());
    expect(hex(await ring({ keyFile }).unwrap(wrapped, "x"))).toBe(hex(key));
  });

  test("wraps keys that we unwrap", async ({ skip }) => {
    if (missing) skip("age is not installed");
    const [recipient = ""] = await ring().recipients();
    const secret = randomBytes(32);
    const { stdout } = age(["--encrypt", "--recipient", recipient], secret);
    expect(hex(await ring().unwrap(new Uint8Array(stdout), "x"))).toBe(hex(secret));
  });
});
