import { describe, expect, test } from "vitest";
import { planOf } from "../../../src/cli/record/plan.ts";
import { formatAddress, isLoopback, parseAddress } from "../../../src/node/record/address.ts";

describe("an address", () => {
  test.each([
    ["tws", "127.0.0.1", 7496],
    ["tws-paper", "127.0.0.1", 7497],
    ["gateway", "127.0.0.1", 4001],
    ["Gateway-Paper", "127.0.0.1", 4002],
    ["7500", "127.0.0.1", 7500],
    ["10.0.0.5:7497", "10.0.0.5", 7497],
    ["host.example:4001", "host.example", 4001],
    ["[::1]:7500", "::1", 7500],
    ["[fe80::1%eth0]:0", "fe80::1%eth0", 0],
  ])("%s is %s, port %i", (text, host, port) => {
    const address = parseAddress(text, "--to");
    expect(address).toEqual({ host, port });
    expect(parseAddress(formatAddress(address), "--to")).toEqual(address);
  });

  test.each(["", "twss", "constructor", "host", "host:", ":7497", "1.2.3.4:65536", "::1:7497", "a b:1", "-1", "7497 "])(
    "%j is none, and the option is named",
    (text) => expect(() => parseAddress(text, "--to")).toThrow(/^--to .*: give host:port/),
  );

  test("is of this machine only, or not", () => {
    const here = ["localhost:1", "127.0.0.1:1", "127.3.2.1:1", "[::1]:1"];
    const there = ["0.0.0.0:1", "[::]:1", "10.0.0.5:1", "127.0.0.1.example:1"];
    expect(here.map((text) => isLoopback(parseAddress(text, "")))).toEqual(here.map(() => true));
    expect(there.map((text) => isLoopback(parseAddress(text, "")))).toEqual(there.map(() => false));
  });
});

test("unless told otherwise, the recorder listens at port 7500 of this machine", () => {
  expect(planOf({ to: "tws-paper" })).toMatchObject({
    listenAt: { host: "127.0.0.1", port: 7500 },
    toHost: { host: "127.0.0.1", port: 7497 },
    remote: false,
  });
});
