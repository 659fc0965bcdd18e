/**
 * What the words of a Python client say about its connection and its errors, as events: the lines that people have at hand
 * when a program stops, where no message was logged.
 *
 * Source: the loggers of ibapi 9.7x to 10.50, ib_insync 0.9 and ib_async 2.
 */
import { charactersOf } from "../../base/byte-string.ts";
import { errorCodes } from "../../catalogue/codes/error-codes.ts";
import { readEvent, type EventDeclaration } from "../host-log/event.ts";
import type { HostEvent } from "../record.ts";

export const clientEvents: readonly EventDeclaration[] = [
  {
    name: "client-connects",
    pattern: /^Connecting to (?<host>\S+):(?<port>\d+) (?:with clientId |w\/ id:)(?<clientId>\d+)/,
    about: "The program connects to port {port} as client {clientId}.",
    severity: "info",
    values: { port: "number", clientId: "number" },
    example: "Connecting to 127.0.0.1:4002 with clientId 5...",
  },
  {
    name: "client-agreed",
    pattern: /^(?:Logged on to server version |ANSWER Version:)(?<serverVersion>\d+)/,
    about: "Both sides agreed on server version {serverVersion}.",
    severity: "info",
    values: { serverVersion: "number" },
    example: "Logged on to server version 178",
  },
  {
    name: "client-agreed",
    pattern: /^<<< (?<serverVersion>\d{3}),\d{8} \d\d:\d\d:\d\d/,
    about: "Both sides agreed on server version {serverVersion}.",
    severity: "info",
    values: { serverVersion: "number" },
    example: "<<< 178,20261126 06:50:01 UTC",
  },
  {
    name: "client-ready",
    pattern: /^API connection ready/,
    about: "The connection is ready: the client knows its accounts and the next order id.",
    severity: "ok",
    example: "API connection ready",
  },
  {
    name: "client-id-in-use",
    pattern: /^(?:API connection failed: .*|Peer closed connection\. )?clientId (?<clientId>\d+) already in use/,
    about: "The host closed the connection at once: client id {clientId} may be in use already.",
    severity: "error",
    values: { clientId: "number" },
    example: "Peer closed connection. clientId 5 already in use?",
  },
  {
    name: "client-not-answered",
    pattern: /^API connection failed: TimeoutError\(/,
    about:
      "The host took the connection and did not answer in time: the API may be off, a question may wait at its screen, or another program listens there.",
    severity: "error",
    example: "API connection failed: TimeoutError()",
  },
  {
    name: "client-not-connected",
    pattern: /^(?:API connection failed|could not connect|Make sure API port on TWS\/IBG is open)/,
    about: "The program could not connect: nothing listens at that port, or the API is not switched on.",
    severity: "error",
    example: "API connection failed: ConnectionRefusedError(111, \"Connect call failed ('127.0.0.1', 7497)\")",
  },
  {
    name: "client-disconnects",
    pattern: /^(?:Disconnecting|disconnecting)/,
    about: "The program ends the connection.",
    severity: "info",
    example: "Disconnecting",
  },
  {
    name: "client-disconnected",
    pattern:
      /^(?:Disconnected\.?|Peer closed connection\.?|socket either closed or broken, disconnecting|socket broken, disconnecting)/,
    about: "The connection is over.",
    severity: "warning",
    example: "Peer closed connection.",
  },
  {
    name: "client-throttles",
    pattern: /^Started to throttle requests/,
    about: "The client holds requests back, because there are more of them in a second than it lets through.",
    severity: "warning",
    example: "Started to throttle requests",
  },
];

/** `Error 200, reqId 4: No security …`, `ERROR 4 200 No security …`, with the time in newer ones. */
const asyncError = /^(?:Error|Warning) (?<code>\d{1,5}), reqId (?<id>-?\d+): (?<message>[^\n]*)/;
const officialError = /^ERROR (?<id>-?\d+) (?:\d{10,16} )?(?<code>\d{1,5}) (?<message>[^\n]*)/;
/** Arguments of `error`, as Python prints a dictionary. */
const heardError =
  /^ANSWER error \{'reqId': (?<id>-?\d+), (?:'errorTime': \d+, )?'errorCode': (?<code>\d+), 'errorString': (?:'(?<message>[^'\n]*)'|"(?<quoted>[^"\n]*)")/;
/** A callback; what is sent stands beside it, bytes and all. */
const callback = /^ANSWER (?!\w+ProtoBuf )(?<call>\w+) \{(?<args>[\s\S]*)\}\s*$/;
const argsCharsMax = 300;

/** What an entry's words say, if they are of those that are known. */
export function clientEvent(text: string): HostEvent | undefined {
  const error = (asyncError.exec(text) ?? officialError.exec(text) ?? heardError.exec(text))?.groups;
  if (error) return errorEvent(error);
  for (const declaration of clientEvents) {
    const event = readEvent(declaration, { bracket: undefined, words: text }, undefined);
    if (event) return event;
  }
  const called = callback.exec(text)?.groups;
  if (!called) return undefined;
  const { call = "", args = "" } = called;
  const said = args.length > argsCharsMax ? `${args.slice(0, argsCharsMax - 1)}…` : args;
  const about = said === "" ? call : `${call}: ${said.replaceAll(/'(\w+)': /g, "$1 ")}`;
  return { name: "callback", about, severity: "info", values: { call } };
}

function errorEvent({ id = "", code = "", message, quoted = "" }: Record<string, string | undefined>): HostEvent {
  const known = errorCodes.get(code);
  const words = message ?? quoted;
  const about = Number(id) === -1 ? "of no request" : `of request or order ${id}`;
  return {
    name: "error-heard",
    about: `${code} ${known?.class ?? "not a known code"}, ${about}: ${words}`,
    severity: known === undefined || known.class === "client" ? "error" : known.class,
    values: { errorCode: Number(code), reqId: Number(id), message: charactersOf(words) },
  };
}
