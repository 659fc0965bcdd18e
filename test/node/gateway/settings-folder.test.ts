/** The folder of the simulated host, read by the same readers that read a real one's. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isUserFolderName, readJtsIni } from "../../../src/host-files/jts-ini.ts";
import { HostLogFile, hostLogLine } from "../../../src/node/gateway/host-log.ts";
import {
  openSettingsFolder,
  readState,
  writeApiSettings,
  writeState,
} from "../../../src/node/gateway/settings-folder.ts";
import { openLog } from "../../../src/node/open-log.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "twscope-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("is made as the host makes it, and its user folder stays the same", () => {
  const { userFolder, settings } = openSettingsFolder(folder);
  expect(isUserFolderName(userFolder.slice(folder.length + 1))).toBe(true);
  expect(settings).toMatchObject({ port: 4002, readOnly: false, createApiLog: false, debug: false, logLevel: "error" });
  expect(readJtsIni(readFileSync(join(folder, "jts.ini"))).tradingMode).toBe("paper");
  expect(openSettingsFolder(folder).userFolder).toBe(userFolder);
});

test("is only for its user", () => {
  const { userFolder } = openSettingsFolder(folder);
  expect(statSync(userFolder).mode & 0o077).toBe(0);
  expect(statSync(join(folder, "jts.ini")).mode & 0o077).toBe(0);
});

test("holds what a user has set by hand", () => {
  const { userFolder } = openSettingsFolder(folder);
  const ini = readFileSync(join(folder, "jts.ini"), "utf8")
    .replace("debug=0", "debug=1")
    .replace("TrustedIPs=127.0.0.1", "TrustedIPs=127.0.0.1,192.0.2.7");
  writeFileSync(join(folder, "jts.ini"), ini);
  writeFileSync(
    join(userFolder, "ibg.xml"),
    '<IBG><ApiSettings port="4444" readOnlyApi="true" createApiMsgLogFile="true" includeMktData="true" masterClientID="9" logLevel="5"/></IBG>',
  );
  expect(openSettingsFolder(folder).settings).toEqual({
    debug: true,
    trustedAddresses: ["192.0.2.7"],
    port: 4444,
    readOnly: true,
    createApiLog: true,
    marketDataInApiLog: true,
    masterClientId: 9,
    logLevel: "detail",
  });
});

test("takes what is configured over the API, and keeps the rest of its file", () => {
  const opened = openSettingsFolder(folder);
  const path = join(opened.userFolder, "ibg.xml");
  writeFileSync(path, '<IBG><!-- mine --><ApiSettings port="4444" slowBufferTimeout="9" logLevel="2"/><Other/></IBG>');
  writeApiSettings(opened, { createApiLog: true, logLevel: "detail", masterClientId: 3 });
  expect(readFileSync(path, "utf8")).toBe(
    '<IBG><!-- mine --><ApiSettings port="4444" slowBufferTimeout="9" logLevel="5" createApiMsgLogFile="true" ' +
      'masterClientID="3"/><Other/></IBG>',
  );
  expect(openSettingsFolder(folder).settings).toMatchObject({
    createApiLog: true,
    logLevel: "detail",
    masterClientId: 3,
    port: 4444,
  });
});

test("remembers state, and says so when it cannot be read instead of beginning anew", () => {
  const opened = openSettingsFolder(folder);
  expect(readState(opened, JSON.parse)).toBeUndefined();
  writeState(opened, '{"next":7}');
  expect(readState(opened, JSON.parse)).toEqual({ next: 7 });
  writeFileSync(join(opened.userFolder, "state.json"), "{");
  expect(() => readState(opened, JSON.parse)).toThrow("state.json");
});

test("its log is read as a host's log", async () => {
  const startMs = Date.UTC(2026, 10, 25, 19, 0, 0);
  const log = new HostLogFile(folder, startMs, () => {});
  log.add({ atMs: startMs + 5, level: "INFO", thread: "JTS-Main", text: "API server listening on port 4002" });
  log.add({
    atMs: startMs + 9,
    level: "WARN",
    thread: "JTS-EWriter-1",
    text: "The EBuffer buffer has grown to 93820 bytes",
  });
  log.flush();
  const events: (string | undefined)[] = [];
  for await (const record of await openLog(log.path))
    events.push(record.kind === "host" ? record.event?.name : record.kind);
  expect(events.filter(Boolean)).toEqual(expect.arrayContaining(["api-listening", "api-slow-client"]));
  expect(events).not.toContain("unread");
});

test("its logs of more than seven days ago are removed, and nothing else", () => {
  for (const day of ["20261118", "20261119", "20261120"])
    writeFileSync(join(folder, `ibgateway.${day}.090000.log`), "x");
  writeFileSync(join(folder, "ibgateway.old.log"), "x");
  const log = new HostLogFile(folder, Date.UTC(2026, 10, 26, 9), () => {});
  log.flush();
  expect(readdirSync(folder).toSorted()).toEqual([
    "ibgateway.20261120.090000.log",
    "ibgateway.20261126.090000.log",
    "ibgateway.old.log",
  ]);
});

test("its logs are removed when their time has come while the host runs, but never the one being written", () => {
  const at = (day: number): number => Date.UTC(2026, 10, 18 + day, 9);
  writeFileSync(join(folder, "ibgateway.20261117.090000.log"), "x");
  const log = new HostLogFile(folder, at(0), () => {});
  for (const [day, left] of [
    [5, 2],
    [6, 1],
    [9, 1],
  ] as const) {
    log.add({ atMs: at(day), level: "INFO", thread: "JTS-Main", text: "x" });
    log.flush();
    expect(readdirSync(folder)).toHaveLength(left);
  }
  expect(readdirSync(folder)).toEqual(["ibgateway.20261118.090000.log"]);
});

test("what a client says stays in one line", () => {
  const line = hostLogLine({ atMs: 0, level: "INFO", thread: "t", text: "a\r\n2026 INFO  [t] - b\u001b[2J\u0000" });
  expect(line).toBe("1970-01-01 00:00:00.000 INFO  [t] - a\\x0d\\x0a2026 INFO  [t] - b\\x1b[2J\\x00\n");
});

test("a log that cannot be written is told once, and the host goes on", () => {
  const problems: string[] = [];
  const log = new HostLogFile(folder, 0, (text) => problems.push(text));
  rmSync(folder, { recursive: true });
  const entry = { atMs: 0, level: "INFO", thread: "t", text: "x" } as const;
  for (let time = 0; time < 3; time += 1) {
    log.add(entry);
    log.flush();
  }
  expect(problems).toHaveLength(1);
  expect(hostLogLine(entry)).toBe("1970-01-01 00:00:00.000 INFO  [t] - x\n");
});
