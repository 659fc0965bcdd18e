/**
 * The system's key store, by the tool that each system brings: libsecret's secret-tool on Linux, security on macOS. On
 * Windows the key is sealed for the user by the data protection API, through PowerShell.
 */
import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";

export interface KeyStore {
  readonly name: string;
  readonly get: () => Promise<string | undefined>;
  readonly put: (secret: string) => Promise<void>;
  readonly forget?: () => Promise<void>;
}

const service = "twscope";
const account = "recordings";
const timeoutMs = 30_000;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a tool without a shell. The secret goes in by its standard input, never by its arguments. */
function run(command: string, args: readonly string[], input = ""): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { timeout: timeoutMs, windowsHide: true });
    const ran = { out: "", error: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (ran.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (ran.error += text));
    child.stdin.on("error", () => {});
    child.on("error", (error) => resolve({ code: -1, out: "", error: error.message }));
    child.on("close", (code) => resolve({ code: code ?? -1, ...ran }));
    child.stdin.end(input);
  });
}

async function mustRun(command: string, args: readonly string[], input = ""): Promise<string> {
  const { code, out, error } = await run(command, args, input);
  if (code !== 0) throw new Error(`${command} failed: ${error.trim() || `exit code ${code}`}`);
  return out;
}

const linux: KeyStore = {
  name: "the desktop's secret service (secret-tool)",
  get: async () => {
    const { code, out } = await run("secret-tool", ["lookup", "service", service, "account", account]);
    return code === 0 && out !== "" ? out : undefined;
  },
  put: async (secret) => {
    const label = "twscope: key of the recordings";
    await mustRun("secret-tool", ["store", `--label=${label}`, "service", service, "account", account], secret);
  },
  forget: async () => void (await run("secret-tool", ["clear", "service", service, "account", account])),
};

/** `security -i` reads its command from standard input, so that the secret is in no process list. */
const mac: KeyStore = {
  name: "the keychain",
  get: async () => {
    const { code, out } = await run("security", ["find-generic-password", "-s", service, "-a", account, "-w"]);
    return code === 0 ? Buffer.from(out.trim(), "base64").toString("utf8") : undefined;
  },
  put: async (secret) => {
    const encoded = Buffer.from(secret, "utf8").toString("base64");
    await mustRun("security", ["-i"], `add-generic-password -U -s ${service} -a ${account} -w ${encoded}\n`);
  },
  forget: async () => void (await run("security", ["delete-generic-password", "-s", service, "-a", account])),
};

const sealedPath = (): string => join(process.env["APPDATA"] ?? homedir(), "twscope", "identity.dpapi");

const powershell = (script: string, input = ""): Promise<string> =>
  mustRun("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script], input);

const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

const windows: KeyStore = {
  name: "Windows data protection, for this user",
  get: async () => {
    const script = `$s = Get-Content -Raw ${quoted(sealedPath())} | ConvertTo-SecureString; [Console]::Out.Write([Net.NetworkCredential]::new('', $s).Password)`;
    return powershell(script).catch(() => undefined);
  },
  put: async (secret) => {
    const script = `$t = [Console]::In.ReadToEnd(); ConvertTo-SecureString $t -AsPlainText -Force | ConvertFrom-SecureString | Set-Content ${quoted(sealedPath())}`;
    await powershell(script, secret);
  },
  forget: async () => void (await powershell(`Remove-Item ${quoted(sealedPath())}`).catch(() => "")),
};

export function keyStoreFor(platform: NodeJS.Platform): KeyStore | undefined {
  if (platform === "linux") return linux;
  if (platform === "darwin") return mac;
  return platform === "win32" ? windows : undefined;
}
