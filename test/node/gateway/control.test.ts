import { statSync } from "node:fs";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { controlPath, giveOrder, listenForOrders } from "../../../src/node/gateway/control.ts";

const port = 61_000 + (process.pid % 1000);
let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

test("orders are answered, in words when they fail", async () => {
  end = await listenForOrders(port, (order) => {
    if (order["order"] === "fail") throw new Error("no such farm");
    return { got: order };
  });
  expect(await giveOrder(port, { order: "status" })).toEqual({ ok: true, got: { order: "status" } });
  expect(await giveOrder(port, { order: "fail" })).toEqual({ ok: false, error: "no such farm" });
});

test("only its user may give any", async () => {
  end = await listenForOrders(port, () => ({}));
  expect(statSync(controlPath(port)).mode & 0o077).toBe(0);
});

test("what is no JSON is answered, and lines may come in pieces", async () => {
  end = await listenForOrders(port, (order) => order);
  const answers = await new Promise<string>((done) => {
    const socket = connect(controlPath(port));
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.split("\n").length === 3) {
        socket.end();
        done(text);
      }
    });
    socket.write('nonsense\n{"a"');
    socket.write(":1}\n");
  });
  const [first, second] = answers
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { ok: boolean });
  expect(first?.ok).toBe(false);
  expect(second).toEqual({ ok: true, a: 1 });
});

test("where no gateway runs the error of the system comes back", async () => {
  await expect(giveOrder(port + 1, {})).rejects.toMatchObject({ code: "ENOENT" });
});
