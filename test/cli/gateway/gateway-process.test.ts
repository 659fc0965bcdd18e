/** The simulated gateway as a process: started, told what to do while it runs, asked how it is, and ended by signals. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SmallProgram } from "../../../src/cli/demo/small-program.ts";
import { twscope } from "../run-twscope.ts";

const main = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("these tests need the built program: npm run build");

const folder = mkdtempSync(join(tmpdir(), "twscope-gateway-cli-"));
const env = { ...process.env, NO_COLOR: "1", TWSCOPE_SETTINGS: join(folder, "settings") };
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly out: () => string;
  /** Ends it. @returns exit code */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts it at any free port. */
async function gateway(...options: string[]): Promise<Started> {
  const child = spawn(process.execPath, [main, "gateway", "--port", "0", "--json", ...options], { env });
  started.push(child);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (out += text));
  const exited = once(child, "exit") as Promise<[number | null]>;
  await vi.waitFor(() => expect(out).toContain('"event":"listening"'), { timeout: 20_000 });
  const line = out.split("\n").find((one) => one.includes('"listening"')) ?? "";
  const { port } = JSON.parse(line) as { port: number };
  return {
    child,
    port,
    out: () => out,
    end: async (signal) => {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

/** What the built program answers. */
function tell(...line: string[]): { code: number | null; out: string; notes: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "gateway", ...line], { env, encoding: "utf8" });
  return { code: status, out: stdout, notes: stderr.trim() };
}

test("it runs, does what it is told, says how it is, and ends cleanly on SIGTERM", { timeout: 60_000 }, async () => {
  const state = join(folder, "state");
  const options = ["--state", state, "--api-log", "--plain", "--server-version", "203", "--clock", "stepped"];
  const { port, end, out } = await gateway(...options);
  const at = ["--port", String(port)];
  const program = await SmallProgram.connect(port, 7);
  expect(await program.answer("NEXT_VALID_ID")).toMatchObject({ orderId: 1 });

  const status = tell("do", "status", ...at);
  expect(status).toMatchObject({ code: 0, notes: "" });
  expect(status.out).toMatch(/^Simulated IB Gateway at 127\.0\.0\.1:\d+\n/);
  expect(status.out).toMatch(/client 7 +server version 203, from 127\.0\.0\.1\n/);
  expect(JSON.parse(tell("do", "status", "--json", ...at).out)).toMatchObject({
    ok: true,
    clients: [{ clientId: 7, serverVersion: 203 }],
  });

  expect(tell("do", "scenario", "market-data-farm-blip", ...at)).toEqual({ code: 0, out: "", notes: "" });
  expect(JSON.parse(tell("do", "step", "6s", "--json", ...at).out)).toMatchObject({ ok: true });
  expect(await program.answer("ERR_MSG", ({ errorCode }) => errorCode === 2103)).toBeDefined();
  expect(tell("do", "broker", "down", ...at).code).toBe(0);
  expect(await program.answer("ERR_MSG", ({ errorCode }) => errorCode === 1100)).toBeDefined();
  expect(tell("do", "stop", ...at).code).toBe(0);
  expect(tell("do", "error", "10349", "Order TIF was set to DAY", ...at).code).toBe(0);
  expect(await program.answer("ERR_MSG", ({ errorCode }) => errorCode === 10_349)).toBeDefined();
  // A file of the user's, too.
  const file = join(folder, "mine.toml");
  writeFileSync(file, 'name = "mine"\nabout = "x"\n[[events]]\nwhen = { at = "1s" }\nactions = [{ do = "close" }]\n');
  expect(tell("do", "scenario", file, ...at)).toEqual({ code: 0, out: "", notes: "" });
  const lost = tell("do", "market", "up", ...at);
  expect(lost.code).toBe(2);
  expect(lost.notes).toContain("it takes status, scenario");

  expect(tell("describe", "265598|C", "--debug").out).toMatch(/^AAPL {2}APPLE INC\n.*\n {2}exchange +SMART\n/s);
  const plain = tell("describe", "265598|C");
  expect([plain.code, plain.notes]).toEqual([2, expect.stringContaining("debug mode")]);

  // At a port where it runs already nothing else can.
  const taken = tell(...at);
  expect([taken.code, taken.notes]).toEqual([3, expect.stringContaining("Choose another port with --port")]);

  expect(await end("SIGTERM")).toBe(0);
  expect(out()).toContain("Shutting down API");
  const [user = ""] = readdirSync(state).filter((name) => name !== "jts.ini");
  const kept = readdirSync(join(state, user));
  expect(kept).toEqual(
    expect.arrayContaining(["ibg.xml", "state.json", expect.stringMatching(/^api\.7\..*\.twscope$/)]),
  );
  const gone = tell("do", "status", ...at);
  expect([gone.code, gone.notes]).toEqual([3, expect.stringContaining("start one with")]);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends it with exit code 0", { timeout: 30_000 }, async (signal) => {
  const { end } = await gateway("--quiet");
  expect(await end(signal)).toBe(0);
});

test(
  "with --json all it says is JSON, a line an object, and the port is in the first",
  { timeout: 30_000 },
  async () => {
    const { port, end, out } = await gateway("--server-version", "176");
    const program = await SmallProgram.connect(port, 1);
    await program.answer("NEXT_VALID_ID");
    await program.leave();
    expect(await end("SIGINT")).toBe(0);
    const lines = out()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ event }) => event === "listening")).toMatchObject({ port, serverVersion: 176, seed: 1 });
    expect(lines.filter(({ event }) => event === "log").map(({ text }) => text)).toContain(
      "Start API message, ClientID=1",
    );
  },
);

describe("what is wrong is said, with what to do", () => {
  const file = (text: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), "twscope-scenario-")), "bad.toml");
    writeFileSync(path, text);
    return path;
  };
  const scenario = (rest: string): string => file(`name = "x"\nabout = "y"\n[[events]]\n${rest}`);
  test.each<[string[], number, string]>([
    [["-p", "99999"], 2, "--port 99999: it takes a whole number from 0 to 65535"],
    [["--server-version", "99"], 2, "from 100 to 226"],
    [["--clock", "warp"], 2, "it takes real, stepped, fast, or fast:N"],
    [["--start", "yesterday"], 2, "such as 2026-11-25T14:30:00Z"],
    [["--listen", "0.0.0.0"], 2, "say so with --allow-remote"],
    [["--trust", "192.0.2.1"], 2, "--trust goes with --listen ADDRESS --allow-remote"],
    [["--account", "me"], 2, "an account looks like DU1234567"],
    [["--api-log"], 2, "--api-log goes with --state FOLDER"],
    [["--market-data"], 2, "--market-data goes with --state FOLDER"],
    [["--plain"], 2, "--plain goes with --state FOLDER"],
    [["--scenario", "nope"], 2, "no scenario is called nope; `twscope gateway scenarios` lists them"],
    [["--scenario", "farm-blip"], 2, "did you mean historical-farm-blip, market-data-farm-blip"],
    [["--scenario", "./no-such.toml"], 3, "scenario ./no-such.toml: there is no such file"],
    [["--scenario", tmpdir()], 3, "this is a folder"],
    [["--scenario", file("name =")], 2, "bad.toml:1:"],
    [
      ["--scenario", scenario('when = { at = "5 parsecs" }\nactions = [{ do = "mute" }]')],
      2,
      "when.at: expected a time",
    ],
    [
      ["--scenario", scenario('when = { at = 1 }\nactions = [{ do = "move", symbol = "?" }]')],
      2,
      "nothing is called ?",
    ],
    [["--state", file("x")], 3, "there is a file in its place"],
    [["--bogus"], 2, "unknown option '--bogus'"],
    [["nonsense"], 2, "unknown command 'nonsense'"],
    [["do"], 2, "missing required argument 'what'"],
    [["do", "farm", "usfarm"], 2, "usage: twscope gateway do farm"],
    [["do", '{"do":"wedge","ms":"5 parsecs"}'], 2, "ms: expected a time such as 5s"],
    [["do", "status", "-p", "1"], 3, "no gateway of yours runs at port 1; start one with"],
    [["describe"], 2, "missing required argument 'contract'"],
    [["describe", "NOSUCH"], 1, "No contract of the simulated host fits NOSUCH"],
  ])("%j", async (line, code, words) => {
    const { exitCode, out, notes } = await twscope(["gateway", ...line]);
    expect({ exitCode, out, notes }).toEqual({ exitCode: code, out: "", notes: expect.stringContaining(words) });
  });

  test("also when what it kept cannot be read", async () => {
    const { child, end } = await gateway("--state", join(folder, "kept"));
    expect(child.exitCode).toBeNull();
    await end("SIGTERM");
    const [user = ""] = readdirSync(join(folder, "kept")).filter((name) => name !== "jts.ini");
    writeFileSync(join(folder, "kept", user, "state.json"), "{");
    const { code, notes } = tell("--port", "0", "--state", join(folder, "kept"));
    expect([code, notes]).toEqual([2, expect.stringContaining("move it away to begin with a new account")]);
  });
});

test.each([[["describe", "265598|C", "--debug"]], [["scenarios"]]])("%j fits a narrow terminal", async (line) => {
  const { out } = await twscope(["gateway", ...line], { columns: 60 });
  expect(Math.max(...out.split("\n").map((one) => one.length))).toBeLessThanOrEqual(60);
  // In a pipe nothing is broken.
  const { out: whole } = await twscope(["gateway", ...line]);
  expect(Math.max(...whole.split("\n").map((one) => one.length))).toBeGreaterThan(60);
});
