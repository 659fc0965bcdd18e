/**
 * The system's key store, by the tool that each system brings: libsecret's secret-tool on Linux, security on macOS. On
 * Windows the key is sealed for the user by the data protection API, through PowerShell, and lies beside the settings.
 *
 * A secret goes in by standard input and comes out by standard output: arguments and environment are there for others to read.
 *
 * Sources: secret-tool(1); security(1), whose `-i` takes its commands from standard input; about_Quoting_Rules and
 * ConvertFrom-SecureString of Windows PowerShell 5.1, which is there on every Windows.
 */
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Keeps a secret for each account: those of other settings folders of the same user are not touched. */
export interface KeyStore {
  readonly name: string;
  /** `undefined` when there is none. @throws KeyStoreError when nobody can say */
  readonly get: (account: string) => Promise<string | undefined>;
  /** @throws KeyStoreError when it was not taken */
  readonly put: (account: string, secret: string) => Promise<void>;
  readonly forget: (account: string) => Promise<void>;
}

/** A key store that cannot be used; the message says why. */
export class KeyStoreError extends Error {
  override readonly name = "KeyStoreError";
}

const service = "twscope";
/** Somebody may have to type the password of a locked key store first. */
const timeoutMs = 120_000;

interface Tool {
  readonly command: string;
  /** What to do when it is not there. */
  readonly absent: string;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a tool, without a shell. @throws KeyStoreError when it cannot be run */
function run(
  { command, absent }: Tool,
  args: readonly string[],
  { input = "", env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: timeoutMs, windowsHide: true, env: { ...process.env, ...env } });
    const ran = { out: "", error: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (ran.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (ran.error += text));
    // It may have ended before it read.
    child.stdin.on("error", () => {});
    child.on("error", ({ code, message }: NodeJS.ErrnoException) =>
      reject(new KeyStoreError(code === "ENOENT" ? `there is no ${command} here: ${absent}` : message)),
    );
    child.on("close", (code) =>
      code === null
        ? reject(new KeyStoreError(`${command} gave no answer within ${timeoutMs / 1000} s, or was ended`))
        : resolve({ code, ...ran }),
    );
    child.stdin.end(input);
  });
}

const failed = ({ command }: Tool, { code, error }: Ran): KeyStoreError =>
  new KeyStoreError(`${command} failed: ${error.trim() || `exit code ${code}`}`);

async function mustRun(tool: Tool, args: readonly string[], options?: Parameters<typeof run>[2]): Promise<string> {
  const ran = await run(tool, args, options);
  if (ran.code !== 0) throw failed(tool, ran);
  return ran.out;
}

const secretTool: Tool = { command: "secret-tool", absent: "install libsecret-tools (Debian, Ubuntu) or libsecret" };

const linux: KeyStore = {
  name: "the desktop's secret service (secret-tool)",
  get: async (account) => {
    const ran = await run(secretTool, ["lookup", "service", service, "account", account]);
    // It says nothing where it finds nothing, and something where it could not look.
    if (ran.code !== 0 && ran.error.trim() !== "") throw failed(secretTool, ran);
    return ran.code === 0 && ran.out !== "" ? ran.out : undefined;
  },
  put: async (account, secret) => {
    const label = "--label=twscope: key of the recordings";
    await mustRun(secretTool, ["store", label, "service", service, "account", account], { input: secret });
  },
  forget: async (account) => void (await run(secretTool, ["clear", "service", service, "account", account])),
};

const security: Tool = { command: "security", absent: "it is part of macOS" };
/** errSecItemNotFound, as an exit code. */
const notFound = 44;

const mac: KeyStore = {
  name: "the keychain",
  get: async (account) => {
    const ran = await run(security, ["find-generic-password", "-s", service, "-a", account, "-w"]);
    if (ran.code === notFound) return undefined;
    if (ran.code !== 0) throw failed(security, ran);
    return Buffer.from(ran.out.trim(), "base64").toString("utf8");
  },
  put: async (account, secret) => {
    // In base64 nothing has to be quoted. Its exit code is not to be relied on: whoever puts something reads it back.
    const encoded = Buffer.from(secret, "utf8").toString("base64");
    const command = `add-generic-password -U -s ${service} -a ${account} -w ${encoded}\n`;
    if (command.length > commandBytesMax) throw new KeyStoreError("security takes no secret of that length");
    await mustRun(security, ["-i"], { input: command });
  },
  forget: async (account) => void (await run(security, ["delete-generic-password", "-s", service, "-a", account])),
};

/** `security -i` reads lines of less than 4096 bytes. */
const commandBytesMax = 4000;

const powershell: Tool = { command: "powershell.exe", absent: "it is part of Windows" };

/** @param folder where the sealed key lies */
function windows(folder: string): KeyStore {
  const path = join(folder, "identity.dpapi");
  // The path stands in no script: PowerShell knows more quotes than one would think of, and brackets as wildcards.
  const script = (text: string, input?: string): Promise<string> =>
    mustRun(powershell, ["-NoProfile", "-NonInteractive", "-Command", `$ErrorActionPreference = 'Stop'; ${text}`], {
      env: { TWSCOPE_SEALED_KEY: path },
      ...(input !== undefined && { input }),
    });
  return {
    name: `Windows data protection, for this user (${path})`,
    get: async () => {
      if (!existsSync(path)) return undefined;
      const secret =
        "Get-Content -Raw -LiteralPath $env:TWSCOPE_SEALED_KEY | ForEach-Object Trim | ConvertTo-SecureString";
      return script(`[Console]::Out.Write([Net.NetworkCredential]::new('', (${secret})).Password)`);
    },
    put: async (_account, secret) => {
      const sealed =
        "ConvertTo-SecureString ([Console]::In.ReadToEnd()) -AsPlainText -Force | ConvertFrom-SecureString";
      await script(`${sealed} | Set-Content -Encoding Ascii -LiteralPath $env:TWSCOPE_SEALED_KEY`, secret);
    },
    forget: async () => rmSync(path, { force: true }),
  };
}

/** @param folder of settings */
export function keyStoreFor(platform: NodeJS.Platform, folder: string): KeyStore | undefined {
  if (platform === "linux") return linux;
  if (platform === "darwin") return mac;
  return platform === "win32" ? windows(folder) : undefined;
}
