import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HostEvent } from "../../../src/logs/record.ts";
import { entryText, readEvent } from "../../../src/logs/host-log/event.ts";
import { hostEvent, hostEvents } from "../../../src/logs/host-log/events.ts";

const named = (text: string, thread?: string): string | undefined => hostEvent(text, thread)?.name;

describe("the table of events", () => {
  it.each(hostEvents.map((declaration, index) => ({ ...declaration, index })))(
    "$name ($severity) matches its own example, and nothing before it does",
    ({ name, severity, example, exampleThread, index }) => {
      const first = hostEvents.findIndex((other) => readEvent(other, entryText(example), exampleThread));
      expect(hostEvents[first]?.name).toBe(name);
      expect(first).toBe(index);
      expect(hostEvent(example, exampleThread)).toMatchObject({ name, severity });
    },
  );

  it("uses only values in its sentences that its patterns give", () => {
    for (const { name, about, pattern } of hostEvents) {
      const given = new Set(Array.from(pattern.source.matchAll(/\(\?<(\w+)>/g), ([, group]) => group));
      for (const [, value] of about.matchAll(/\{(\w+)\}/g)) expect([name, given.has(value)]).toEqual([name, true]);
    }
  });

  it("names no address, folder or server in its sentences", () => {
    for (const { about } of hostEvents) expect(about).not.toMatch(/\{(?:address|dir|installDir|path|server|title)\}/);
  });

  it("has names fit for scripts, whole sentences, and one meaning a name", () => {
    for (const { name, about } of hostEvents) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(about).toMatch(/^[A-Z{].*[.}]$/);
    }
  });

  it("gives the same events as a search through the whole table", () => {
    const slow = (text: string, thread?: string): HostEvent | undefined =>
      hostEvents.map((other) => readEvent(other, entryText(text), thread)).find(Boolean);
    for (const { example, exampleThread } of hostEvents)
      expect(hostEvent(example, exampleThread)).toEqual(slow(example, exampleThread));
    const cut = fc.tuple(fc.constantFrom(...hostEvents.map(({ example }) => example)), fc.nat(60), fc.boolean());
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const text = cuts.map(([example, at, front]) => (front ? example.slice(0, at) : example.slice(at))).join("");
        expect(hostEvent(text, undefined)).toEqual(slow(text));
      }),
    );
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(...hostEvents.map(({ example }) => example), "[", "]", "\n", "-", "0", " ");
    const texts = fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      hostEvent(pieces.join(""), undefined);
    });
    expect(() => fc.assert(texts)).not.toThrow();
  });
});

describe("API entries of public logs", () => {
  it.each([
    ["API server listening on port 4001", "api-listening", { port: 4001 }],
    ["API server sarting to listening on port 4001", "api-listening", { port: 4001 }],
    ["API in Read-Only mode: false", "api-read-only", { readOnly: false }],
    ["State: HEADER, IsAPI: UNKNOWN", "api-socket-opened", { state: "HEADER" }],
    ["State: STOP, IsAPI: YES", "api-socket-recognised", { state: "STOP", isApi: "YES" }],
    ["ArEServer: Adding 1012345678 with id 2147483647", "api-client-added", { connection: "1012345678" }],
    ["eServersChanged: 1", "api-clients", { clients: 1 }],
    ["Start API message, ClientID=1", "api-client-started", { clientId: 1 }],
    ["Client ID is 2", "api-client-started", { clientId: 2 }],
    ["TWS socket server version is 53", "api-server-version", { serverVersion: 53 }],
    ["Client version is 47", "api-client-version", { clientVersion: 47 }],
    ["The EBuffer buffer has grown to 93820 bytes", "api-slow-client", { bytes: 93_820 }],
    [
      "[2147483647:106:106:1:0:0:0:SYS] Starting new conversation with client on 127.0.0.1",
      "api-conversation-began",
      { address: "127.0.0.1", clientVersion: 106, serverVersion: 106, apiLevel: "SYS" },
    ],
    [
      "[0:47:76:1:0:0:0:SYS] Starting new conversation with client on /127.0.0.1",
      "api-conversation-began",
      { address: "127.0.0.1", clientVersion: 47, serverVersion: 76 },
    ],
    [
      "[1:106:106:1:0:0:0:ERR] Socket connection for client{1} has closed.",
      "api-socket-closed",
      { clientId: 1, apiLevel: "ERR" },
    ],
    [
      "[2:47:53:1:0:0:0:ERR] -'gc' : cause - Socket I/O error - ",
      "api-request-failed",
      { clientId: 2, code: "gc", reason: "Socket I/O error -" },
    ],
    [
      "[2:47:53:1:0:0:0:ERR] Error validating request.-'bN' : cause - Order size does not conform",
      "api-request-failed",
      { what: "Error validating request", code: "bN", reason: "Order size does not conform" },
    ],
    ["[3:106:106:1:0:0:0:INFO] Handling incoming something", "api-client-entry", { clientId: 3, apiLevel: "INFO" }],
  ])("reads %s", (text, name, values) => {
    expect(hostEvent(text, "JTS-EServerSocket-71")).toMatchObject({ name, values });
  });

  it("does not leave a placeholder for a client that is not yet known", () => {
    const event = hostEvent("ArEServer: Adding 1012345678 with id 2147483647", undefined);
    expect(event?.values).not.toHaveProperty("clientId");
    expect(event?.about).toBe("The host made room for a new client.");
  });

  it("takes a reset for a client's only on a client's thread", () => {
    expect(named("Connection reset", "JTS-EServerSocket-71")).toBe("api-connection-reset");
    expect(named("Connection reset", "JTS-usfarmListenerS3-9")).toBeUndefined();
  });
});

describe("connection entries of public logs", () => {
  it.each([
    ["Farm usfarm/UNCONNECTED: Starting connection thread", "farm-connecting", "info"],
    ["Farm usfarm.us/STARTING: Connecting via ccp conman (usfarm.us)...", "farm-connecting", "info"],
    ["Farm usfarm/PRE_CCP: Connected, sending secure connect and/or auth", "farm-reached", "info"],
    ["Farm jfarm/PRE_NATIVE: Authenticated natively(jfarm):1", "farm-connected", "ok"],
    ["Farm usfarm/CCP: Stopping connection, keeping socket", "farm-stopping", "info"],
    [
      "Farm usfarm/UNCONNECTED: Lost active connection with disconnect status DISCONNECT_BY_DESIGN",
      "farm-lost",
      "info",
    ],
    [
      "Farm usfarm/UNCONNECTED: Lost active connection with disconnect status DISCONNECT_ON_INACTIVITY",
      "farm-lost",
      "info",
    ],
    [
      "Farm usfarm/CCP: Lost active connection with disconnect status DISCONNECT_ON_BROKEN_SOCKET",
      "farm-lost",
      "warning",
    ],
    ["Farm usfarm/CCP: Lost active connection with disconnect status NO_PING_RESPONSE", "farm-lost", "warning"],
    ["Disconnecting server.example:4000 with status DISCONNECT_ON_EXIT_SESSION", "server-disconnected", "info"],
    ["Disconnecting server.example:4000 with status DISCONNECT_ON_BROKEN_SOCKET", "server-disconnected", "warning"],
    ["Connection to ccp disconnected.", "ccp-disconnected", "warning"],
    ["IBGateway connection to ccp disconnected.", "ccp-disconnected", "warning"],
    ["Warning: not received heartbeat at 3779000 elapsed:11000", "heartbeat-missing", "warning"],
  ])("reads %s", (text, name, severity) => {
    expect(hostEvent(text, undefined)).toMatchObject({ name, severity });
  });

  it("reads the reason from the list of details of later builds", () => {
    const text =
      "Disconnecting server.example:4001 (SSL) [disconnectDetails=DisconnectDetails[sessionID=1,endPoint=server.example:4001 (SSL),reason=DISCONNECT_BY_DESIGN,cause=null,systemMessage=null,keepSocketOpen=false]]...";
    expect(hostEvent(text, undefined)).toMatchObject({
      name: "server-disconnected",
      severity: "info",
      values: { reason: "DISCONNECT_BY_DESIGN", port: 4001 },
    });
  });
});

describe("login entries of public logs", () => {
  it("reads which second factor the server asks for", () => {
    const text =
      " NS_AUTH_START version=52 pwd=1 soft=0 token(s)=[token=5, tokenSubtype=2, suffix=a[IB Key]] initialTokenType=PWD authenticationType=MARKET_DATA_CONNECTION identityHashcode=1";
    expect(hostEvent(text, "JTS-AuthDispatcherS2-18")).toMatchObject({
      name: "login-auth-started",
      values: { version: 52, password: true, token: 5, secondFactor: "IB Key", session: "PWD" },
    });
  });

  it("reads a login without a second factor", () => {
    const text =
      " NS_AUTH_START version=52 pwd=0 soft=256 token(s)=[token=0] initialTokenType=TST authenticationType=MARKET_DATA_CONNECTION identityHashcode=1";
    const event = hostEvent(text, undefined);
    expect(event?.values).toEqual({ version: 52, password: false, token: 0, session: "TST" });
    expect(event?.about).toBe("The server asks the host to log in.");
  });

  it("reads a refusal that goes on over several lines", () => {
    const text =
      'Authorization failed: Invalid username or password. \n\nPlease look at the "Caps Lock" key.\n\nExample user name: somebody. MessageType: null. FailReason: 1';
    expect(hostEvent(text, undefined)).toMatchObject({
      name: "login-wrong-password",
      severity: "error",
      values: { failReason: 1 },
    });
  });

  it("leaves a fail reason out that stands for none", () => {
    const text = "Authorization failed: SUPPRESS_MESSAGE_BOX. MessageType: null. FailReason: 2147483647";
    expect(hostEvent(text, undefined)).toMatchObject({
      name: "login-ended",
      values: { reason: "SUPPRESS_MESSAGE_BOX" },
    });
    expect(hostEvent(text, undefined)?.values).not.toHaveProperty("failReason");
  });

  it.each([
    ["Too many failed login attempts. Please wait 4 minutes & 55 seconds before attempting", "waits 4 min 55 s before"],
    ["Too many failed login attempts. Please wait 55 seconds before attempting", "waits 55 s before"],
    ["Too many failed login attempts. Please wait 1 hour & 2 minutes & 3 seconds before", "waits 1 h 2 min 3 s before"],
  ])("reads how long the host waits: %s", (text, words) => {
    expect(hostEvent(text, undefined)?.about).toContain(words);
  });

  it.each([
    ["Received CHALLENGE", "login-challenge"],
    ["Authentication timeout", "login-timeout"],
    ["AuthTimeoutMonitor-CCP: Timeout!", "login-timeout"],
    ["### onAuthenticationCompleted tokenProtocol=5; authenticated=true", "login-completed"],
    ["### onAuthenticationCompleted tokenProtocol=0; authenticated=false", "login-not-completed"],
    ["instance of control is not created yet", "login-waiting"],
    ["Authentication complete", "login-session-began"],
    // Written also when the login was refused, so it tells nothing.
    ["Authentication completed.", undefined],
    ["AuthTimeoutMonitor-CCP: pause", undefined],
  ])("reads %s", (text, name) => {
    expect(named(text)).toBe(name);
  });
});

describe("entries about the machine", () => {
  it("reads load, collections and threads from the lines below", () => {
    const text =
      "CPU:cur=0.03% avg=0.05% 30 min avg=0.03%\nGC:called=15 times CPU used=0.01%\nFinalizer:cur=0.00% avg=0.00%\nThreads Count:curr live=33 curr daemon=19";
    expect(hostEvent(text, undefined)?.values).toEqual({
      cpuPercent: 0.03,
      cpuAveragePercent: 0.05,
      collections: 15,
      collectionPercent: 0.01,
      threads: 33,
    });
  });

  it("reads memory sizes with separators of thousands", () => {
    const text = "Memory:total=786,432KB free=741,216KB HeapUsage: Max=786,432KB used=43,983KB committed=58,368KB";
    expect(hostEvent(text, undefined)?.values).toEqual({
      totalKb: 786_432,
      freeKb: 741_216,
      heapMaxKb: 786_432,
      heapUsedKb: 43_983,
    });
  });

  it.each([
    ["java.net.SocketException: Broken pipe\n\tat java.net.X.y(Native Method)", "java.net.SocketException"],
    ["Error writing\nLC java.net.SocketException: Broken pipe", "java.net.SocketException"],
    [
      "Writing failed\njava.io.FileNotFoundException: x (Permission denied)\n\tat a.b(C.java:1)",
      "java.io.FileNotFoundException",
    ],
    ["Error\nsome.pack.Outer$Warning: java.util.Missing\n\tat a.b(C.java:1)", "some.pack.Outer$Warning"],
  ])("reads Java's exceptions: %s", (text, exception) => {
    expect(hostEvent(text, undefined)).toMatchObject({ name: "java-exception", values: { exception } });
  });
});
