/**
 * Entries about logging in. They stand in `launcher.log`, the only log that is still plain on disk.
 *
 * Sources: public logs and log readers for builds 963 to 973 and 10.45 to 10.50.
 */
import type { EventDeclaration } from "./event.ts";

/** The server's own words, which may go on over several lines, and a number for them. */
const refusal = "^Authorization failed: ";
const refusalEnd =
  "(?:\\.? MessageType: (?:null|(?<messageType>\\w+))\\. FailReason: (?:2147483647|(?<failReason>-?\\d+))|$)";

export const loginEvents: readonly EventDeclaration[] = [
  {
    name: "login-contacting",
    pattern: /^Contacting (?<server>[\w.-]+):(?<port>\d{1,5})\b[^\n]{0,20} as user/,
    about: "A login begins.",
    severity: "info",
    values: { port: "number" },
    example: "Contacting server.example:4001 as user NOT PRINTED",
  },
  {
    name: "login-attempt",
    pattern: /^LauncherLoginThread\.runLoginWithUI\(\)\[[^\n]*?\bloginAttempt=(?<attempt>\d+)/,
    about: "Login attempt {attempt} begins.",
    severity: "info",
    values: { attempt: "number" },
    example: "LauncherLoginThread.runLoginWithUI()[hotBackupStrategy=ON,loginAttempt=1,socketDelay=20000].",
  },
  {
    name: "login-retry",
    pattern: /^SPLASH Attempt (?<attempt>\d+): (?<cause>network|server) error, will retry/,
    about: "Login attempt {attempt} failed with a {cause} error; the host tries again.",
    severity: "warning",
    values: { attempt: "number" },
    example: "SPLASH Attempt 13: network error, will retry in seconds",
  },
  {
    name: "login-progress",
    pattern: /^SPLASH (?:Attempt (?<attempt>\d+): )?(?<step>[Cc]onnecting to server|Authenticating)/,
    about: "The login has come to this step: {step}.",
    severity: "info",
    values: { attempt: "number" },
    example: "SPLASH Attempt 2: connecting to server",
  },
  {
    name: "farm-auth-started",
    pattern: /^NS_AUTH_START version=(?<version>\d+) [^\n]*\bauthenticationType=FARM_AUTH\b/,
    about: "A data farm asks the host to log in.",
    severity: "info",
    values: { version: "number" },
    example:
      " NS_AUTH_START version=8 pwd=1 soft=0 token=0 tokenSubtype=0 initialTokenType=SOFT authenticationType=FARM_AUTH identityHashcode=123456789",
  },
  {
    name: "login-auth-started",
    pattern:
      /^NS_AUTH_START version=(?<version>\d+) pwd=(?<password>[01])\b[^\n]{0,80}?\btoken(?:\(s\)=\[token)?=(?<token>\d+)(?:[^\n\]]{0,120}\[(?<secondFactor>[^\]\n]{0,60})\])?[^\n]{0,400}?\binitialTokenType=(?<session>\w+)/,
    about: "The server asks the host to log in[; the second factor will be {secondFactor}].",
    severity: "info",
    values: { version: "number", password: "flag", token: "number" },
    example:
      " NS_AUTH_START version=52 pwd=1 soft=0 token(s)=[token=5, tokenSubtype=2, suffix=a[IB Key]] initialTokenType=PWD authenticationType=MARKET_DATA_CONNECTION identityHashcode=1",
  },
  {
    name: "login-challenge",
    pattern: /^Received CHALLENGE\s*$/,
    about: "The server asks for the second factor: the login waits for somebody to approve it.",
    severity: "info",
    example: "Received CHALLENGE",
  },
  {
    name: "login-wrong-password",
    pattern: new RegExp(
      `^AUTH_RESULT indicates wrong password|${refusal}(?<reason>Invalid username or password[^]*?)${refusalEnd}`,
    ),
    about: "The login was refused: user name or password is wrong, or a saved session is no longer valid.",
    severity: "error",
    values: { failReason: "number" },
    example:
      "Authorization failed: Invalid username or password. \n\nPlease look again. MessageType: null. FailReason: 1",
  },
  {
    name: "login-ended",
    pattern: new RegExp(`${refusal}(?<reason>SUPPRESS_MESSAGE_BOX)${refusalEnd}`),
    about: "The server ended the login without a word, mostly because nobody answered the second factor.",
    severity: "error",
    values: { failReason: "number" },
    example: "Authorization failed: SUPPRESS_MESSAGE_BOX. MessageType: null. FailReason: 2147483647",
  },
  {
    name: "login-refused",
    pattern: new RegExp(`${refusal}(?<reason>[^]*?)${refusalEnd}`),
    about: "The server refused the login.",
    severity: "error",
    values: { failReason: "number" },
    example: "Authorization failed: Some other reason. MessageType: null. FailReason: 99",
  },
  {
    name: "login-timeout",
    pattern: /^(?:Authentication timeout\s*$|AuthTimeoutMonitor(?:-\w+)?: Timeout!)/,
    needs: ["Authentication timeout", "AuthTimeoutMonitor"],
    about:
      "The server did not answer the login in time. Another session of the same user often is the cause, or too many logins in a row.",
    severity: "error",
    example: "Authentication timeout",
    uncertain: "The causes are those that users found.",
  },
  {
    name: "login-completed",
    pattern: /^### onAuthenticationCompleted [^\n]*\bauthenticated=(?<authenticated>true)\b/,
    about: "The login is accepted.",
    severity: "ok",
    values: { authenticated: "flag" },
    example: "### onAuthenticationCompleted tokenProtocol=5; authenticated=true",
  },
  {
    name: "login-not-completed",
    pattern: /^### onAuthenticationCompleted [^\n]*\bauthenticated=(?<authenticated>false)\b/,
    about: "The login ended without being accepted.",
    severity: "error",
    values: { authenticated: "flag" },
    example: "### onAuthenticationCompleted tokenProtocol=0; authenticated=false",
  },
  {
    name: "login-session-began",
    pattern: /^Authentication complete\s*$/,
    about: "The login is accepted, and the session begins.",
    severity: "ok",
    example: "Authentication complete",
  },
  {
    name: "login-throttled",
    pattern:
      /^Too many failed login attempts(?:\. Please wait (?:(?<hours>\d+) hours?(?: & )?)?(?:(?<minutes>\d+) minutes?(?: & )?)?(?:(?<seconds>\d+) seconds?)?)?/,
    about: "Too many logins failed; the host waits[ {hours} h][ {minutes} min][ {seconds} s] before it tries again.",
    severity: "error",
    values: { hours: "number", minutes: "number", seconds: "number" },
    example: "Too many failed login attempts. Please wait 4 minutes & 55 seconds before attempting to re-login again.",
  },
  {
    name: "login-waiting",
    pattern: /^instance of control is not created yet\s*$/,
    about:
      "The host is still not logged in; it writes this every five minutes until it is. Repeated, it hangs at login.",
    severity: "warning",
    example: "instance of control is not created yet",
  },
  {
    name: "competing-session",
    pattern: /^Competition detected(?:: from IP=(?<address>\S+))?(?: logged at=(?<since>\S+))?/,
    about: "The same user is logged in elsewhere[ since {since}].",
    severity: "warning",
    example: "Competition detected: from IP=192.0.2.1 logged at=2026-08-28T22:27:52.000+0530",
  },
];
