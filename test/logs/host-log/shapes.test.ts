import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostLineHead, linePrefix, type HostLineHead } from "../../../src/logs/host-log/shapes.ts";

const head = (line: string): HostLineHead => {
  const found = hostLineHead(line);
  if (!found) throw new Error(`no head: ${line}`);
  return found;
};

describe("the heads of host log lines", () => {
  it("knows the shape of 2012 to 2014, with a tag and a time of day", () => {
    expect(head("QA 04:57:43:574 JTS-Main: Build 918.9a, Jan 30, 2014 4:50:23 PM")).toEqual({
      shape: "A",
      day: undefined,
      clockMs: 17_863_574,
      tag: "QA",
      level: undefined,
      thread: "JTS-Main",
      text: "Build 918.9a, Jan 30, 2014 4:50:23 PM",
      prefix: 0,
    });
  });

  it("knows the same shape without a tag, as consoles show it", () => {
    expect(head("22:05:48:797 JTS-SocketListener-60: API server listening on port 4001")).toMatchObject({
      shape: "A'",
      clockMs: 79_548_797,
      thread: "JTS-SocketListener-60",
      text: "API server listening on port 4001",
    });
  });

  it("knows it without its time too, as people quote it", () => {
    const quoted = "JTS-EServerSocket-112: [0:47:76:1:0:0:0:SYS] Starting new conversation with client on /127.0.0.1";
    expect(head(quoted)).toMatchObject({ shape: "A'", clockMs: undefined, thread: "JTS-EServerSocket-112" });
    expect(hostLineHead("Error-5: something else")).toBeUndefined();
  });

  it("knows the shape of 2017 to 10.4x", () => {
    expect(head("2017-08-17 21:55:58.713 [AM] INFO  [JTS-EServerSocket-71] - text")).toEqual({
      shape: "B",
      day: { year: 2017, month: 8, day: 17 },
      clockMs: 78_958_713,
      tag: "AM",
      level: "INFO",
      thread: "JTS-EServerSocket-71",
      text: "text",
      prefix: 0,
    });
  });

  it("knows the shape of 10.50, whose tag is gone", () => {
    expect(head("2026-08-30 00:40:58.441 INFO  [JTS-Main] - text")).toMatchObject({
      shape: "C",
      tag: undefined,
      level: "INFO",
      thread: "JTS-Main",
    });
  });

  it.each([
    ["[QO] INFO  [JTS-SocketListener-49] - State: HEADER, IsAPI: UNKNOWN", "QO", "INFO", "JTS-SocketListener-49"],
    ["INFO  [JTS-Main] - text", undefined, "INFO", "JTS-Main"],
    ["[JTS-EWriter1-73]      - text", undefined, undefined, "JTS-EWriter1-73"],
    ["[-:157:157:1:0:0:0:SYS] Server version is 157", undefined, undefined, undefined],
  ])("knows what is left of a quoted line: %s", (line, tag, level, thread) => {
    expect(head(line)).toMatchObject({ shape: "B'", tag, level, thread, clockMs: undefined });
  });

  it.each([
    "JTS-usfarmDispatcherS3-53S3-54",
    "JavaFX Application Thread",
    "JTS-Liquid Hours Requestor-12",
    "JTS-usfarm.usServicePreAuthPingS3-8",
    "JTS-ShutdownTask-Shutdown_API-9",
    "JTS-MISC URLsListenerS1-6",
  ])("takes thread names with blanks, dots, underscores and doubled ends: %s", (thread) => {
    expect(head(`2018-01-18 08:56:17.343 [XT] INFO  [${thread}] - text`).thread).toBe(thread);
  });

  it.each(["INFO ", "WARN ", "ERROR", "DEBUG", "FATAL"])("takes the level %s", (level) => {
    expect(head(`2026-08-30 00:40:58.441 ${level} [JTS-Main] - text`).level).toBe(level.trim());
  });

  it("takes one blank behind the level, as mail programs leave it", () => {
    expect(head("2026-02-12 11:05:37.952 [TE] INFO [JTS-EServerSocket-1971] - text").shape).toBe("B");
  });

  it.each([
    ["2024-03-18 20:43:32:316 IBC: Login has completed", 74_612_316],
    ["2024-03-18 20:43:32 IBC: Login has completed", 74_612_000],
    ["IBC: Login has completed", undefined],
  ])("knows IBC's own lines, and keeps whose words they are: %s", (line, clockMs) => {
    expect(head(line)).toMatchObject({ shape: "IBC", clockMs, text: "IBC: Login has completed" });
  });

  it("knows the lines of the port relay in containers", () => {
    expect(
      head("2026/09/22 23:45:49 socat[402] E connect(5, AF=2 127.0.0.1:4002, 16): Connection refused"),
    ).toMatchObject({ shape: "socat", level: "ERROR", thread: "socat", day: { year: 2026, month: 9, day: 22 } });
  });

  const plain = "2026-08-30 00:40:58.441 INFO  [JTS-Main] - text";
  it.each([
    ["gateway-1  | ", "gateway-1"],
    ["\u001b[36mgateway-1  | \u001b[0m", "gateway-1"],
    ["2026-08-30T00:40:58.441000000Z ", undefined],
    ["gateway-1  | 2026-08-30T00:40:58.441000000Z ", "gateway-1"],
    ["2026-08-30T00:40:58+0000 somehost gateway[123]: ", undefined],
    ["Aug 30 00:40:58 somehost gateway[123]: ", undefined],
  ])("finds the head behind what other tools put before it: %s", (prefix, container) => {
    expect(head(prefix + plain)).toMatchObject({ shape: "C", thread: "JTS-Main", prefix: prefix.length });
    expect(linePrefix(prefix + plain)).toEqual({ bytes: prefix.length, container });
  });

  it("finds IBC's lines behind the time of Python's logging", () => {
    expect(head("2020-03-10 00:04:00,318 ib_insync.IBC DEBUG 2020-03-10 00:04:00:317 IBC: Login failed")).toMatchObject(
      {
        shape: "IBC",
        clockMs: 240_317,
      },
    );
  });

  it.each(["> ", "    ", "    # ", "| "])("finds quoted heads behind %s", (mark) => {
    expect(head(mark + plain).thread).toBe("JTS-Main");
  });

  it.each([
    "",
    "\tat java.net.SocketOutputStream.socketWrite0(Native Method)",
    "Caused by: java.net.SocketException: Broken pipe",
    "LC java.net.SocketException: Broken pipe",
    "GC:called=7 times CPU used=0.03%",
    "Threads Count:curr live=27 curr daemon=17",
    "AEB,*,Bar5Sec,*,-1,farm.example,4000,euhmds,r;",
    "20:54:49:921 -> ---54-2--1-2104-Market data farm connection is OK:usfarm-",
    "11:49:32:189 <- 3-12-0-AAPL-STK--0.0---SMART--USD-----BUY-100-MKT-",
    "[some table] - row",
  ])("takes no other line for a head: %s", (line) => {
    expect(hostLineHead(line)).toBeUndefined();
  });

  it("gives no time for one that no clock shows", () => {
    expect(head("2026-13-45 27:40:58.441 INFO  [JTS-Main] - text")).toMatchObject({
      day: undefined,
      clockMs: undefined,
    });
  });

  it("reads the thread's characters from UTF-8", () => {
    expect(head("2026-08-30 00:40:58.441 INFO  [JTS-\u00c3\u00a9-1] - text").thread).toBe("JTS-é-1");
  });

  it("never throws, whatever the bytes, and gives a true end of the line as the text", () => {
    const anything = fc.string({ unit: "binary", maxLength: 300 });
    const trueEnd = fc.property(anything, (line) => hostLineHead(line) === undefined || line.endsWith(head(line).text));
    expect(() => fc.assert(trueEnd)).not.toThrow();
  });
});
