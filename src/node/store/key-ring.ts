/**
 * The keys of the recordings. A recorder needs only the public half (the recipient); reading needs the secret half (the
 * identity). Both are made on first use, in the format of the age tool, so that the stock tool opens everything too.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { keyBytes } from "../record/sealing.ts";
import { KeyStoreError, keyStoreFor, type KeyStore } from "./system-key-store.ts";

/** Loaded when a key is needed: a tenth of a second that every command would wait for it else. */
const age = (): Promise<typeof import("age-encryption")> => import("age-encryption");

const recipientOf = async (identity: string): Promise<string> => (await age()).identityToRecipient(identity);

/** How the identity is kept. */
export type Keeping = "file" | "passphrase" | "key store";

export interface KeyRingOptions {
  /** The folder of settings. */
  readonly folder: string;
  /** A file with identities or recipients to use instead of our own. */
  readonly keyFile?: string | undefined;
  /** Asks for the passphrase, when one is needed. `undefined`: nobody can be asked. */
  readonly askPassphrase?: (() => Promise<string | undefined>) | undefined;
  readonly keyStore?: KeyStore | undefined;
}

/** A key that cannot be had; the message says what to do. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

export interface WrappedKey {
  readonly key: Uint8Array;
  /** The key as an age file. */
  readonly wrapped: Uint8Array;
  readonly recipients: readonly string[];
}

export class KeyRing {
  private readonly options: KeyRingOptions;
  private readonly keyStore: KeyStore | undefined;
  private identities: Promise<readonly string[]> | undefined;
  private readonly unwrapped = new Map<string, Promise<Uint8Array>>();
  /** Set when this run made the keys: they must be told of. */
  made: { readonly where: string; readonly recipient: string } | undefined;

  constructor(options: KeyRingOptions) {
    this.options = options;
    this.keyStore = options.keyStore ?? keyStoreFor(process.platform, options.folder);
  }

  get identityPath(): string {
    return join(this.options.folder, "identity.txt");
  }
  get sealedIdentityPath(): string {
    return join(this.options.folder, "identity.age");
  }
  get recipientPath(): string {
    return join(this.options.folder, "recipient.txt");
  }

  get keyStoreName(): string {
    return this.keyStore?.name ?? "the system's key store";
  }

  /** How our own identity is kept; `undefined` when there is none yet. */
  get keeping(): Keeping | undefined {
    if (existsSync(this.identityPath)) return "file";
    if (existsSync(this.sealedIdentityPath)) return "passphrase";
    return existsSync(this.recipientPath) ? "key store" : undefined;
  }

  /** For whom recordings are sealed. Makes a key pair when there is none. */
  async recipients(): Promise<readonly string[]> {
    const { keyFile } = this.options;
    if (keyFile !== undefined) {
      const keys = keysIn(keyFile);
      return Promise.all(
        keys.map((key) => (key.startsWith("AGE-SECRET-KEY-") ? recipientOf(key) : Promise.resolve(key))),
      );
    }
    if (this.keeping === undefined) await this.make();
    if (existsSync(this.recipientPath)) return keysIn(this.recipientPath);
    const recipients = await Promise.all(keysIn(this.identityPath).map((key) => recipientOf(key)));
    return recipients;
  }

  /** A new key for blocks, wrapped for the recipients. */
  async newKey(): Promise<WrappedKey> {
    const recipients = await this.recipients();
    const key = new Uint8Array(randomBytes(keyBytes));
    return { key, wrapped: await encryptFor(recipients, key), recipients };
  }

  /**
   * The key in a recording's head.
   * @throws KeyError when no identity opens it
   */
  async unwrap(wrapped: Uint8Array, path: string): Promise<Uint8Array> {
    const name = Buffer.from(wrapped).toString("base64");
    const known = this.unwrapped.get(name) ?? this.open(wrapped, path);
    this.unwrapped.set(name, known);
    return known;
  }

  /** Puts a passphrase on our identity. */
  async protect(passphrase: string): Promise<void> {
    const before = this.keeping;
    const identities = await this.load();
    const { armor, Encrypter } = await age();
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    const sealed = armor.encode(await encrypter.encrypt(`${identities.join("\n")}\n`));
    await this.writeRecipients(identities);
    writePrivate(this.sealedIdentityPath, `${sealed}\n`);
    rmSync(this.identityPath, { force: true });
    if (before === "key store") await this.forgetKept();
  }

  /** Moves our identity into the system's key store. */
  async moveToKeyStore(): Promise<string> {
    const { keyStore } = this;
    if (!keyStore) throw new KeyError("this system has no key store that twscope knows; keep the key in a file");
    const identities = await this.load();
    const secret = identities.join("\n");
    await this.writeRecipients(identities);
    const account = this.account();
    const back = await this.asking(keyStore, async () => {
      await keyStore.put(account, secret);
      return keyStore.get(account);
    });
    if (back !== secret)
      throw new KeyError(`${keyStore.name} did not give back what was put into it; the key stays where it was`);
    rmSync(this.identityPath, { force: true });
    rmSync(this.sealedIdentityPath, { force: true });
    return keyStore.name;
  }

  /** Puts our identity into a plain file again. */
  async moveToFile(): Promise<string> {
    const before = this.keeping;
    const identities = await this.load();
    writePrivate(this.identityPath, identityFile(identities, (await this.recipients())[0] ?? ""));
    rmSync(this.sealedIdentityPath, { force: true });
    if (before === "key store") await this.forgetKept();
    return this.identityPath;
  }

  /** The identities themselves, for keeping them elsewhere. */
  async secret(): Promise<readonly string[]> {
    return this.load();
  }

  /** Under which our identity lies in the key store: other settings folders have others. */
  private account(): string {
    return keysIn(this.recipientPath)[0] ?? "";
  }

  private async asking<T>(keyStore: KeyStore, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KeyStoreError)) throw error;
      throw new KeyError(`${keyStore.name} cannot be used, and nothing was changed: ${error.message}`, {
        cause: error,
      });
    }
  }

  /** What stays in a key store that does not let go of it is a key that is kept twice. */
  private async forgetKept(): Promise<void> {
    await this.keyStore?.forget(this.account()).catch(() => {});
  }

  private async make(): Promise<void> {
    const identity = await (await age()).generateX25519Identity();
    const recipient = await recipientOf(identity);
    writePrivate(this.recipientPath, `${recipient}\n`);
    this.identities = Promise.resolve([identity]);
    const passphrase = process.env["TWSCOPE_PASSPHRASE"];
    // In a container there is nobody to put the passphrase on later.
    if (passphrase) await this.protect(passphrase);
    else writePrivate(this.identityPath, identityFile([identity], recipient));
    this.identities = undefined;
    this.made = {
      where: passphrase ? `${this.sealedIdentityPath}, under TWSCOPE_PASSPHRASE` : this.identityPath,
      recipient,
    };
  }

  private async writeRecipients(identities: readonly string[]): Promise<void> {
    const recipients = await Promise.all(identities.map((identity) => recipientOf(identity)));
    writePrivate(this.recipientPath, `${recipients.join("\n")}\n`);
  }

  private load(): Promise<readonly string[]> {
    this.identities ??= this.read();
    return this.identities;
  }

  private async read(): Promise<readonly string[]> {
    const { keyFile } = this.options;
    if (keyFile !== undefined) {
      const text = readKeyFile(keyFile);
      return text.startsWith("age-encryption.org/") || text.startsWith("-----BEGIN AGE")
        ? this.openSealed(keyFile)
        : keysIn(keyFile).filter((key) => key.startsWith("AGE-SECRET-KEY-"));
    }
    switch (this.keeping) {
      case "file":
        return keysIn(this.identityPath);
      case "passphrase":
        return this.openSealed(this.sealedIdentityPath);
      case "key store": {
        const { keyStore } = this;
        const kept = keyStore && (await this.asking(keyStore, () => keyStore.get(this.account())));
        if (kept === undefined)
          throw new KeyError(
            `the key should be in ${this.keyStore?.name ?? "the system's key store"}, and is not. ` +
              `Put a copy of it into ${this.identityPath}, or name it with --key-file.`,
          );
        return kept.split("\n").filter((line) => line !== "");
      }
      case undefined:
        throw new KeyError(`there is no key: ${this.identityPath} does not exist. Name the key file with --key-file.`);
    }
  }

  private async openSealed(path: string): Promise<readonly string[]> {
    const passphrase = process.env["TWSCOPE_PASSPHRASE"] ?? (await this.options.askPassphrase?.());
    if (passphrase === undefined)
      throw new KeyError(`${path} needs its passphrase: set TWSCOPE_PASSPHRASE, or run in a terminal to be asked`);
    const { armor, Decrypter } = await age();
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const text = readFileSync(path);
    try {
      const bytes = text.toString("latin1").startsWith("-----BEGIN") ? armor.decode(text.toString("latin1")) : text;
      return keyLines(await decrypter.decrypt(new Uint8Array(bytes), "text"));
    } catch (error) {
      throw new KeyError(`${path} does not open with this passphrase`, { cause: error });
    }
  }

  private async open(wrapped: Uint8Array, path: string): Promise<Uint8Array> {
    const identities = await this.load();
    const { Decrypter } = await age();
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    try {
      return await decrypter.decrypt(wrapped);
    } catch (error) {
      throw new KeyError(
        `${path} was sealed for another key than the one here. Name the right one with --key-file FILE.`,
        {
          cause: error,
        },
      );
    }
  }
}

/** An age file for recipients. */
export async function encryptFor(recipients: readonly string[], bytes: Uint8Array): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

const identityFile = (identities: readonly string[], recipient: string): string =>
  [
    "# The secret key of twscope's recordings, in the format of the age tool.",
    "# Whoever has it can read them; without it nobody can. Keep a copy in a safe place.",
    `# public key: ${recipient}`,
    ...identities,
    "",
  ].join("\n");

const keyLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new KeyError(`the key file ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function keysIn(path: string): readonly string[] {
  const keys = keyLines(readKeyFile(path));
  if (keys.length === 0)
    throw new UsageError("key", `${path} holds no key: a line AGE-SECRET-KEY-1… (to read) or age1… (to record)`);
  return keys;
}

/** Only its user may read what lies in it. Written beside and renamed, so that there is never half a key. */
function writePrivate(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, path);
}
