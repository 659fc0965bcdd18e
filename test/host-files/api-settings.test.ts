import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiAttributes } from "../../src/host-files/api-attributes.ts";
import { readApiSettings } from "../../src/host-files/api-settings.ts";
import { apiSettingsXml, bytes, encrypted } from "./specimens.ts";

const codes = (changes: Readonly<Record<string, string>>, program: "TWS" | "Gateway" = "TWS"): string[] =>
  readApiSettings(bytes(apiSettingsXml(changes)), program).remarks.map(({ code }) => code);

const good = {
  createApiMsgLogFile: "true",
  includeMktData: "true",
  logLevel: "5",
  allowOnlyLocalhost: "false",
};

describe("the API settings of a user folder", () => {
  test("say that the API log is off, its level low, and how to change both", () => {
    const settings = readApiSettings(bytes(apiSettingsXml()), "TWS");
    expect(settings).toMatchObject({ state: "plain", apiLog: false, port: 7497, program: "TWS" });
    expect(settings.remarks.map(({ code, weight }) => [code, weight])).toEqual([
      ["api-log-off", "hinders"],
      ["market-data-left-out", "note"],
      ["log-level-low", "hinders"],
      ["localhost-only", "note"],
    ]);
    expect(settings.remarks[0]?.remedy).toContain("TWS: File (or Edit) > Global Configuration > API > Settings");
    expect(settings.remarks[2]?.about).toContain("Error");
  });

  test("that are made for troubleshooting give no remark", () => {
    expect(codes(good)).toEqual([]);
    expect(codes(good, "Gateway")).toEqual([]);
  });

  test.each([
    [{ readOnlyApi: "true" }, "read-only"],
    [{ allowOnlyLocalhost: "true" }, "localhost-only"],
    [{ masterClientID: "7" }, "master-client"],
    [{ socketClient: "false" }, "socket-off"],
    [{ logLevel: "1" }, "log-level-low"],
  ])("remark on %o", (change, code) => {
    expect(codes({ ...good, ...change })).toEqual([code]);
  });

  test("of a Gateway say nothing of the switch that it does not heed", () => {
    expect(codes({ ...good, socketClient: "false" }, "Gateway")).toEqual([]);
  });

  test("keep every attribute, also those that are not known", () => {
    const settings = readApiSettings(bytes(apiSettingsXml({ newIn2027: "x;y" })), "TWS");
    expect(settings.attributes.get("newIn2027")).toBe("x;y");
    expect(settings.known.map(({ attribute }) => attribute.name)).not.toContain("newIn2027");
  });

  test.each([["0"], ["65536"], ["x"], [""]])("take %o for no port", (port) => {
    expect(readApiSettings(bytes(apiSettingsXml({ port })), "TWS").port).toBeUndefined();
  });

  test("that are encrypted or not there are told apart, and nothing is known of them", () => {
    expect(readApiSettings(encrypted, "Gateway")).toMatchObject({ state: "encrypted", apiLog: undefined, remarks: [] });
    expect(readApiSettings(bytes("<Settings/>"), "TWS")).toMatchObject({ state: "absent", apiLog: undefined });
    expect(readApiSettings(new Uint8Array(0), "TWS")).toMatchObject({ state: "absent" });
  });

  test("of any bytes are read without an exception", () => {
    expect(() =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (some) => {
          readApiSettings(some, "TWS");
        }),
      ),
    ).not.toThrow();
  });

  test("have a table in which each attribute stands once, with its meaning", () => {
    expect(new Set(apiAttributes.map(({ name }) => name)).size).toBe(apiAttributes.length);
    for (const { about, title } of apiAttributes) expect([about, title].every((text) => text.length > 3)).toBe(true);
  });
});
