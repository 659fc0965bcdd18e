/**
 * The way into a gateway that runs: a socket of this machine only (a Unix socket, or a named pipe on Windows) that takes
 * one JSON object a line and answers each with one. `twscope gateway do` speaks through it.
 */
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the gateway at a port listens for orders. Only its user may. */
export function controlPath(port: number, platform: NodeJS.Platform = process.platform): string {
  const name = `twscope-gateway-${port}`;
  if (platform === "win32") return `\\\\.\\pipe\\${name}`;
  return join(process.env["XDG_RUNTIME_DIR"] || tmpdir(), `${name}.sock`);
}

export type ControlHandler = (
  order: Record<string, unknown>,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

const lineBytesMax = 1024 * 1024;

export async function listenForOrders(port: number, handle: ControlHandler): Promise<() => Promise<void>> {
  const path = controlPath(port);
  // The port is ours: a socket of that name is what a killed gateway left behind.
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server: Server = createServer((socket) => {
    let held = "";
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    // One after the other: the answers come in the order of the orders.
    let answered = Promise.resolve();
    socket.on("data", (text: string) => {
      held += text;
      if (held.length > lineBytesMax) socket.destroy();
      const lines = held.split("\n");
      held = lines.pop() ?? "";
      for (const line of lines)
        answered = answered.then(async () => void socket.write(`${JSON.stringify(await answer(line, handle))}\n`));
    });
  });
  const before = process.umask(0o077);
  try {
    await new Promise<void>((done, fail) => {
      server.once("error", fail);
      server.listen(path, done);
    });
  } finally {
    process.umask(before);
  }
  // A gateway that is only waited for does not keep the program alive by this.
  server.unref();
  return () => new Promise((done) => void server.close(() => done()));
}

async function answer(line: string, handle: ControlHandler): Promise<Record<string, unknown>> {
  try {
    return { ok: true, ...(await handle(JSON.parse(line) as Record<string, unknown>)) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Gives one order to the gateway at a port. @throws the system's error when none runs there */
export function giveOrder(port: number, order: object): Promise<Record<string, unknown>> {
  return new Promise((done, fail) => {
    const socket = connect(controlPath(port));
    let held = "";
    socket.setEncoding("utf8");
    socket.once("error", fail);
    socket.on("data", (text: string) => {
      held += text;
      if (!held.includes("\n")) return;
      socket.end();
      done(JSON.parse(held) as Record<string, unknown>);
    });
    socket.write(`${JSON.stringify(order)}\n`);
  });
}
