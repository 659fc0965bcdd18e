/** The recorder as a process: signals, and readers that go away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { scratchStore } from "../node/store/scratch-store.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("these tests need the built program: npm run build");
const { store, settings } = scratchStore();

const echo = createServer((socket) => void socket.on("error", () => {}).pipe(socket));
afterAll(() => echo.close());

test(
  "SIGTERM ends it cleanly, and a reader of its output that goes away does not end it",
  { timeout: 60_000 },
  async () => {
    echo.listen(0, "127.0.0.1");
    await once(echo, "listening");
    const to = (echo.address() as AddressInfo).port;
    const child = spawn(process.execPath, [main, "record", "--listen", "0", "--to", `127.0.0.1:${to}`], {
      env: { ...process.env, TWSCOPE_STORE: store, TWSCOPE_SETTINGS: settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const exited = once(child, "exit");
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    await vi.waitFor(() => expect(out).toMatch(/127\.0\.0\.1:\d+/), 20_000);
    // Nobody reads on: the pipes are closed, as `| head` does.
    child.stdout.destroy();
    child.stderr.destroy();
    const socket = connect(Number(/127\.0\.0\.1:(\d+)/.exec(out)?.[1]), "127.0.0.1");
    let got = "";
    socket.setEncoding("latin1").on("data", (text: string) => (got += text));
    for (let round = 0; round < 3; round += 1) {
      socket.write(`no API traffic ${round}\n`);
      await vi.waitFor(() => expect(got).toContain(`no API traffic ${round}\n`), 10_000);
    }
    child.kill("SIGTERM");
    const [code] = (await exited) as [number];
    expect(code).toBe(0);
    expect(readdirSync(join(store, "running"))).toEqual([]);
    const { recordingFacts } = await import("../../src/node/store/recording-facts.ts");
    const { KeyRing } = await import("../../src/node/store/key-ring.ts");
    const [file = ""] = readdirSync(store).filter((name) => name.endsWith(".twscope"));
    expect(await recordingFacts(join(store, file), new KeyRing({ folder: settings }))).toMatchObject({
      state: "whole",
      summary: { bytes: { out: got.length, in: got.length } },
    });
  },
);
