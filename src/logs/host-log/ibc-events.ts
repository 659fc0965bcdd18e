/**
 * Lines of IBC, the program that fills in the host's dialogs where nobody sits before it, and of the port relay socat.
 * They share a log with the host in containers.
 *
 * Source: IBC's own source code (public), and logs that users published.
 */
import type { EventDeclaration } from "./event.ts";

export const ibcEvents: readonly EventDeclaration[] = [
  {
    name: "ibc-version",
    pattern: /^IBC(?:ontroller)?: version: (?<version>\S+)/,
    about: "IBC {version} runs the host.",
    severity: "info",
    example: "IBC: version: 3.24.1",
  },
  {
    name: "ibc-exit",
    pattern: /^IBC(?:ontroller)?: Login has completed: exiting\b/,
    about: "IBC closes the host, by command or because the time of its daily log-off has come.",
    severity: "info",
    example: "IBC: Login has completed: exiting via [File, Close] menu",
  },
  {
    name: "ibc-login-completed",
    pattern: /^IBC(?:ontroller)?: Login has completed\b/,
    about: "IBC sees the login completed.",
    severity: "ok",
    example: "IBC: Login has completed",
  },
  {
    name: "ibc-login-attempt",
    pattern: /^IBC(?:ontroller)?: Login attempt: (?<attempt>\d+)/,
    about: "IBC's login attempt {attempt} begins.",
    severity: "info",
    values: { attempt: "number" },
    example: "IBC: Login attempt: 1",
  },
  {
    name: "ibc-second-factor",
    pattern: /^IBC(?:ontroller)?: Second Factor Authentication initiated/,
    about: "The second factor is asked for: the login waits for somebody to approve it.",
    severity: "info",
    example: "IBC: Second Factor Authentication initiated",
  },
  {
    name: "ibc-login-failed",
    pattern:
      /^IBC(?:ontroller)?: (?:Login failed|Login error message|Login has not completed: exiting|detected dialog entitled: (?:Unrecognized Username or Password|Login failed)[^\n]*event=Opened)/i,
    about: "IBC sees the login fail.",
    severity: "error",
    example: "IBC: detected dialog entitled: Unrecognized Username or Password; event=Opened",
  },
  {
    name: "ibc-session-exists",
    pattern: /^IBC(?:ontroller)?: detected dialog entitled: Existing session detected[^\n]*event=Opened/i,
    about: "The same user is logged in elsewhere, and the host asks which session may go on.",
    severity: "warning",
    example: "IBC: detected dialog entitled: Existing session detected; event=Opened",
  },
  {
    name: "ibc-waits-for-user",
    pattern: /^IBC(?:ontroller)?: User must (?<what>choose|handle)\b/,
    about: "IBC leaves a dialog to the user; where nobody looks at the screen, the host stands still.",
    severity: "warning",
    example: "IBC: User must choose whether to continue with this session (scenario 1)",
  },
  {
    name: "ibc-window",
    pattern:
      /^IBC(?:ontroller)?: [Dd]etected (?<kind>dialog|frame|window) entitled: (?<title>[^\n]*?); event=(?<event>\w+)/,
    about: "A {kind} of the host: {event}.",
    severity: "info",
    example: "IBC: detected dialog entitled: Shutdown progress; event=Opened",
  },
  {
    name: "ibc-read-only",
    pattern: /^IBC(?:ontroller)?: Read-Only API checkbox is (?:already|now) set to: (?<readOnly>true|false)/,
    about: "IBC has seen to it that the API is read-only: {readOnly}.",
    severity: "info",
    values: { readOnly: "flag" },
    example: "IBC: Read-Only API checkbox is already set to: true",
  },
  {
    name: "ibc-api-port",
    pattern: /^IBC(?:ontroller)?: TWS API socket port (?:is already|is now|now) set to (?<port>\d+)/,
    about: "IBC has seen to it that the API's port is {port}.",
    severity: "info",
    values: { port: "number" },
    example: "IBC: TWS API socket port is already set to 4002",
  },
  {
    name: "ibc-configured",
    pattern: /^IBC(?:ontroller)?: Configuration tasks completed/,
    about: "IBC has set everything that its configuration asks for.",
    severity: "ok",
    example: "IBC: Configuration tasks completed",
  },
  {
    name: "ibc-stopped",
    pattern: /^IBC(?:ontroller)?: Exiting after error with exit code=(?<code>-?\d+)/,
    about: "IBC stopped the host after an error (exit code {code}).",
    severity: "error",
    values: { code: "number" },
    example: "IBC: Exiting after error with exit code=1107",
  },
  {
    name: "relay-refused",
    pattern: /^connect\([^\n]*:(?<port>\d{1,5}), \d+\): Connection refused/,
    about: "A client connected to the container, but nothing listens on port {port} inside: the host is not ready.",
    severity: "warning",
    values: { port: "number" },
    threads: /^socat$/,
    example: "connect(5, AF=2 127.0.0.1:4002, 16): Connection refused",
    exampleThread: "socat",
  },
];
