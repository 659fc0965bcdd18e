/** `twscope logs key`: the key of the recordings, where it lies, and how else it can be kept. */
import { UsageError } from "../../../base/errors.ts";
import { KeyError, type KeyRing } from "../../../node/store/key-ring.ts";
import { exitCodes, type Command, type OptionValues } from "../../command.ts";
import { json } from "../../options.ts";
import { keyRingFor } from "../../store/recordings.ts";
import { keyFileOption, valuesOf } from "../../store/settings.ts";
import type { Terminal } from "../../terminal.ts";

export const keyCommand: Command = {
  name: "key",
  about: "Show where the key of the recordings lies, and change how it is kept",
  details:
    "Recordings are sealed for the public half; only reading needs the secret half. It is a key of the age tool, and that " +
    "tool reads what `twscope logs export --age` writes. It lies in a file that only its user can read, unless it is put " +
    "under a passphrase or into the system's key store. Whoever loses it loses the recordings: keep a copy.",
  options: [
    { flags: "--show", about: "Print the secret half, to keep it elsewhere" },
    { flags: "--passphrase", about: "Put a passphrase on it: asked for, or from TWSCOPE_PASSPHRASE" },
    {
      flags: "--key-store",
      about: "Move it into the system's key store: Secret Service, Keychain, Windows data protection",
    },
    { flags: "--file", about: "Put it into a plain file again" },
    keyFileOption,
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: "twscope logs key", about: "Where it lies, and its public half" },
    { line: "twscope logs key --show > twscope-key.txt", about: "A copy, for a safe place" },
    { line: "twscope logs key --passphrase", about: "From now on, reading asks for the passphrase" },
  ],
  async run(_args, options, terminal) {
    const values = valuesOf(options);
    const keys = keyRingFor(values, terminal);
    try {
      if (values.keyFile === undefined && keys.keeping === undefined) {
        terminal.note("There is no key yet: the first recording makes one.");
        return exitCodes.findings;
      }
      if (options["show"]) {
        await terminal.write(`${(await keys.secret()).join("\n")}\n`);
        return exitCodes.ok;
      }
      const changed = await change(keys, options, terminal, values.keyFile);
      if (changed) terminal.note(changed);
      const recipients = await keys.recipients();
      const where = values.keyFile ?? whereOf(keys);
      const keeping = values.keyFile === undefined ? keys.keeping : "key file";
      await terminal.write(
        options["json"]
          ? json({ keeping, where, recipients })
          : `${where} (${keeping})\npublic half ${recipients.join(", ")}\n`,
      );
      return exitCodes.ok;
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      terminal.note(error.message);
      return exitCodes.unreadable;
    }
  },
};

function whereOf(keys: KeyRing): string {
  if (keys.keeping === "passphrase") return keys.sealedIdentityPath;
  return keys.keeping === "file" ? keys.identityPath : keys.keyStoreName;
}

async function change(
  keys: KeyRing,
  options: OptionValues,
  terminal: Terminal,
  keyFile: string | undefined,
): Promise<string | undefined> {
  const asked = ["passphrase", "keyStore", "file"].filter((name) => options[name] === true);
  if (asked.length > 1) throw new UsageError("key", "choose one of --passphrase, --key-store and --file");
  if (asked.length === 1 && keyFile !== undefined)
    throw new UsageError("key", `${keyFile} is not kept by twscope; leave --key-file out to change how its own key is`);
  switch (asked[0]) {
    case "passphrase": {
      await keys.protect(await newPassphrase(terminal));
      return "The key is under the passphrase now, and the plain file is gone.";
    }
    case "keyStore":
      return `The key was moved into ${await keys.moveToKeyStore()}.`;
    case "file":
      return `The key was put into ${await keys.moveToFile()}.`;
    default:
      return undefined;
  }
}

async function newPassphrase(terminal: Terminal): Promise<string> {
  const given = process.env["TWSCOPE_PASSPHRASE"];
  if (given) return given;
  const first = await terminal.ask("New passphrase:", true);
  if (first === undefined)
    throw new UsageError("key", "nobody can be asked for a passphrase here; set TWSCOPE_PASSPHRASE");
  if (first === "")
    throw new UsageError("key", "an empty passphrase protects nothing; --file puts the key into a plain file");
  if ((await terminal.ask("The same again:", true)) !== first)
    throw new UsageError("key", "the two passphrases differ; nothing was changed");
  return first;
}
