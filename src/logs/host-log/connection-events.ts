/**
 * Entries about the host's own connections: the market data farms, and the server that takes orders, which the log
 * calls CCP.
 *
 * Sources: public logs of builds 963 to 973 and 10.45 to 10.50; the reasons also from a public re-implementation.
 */
import type { EventDeclaration } from "./event.ts";

/** Reasons for which the host itself, or the server on purpose, closes a connection. Others are failures. */
const planned =
  "DISCONNECT_(?:BY_DESIGN|ON_EXIT_SESSION|ON_REDIRECTION|ON_SETTINGS|ON_INACTIVITY|ON_WORKSPACE|ON_RO_TO_RW|NATIVE_CONNECTION_RESTORED)";
const farm = "^Farm (?<farm>[\\w.-]+)/(?<state>[A-Z_]+): ";
const server = "^Disconnecting (?<server>\\S+):(?<port>\\d{1,5})\\b";
/** Up to 10.3x the reason stands behind `with status`, later in a list of details. */
const reason = "[^\\n]{0,400}?(?:with status |reason=)";

export const connectionEvents: readonly EventDeclaration[] = [
  {
    name: "farm-connecting",
    pattern: new RegExp(`${farm}(?:Starting connection thread|Connecting (?<way>via ccp|natively)\\b)`),
    about: "The host connects to the data farm {farm}.",
    severity: "info",
    example: "Farm usfarm/UNCONNECTED: Starting connection thread",
  },
  {
    name: "farm-reached",
    pattern: new RegExp(`${farm}Connected, sending secure connect and/or auth`),
    about: "The host reached the data farm {farm} and logs in to it.",
    severity: "info",
    example: "Farm usfarm/PRE_CCP: Connected, sending secure connect and/or auth",
  },
  {
    name: "farm-connected",
    pattern: new RegExp(`${farm}Authenticated (?<way>via ccp|natively)\\b`),
    about: "The data farm {farm} is connected.",
    severity: "ok",
    example: "Farm usfarm/PRE_CCP: Authenticated via ccp conman(usfarm)",
  },
  {
    name: "farm-lost",
    pattern: new RegExp(`${farm}Lost active connection with disconnect status (?<reason>${planned})\\b`),
    about: "The connection to the data farm {farm} ended as planned or unused ({reason}).",
    severity: "info",
    example: "Farm usfarm/UNCONNECTED: Lost active connection with disconnect status DISCONNECT_BY_DESIGN",
  },
  {
    name: "farm-lost",
    pattern: new RegExp(`${farm}Lost active connection with disconnect status (?<reason>[A-Z_]+)`),
    about: "The connection to the data farm {farm} broke ({reason}).",
    severity: "warning",
    example: "Farm jfarm/NATIVE: Lost active connection with disconnect status DISCONNECT_ON_BROKEN_SOCKET",
  },
  {
    name: "farm-silent",
    pattern: new RegExp(`${farm}No ping response`),
    about: "The data farm {farm} no longer answers.",
    severity: "warning",
    example: "Farm usfarm/NATIVE: No ping response",
  },
  {
    name: "farm-login-failed",
    pattern: new RegExp(`${farm}Disconnected during auth`),
    about: "The connection to the data farm {farm} broke while the host logged in to it.",
    severity: "warning",
    example: "Farm eufarm/PRE_NATIVE: Disconnected during auth",
  },
  {
    name: "farm-unreachable",
    pattern: new RegExp(`${farm}Error connecting to [^\\n]*? - (?<error>[^\\n]*)`),
    about: "The host cannot reach the data farm {farm}.",
    severity: "error",
    example: "Farm hfarm/STARTING: Error connecting to native - java.net.UnknownHostException: farm.example",
  },
  {
    name: "farm-dormant",
    pattern: new RegExp(`${farm}Closing dormant connection type:(?<data>\\w+)`),
    about: "The host closes the unused connection to the data farm {farm}; it connects again when needed.",
    severity: "info",
    example: "Farm euhmds/NATIVE: Closing dormant connection type:HISTORICAL_DATA",
  },
  {
    name: "farm-stopping",
    pattern: new RegExp(`${farm}Stopping connection(?<kept>, keeping socket)?`),
    about: "The host stops the connection to the data farm {farm}.",
    severity: "info",
    example: "Farm usfarm/CCP: Stopping connection, keeping socket",
  },
  {
    name: "farm-entry",
    pattern: new RegExp(`${farm}(?<message>[^\\n]*)`),
    about: "The host writes something about the data farm {farm}, which is in the state {state}.",
    severity: "info",
    example: "Farm usfarm/UNCONNECTED: Not resetting",
  },
  {
    name: "server-connecting",
    pattern: /^Connecting (?<server>[\w.-]+):(?<port>\d{1,5})\b/,
    about: "The host connects to a server of Interactive Brokers.",
    severity: "info",
    values: { port: "number" },
    example: "Connecting server.example:4000 timeout=20000",
  },
  {
    name: "server-connected",
    pattern: /^Connected to (?<server>[\w.-]+):(?<port>\d{1,5})\b/,
    about: "The host reached a server of Interactive Brokers.",
    severity: "ok",
    values: { port: "number" },
    example: "Connected to server.example:4000 on local port 0 socket local addrs:port /192.0.2.15:37870",
  },
  {
    name: "server-disconnected",
    pattern: new RegExp(`${server}${reason}(?<reason>${planned})\\b`),
    about: "The host closed a connection to a server as planned ({reason}).",
    severity: "info",
    values: { port: "number" },
    example: "Disconnecting server.example:4000 with status DISCONNECT_ON_EXIT_SESSION",
  },
  {
    name: "server-disconnected",
    pattern: new RegExp(`${server}${reason}(?<reason>[A-Z_]+)`),
    about: "A connection to a server ended in failure ({reason}).",
    severity: "warning",
    values: { port: "number" },
    example:
      "Disconnecting server.example:4001 (SSL) [disconnectDetails=DisconnectDetails[sessionID=9,endPoint=server.example:4001 (SSL),reason=NO_AUTH_RESPONSE,cause=null,systemMessage=null,keepSocketOpen=false]]...",
  },
  {
    name: "server-closed-connection",
    pattern: /^Socket for connection (?<server>\S+):(?<port>\d{1,5})\b[^\n]{0,40} was closed by peer/,
    about: "A server of Interactive Brokers closed the connection.",
    severity: "warning",
    values: { port: "number" },
    example: "Socket for connection server.example:4001 (SSL) was closed by peer.",
  },
  {
    name: "ccp-disconnected",
    pattern: /^(?:IBGateway c|TWS c|C)onnection to ccp disconnected/,
    needs: "to ccp disconnected",
    about: "The connection to the order server is gone: no orders and no account data until it is back.",
    severity: "warning",
    example: "IBGateway connection to ccp disconnected.",
  },
  {
    name: "heartbeat-missing",
    pattern: /^Warning: not received heartbeat at (?<atMs>\d+)(?: elapsed: ?(?<elapsedMs>\d+))?/,
    about: "The server has been silent[ for {elapsedMs} ms]; the network is slow or broken.",
    severity: "warning",
    values: { atMs: "number", elapsedMs: "number" },
    example: "Warning: not received heartbeat at 3779000 elapsed:11000",
  },
  {
    name: "logged-on",
    pattern: /^Changing state for connection from (?<from>[A-Z_]+) to (?<to>LOGGEDON)\b/,
    about: "The session with the order server stands.",
    severity: "ok",
    example: "Changing state for connection from FIX_SESSION_OPEN to LOGGEDON in y 1234567890: SessionSocket:2",
  },
  {
    name: "session-state",
    pattern: /^Changing state for connection from (?<from>[A-Z_]+) to (?<to>[A-Z_]+)/,
    about: "The session with the order server goes from {from} to {to}.",
    severity: "info",
    example: "Changing state for connection from PRELOGON to LOGON in y 1234567890: SessionSocket:2",
  },
];
