import { describe, expect, it } from "vitest";
import { serverVersionOf, summaryOf, type HostSummary } from "../../../src/logs/host-log/conversations.ts";
import { createHostLogReader } from "../../../src/logs/host-log/reader.ts";

function summarise(lines: readonly string[]): HostSummary {
  const reader = createHostLogReader({ file: "ibgateway.log" });
  const records = lines.flatMap((line, index) => reader.push(line, index + 1, index * 100));
  return summaryOf([...records, ...reader.end()]);
}

const at = (time: string, thread: string, text: string): string =>
  `2017-08-17 ${time} [AM] INFO  [${thread}] - ${text}`;
const oldest = (text: string): string => `QA 10:00:00:000 JTS-EServerSocket-112: ${text}`;
const listener = "JTS-SocketListener-42";
const socket = "JTS-EServerSocket-71";
const unknown = "[2147483647:106:106:1:0:0:0:SYS]";

const opening = [
  at("21:55:58.692", listener, "State: HEADER, IsAPI: UNKNOWN"),
  at("21:55:58.692", listener, "State: STOP, IsAPI: YES"),
  at("21:55:58.710", listener, "ArEServer: Adding 1012345678 with id 2147483647"),
  at("21:55:58.710", listener, "eServersChanged: 1"),
  at("21:55:58.713", socket, `${unknown} Starting new conversation with client on 127.0.0.1`),
  at("21:55:58.715", socket, `${unknown} Server version is 106`),
  at("21:55:58.715", socket, `${unknown} Client version is 106`),
  at("21:55:58.715", socket, `${unknown} is 3rdParty true`),
  at("21:55:58.720", socket, "Start API message, ClientID=1"),
];
const closing = (how: string): string[] => [
  at("21:57:21.595", socket, "[1:106:106:1:0:0:0:ERR] Socket connection for client{1} has closed. "),
  at("21:57:21.595", socket, how),
  at("21:57:21.598", socket, "ArEServer: Removing 1012345678 with id 1"),
  at("21:57:21.599", "JTS-EWriter1-73", "[1:106:106:1:0:0:0:SYS] Writer thread terminated for socket client{1}."),
  at("21:57:21.600", socket, "[1:106:106:1:0:0:0:SYS] Ending conversation with client{1} at 127.0.0.1"),
];

describe("API conversations", () => {
  it("are put together from the entries of their thread", () => {
    const { conversations } = summarise([...opening, ...closing("Connection terminated")]);
    expect(conversations).toEqual([
      {
        file: "ibgateway.log",
        line: 5,
        offset: 400,
        clientId: 1,
        clientVersion: 106,
        serverVersion: 106,
        address: "127.0.0.1",
        thirdParty: true,
        start: expect.objectContaining({ local: "2017-08-17T21:55:58.713" }),
        end: expect.objectContaining({ local: "2017-08-17T21:57:21.600" }),
        endedBy: "client closed",
      },
    ]);
  });

  it.each([
    ["Connection reset", "connection reset"],
    ["Socket closed", "closed by host"],
    ["something new", "ended"],
  ])("tell how they ended: %s", (how, endedBy) => {
    expect(summarise([...opening, ...closing(how)]).conversations).toMatchObject([{ endedBy }]);
  });

  it("of two clients at a time are kept apart", () => {
    const other = opening.slice(4).map((line) => line.replace(socket, "JTS-EServerSocket-75").replace("=1", "=7"));
    const { conversations } = summarise([...opening, ...other, ...closing("Connection terminated")]);
    expect(conversations).toMatchObject([
      { clientId: 1, endedBy: "client closed" },
      { clientId: 7, endedBy: undefined, end: undefined },
    ]);
  });

  it("are known from a single quoted line", () => {
    const { conversations } = summarise([
      "2026-02-12 11:05:37.952 [TE] INFO [JTS-EServerSocket-1971] - [-:157:157:1:0:0:0:SYS] Server version is 157",
    ]);
    expect(conversations).toMatchObject([
      { clientId: undefined, clientVersion: 157, serverVersion: 157, start: undefined, endedBy: undefined },
    ]);
  });

  it("of the oldest builds are read too", () => {
    const { conversations } = summarise([
      oldest("[0:47:53:1:0:0:0:SYS] Starting new conversation with client on /127.0.0.1"),
      oldest("[0:47:53:1:0:0:0:SYS] TWS socket server version is 53"),
      oldest("[0:47:53:1:0:0:0:SYS] Client version is 47"),
      oldest("[0:47:53:1:0:0:0:SYS] Client ID is 2"),
      oldest("[2:47:53:1:0:0:0:ERR] Unable write to socket client{2} - "),
      oldest("[2:47:53:1:0:0:0:SYS] Client{2} terminated conversation."),
    ]);
    expect(conversations).toMatchObject([
      { clientId: 2, clientVersion: 47, serverVersion: 53, address: "127.0.0.1", endedBy: "write failed" },
    ]);
  });

  it("that were refused say why", () => {
    const refused =
      "[2:106:106:1:0:0:0:ERR] Unable connect as the client id is already in use. Retry with a unique client id.";
    expect(summarise([...opening.slice(0, 8), at("21:55:58.720", socket, refused)]).conversations).toMatchObject([
      { clientId: 2, endedBy: "client id in use" },
    ]);
  });

  it("end with the host, unless they go on behind it", () => {
    const restart = at("22:00:00.000", "JTS-Main", "------------------- IB GATEWAY RESTART -------------------");
    expect(summarise([...opening, restart]).conversations).toMatchObject([{ endedBy: "host restarted" }]);
    expect(summarise([...opening, restart, ...closing("Connection reset")]).conversations).toMatchObject([
      { endedBy: "connection reset" },
    ]);
  });

  it("of a client id of 0 are told from those without one", () => {
    const zero = opening.map((line) => line.replace("ClientID=1", "ClientID=0"));
    expect(summarise(zero).conversations).toMatchObject([{ clientId: 0 }]);
  });

  it("on one thread, one after the other, are two", () => {
    const { conversations } = summarise([...opening, ...closing("Connection terminated"), ...opening]);
    expect(conversations).toMatchObject([{ endedBy: "client closed" }, { endedBy: undefined }]);
  });
});

describe("settings and builds", () => {
  it("lists every change of the API's settings", () => {
    const { settings } = summarise([
      at("21:55:18.022", listener, "API server listening on port 4001"),
      at("21:55:18.022", listener, "API in Read-Only mode: true"),
      at("21:56:18.022", listener, "API server listening on port 4001"),
      at("21:57:18.022", listener, "API in Read-Only mode: false"),
      "2017-08-18 20:43:32:316 IBC: TWS API socket port now set to 4002",
    ]);
    expect(settings.map(({ port, readOnly }) => [port, readOnly])).toEqual([
      [4001, undefined],
      [4001, true],
      [4001, false],
      [4002, false],
    ]);
  });

  it("lists the builds that ran, with the program", () => {
    const { builds } = summarise([
      at(
        "21:55:00.000",
        "JTS-Main",
        "------------------------------- IB GATEWAY RESTART -------------------------------",
      ),
      at("21:55:00.000", "JTS-Main", "Build 963.3h, Aug 1, 2017 12:40:35 PM"),
      at("21:55:01.000", "JTS-PostAuthenticateS2-23", "Build 963.3h, Aug 1, 2017 12:40:35 PM"),
      at("22:55:00.000", "JTS-Main", "Build 964.1a, Aug 9, 2017 12:40:35 PM"),
    ]);
    expect(builds).toMatchObject([
      { build: "963.3h", builtOn: "Aug 1, 2017 12:40:35 PM", program: "IB GATEWAY", line: 2 },
      { build: "964.1a", line: 4 },
    ]);
  });
});

describe("the server version for API logs of the same day", () => {
  const { conversations } = summarise([
    ...opening,
    ...closing("Connection terminated"),
    ...opening.map((line) => line.replaceAll("106", "136").replace("2017-08-17", "2017-08-18")),
  ]);

  it("is the range of the client's conversations", () => {
    expect(serverVersionOf(conversations, 1)).toEqual({ min: 106, max: 136, from: "log" });
  });

  it("is narrowed by the day", () => {
    expect(serverVersionOf(conversations, 1, "2017-08-17")).toEqual({ min: 106, max: 106, from: "log" });
    expect(serverVersionOf(conversations, 1, "2017-08-18")).toEqual({ min: 136, max: 136, from: "log" });
  });

  it("is not known for clients that the log does not mention", () => {
    expect(serverVersionOf(conversations, 2)).toBeUndefined();
    expect(serverVersionOf(conversations, 1, "2017-08-16")).toBeUndefined();
  });
});
