/** Builds rust-ibapi with our program for it, in the throw-away folder of the judges, and runs that program. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Exactly this release judges. */
export const rustClient = "5.5.0";

const folder = fileURLToPath(new URL("../../../.cache/judges/rust/", import.meta.url));
const program = fileURLToPath(new URL("rust/main.rs", import.meta.url));

const manifest = `[package]
name = "judge"
version = "0.0.0"
edition = "2021"
publish = false

[[bin]]
name = "judge"
path = ${JSON.stringify(program)}

[dependencies]
ibapi = { version = "=${rustClient}", default-features = false, features = ["sync"] }
serde_json = "1"
time = "0.3"

[profile.dev]
debug = 0
incremental = false
`;

/** @throws when there is no Rust, or no network for the first time */
export function buildRustClient(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Cargo.toml"), manifest);
  const { status, error, stderr } = spawnSync("cargo", ["build", "--quiet"], { cwd: folder, encoding: "utf8" });
  if (error || status !== 0)
    throw new Error(`This judge needs Rust and a network, and \`cargo build\` failed: ${error?.message ?? stderr}`);
}

/** What came of one function of the client. */
export interface Checked {
  /** The function, as the client names it. */
  readonly call: string;
  /** What must come of it. */
  readonly must: string;
  /** Why it did not. */
  readonly failed: string | null;
}

/**
 * Runs the program against a host.
 * @param does what the program may ask to be done to the host
 */
export async function runRustClient(
  port: number,
  role: "trader" | "advisor",
  does: Readonly<Record<string, () => void>> = {},
): Promise<Checked[]> {
  const child = spawn(join(folder, "target", "debug", "judge"), [String(port), role], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const checked: Checked[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Checked | { readonly ask: string };
    if ("ask" in told) {
      does[told.ask]?.();
      child.stdin.write("done\n");
    } else checked.push(told);
  }
  return checked;
}
