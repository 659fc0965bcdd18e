import { expect, test } from "vitest";
import { printGatewayStatus } from "../../../src/cli/gateway/print-status.ts";
import { fakeTerminal } from "../fake-terminal.ts";

const status = (clients: readonly object[]): string =>
  printGatewayStatus(
    { address: "127.0.0.1", port: 4002, clock: "c", serverVersion: 226, readOnly: true, connections: 3, clients },
    fakeTerminal(),
  );

const client = { clientId: 7, serverVersion: 203, address: "127.0.0.1", connectOptions: "", optionalCapabilities: "" };

test("a client is shown with what it said of itself", () => {
  const shown = status([
    client,
    { ...client, clientId: 8, connectOptions: "+PACEAPI", optionalCapabilities: "a;\u001b[2J" },
  ]);
  expect(shown).toMatch(/client 7 +server version 203, from 127\.0\.0\.1\n/);
  expect(shown).toMatch(/client 8 .*from 127\.0\.0\.1, \+PACEAPI, capabilities a;/);
  expect(shown).not.toContain("\u001b[2J");
  expect(shown).toContain("1 connected without START_API");
});

test("nobody is shown as nobody", () => {
  expect(status([])).toMatch(/clients +none\n/);
});
