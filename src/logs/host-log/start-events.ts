/**
 * Entries about the host itself: its start, what it runs on, its folders and logs, its clock, its end.
 *
 * Sources: public logs of builds 918, 952, 963 to 973, 10.37, 10.45 and 10.50.
 */
import type { EventDeclaration } from "./event.ts";

export const startEvents: readonly EventDeclaration[] = [
  {
    name: "host-restart",
    pattern: /^-{5,} *(?<program>IB GATEWAY|TWS) RESTART *-{5,}/,
    needs: " RESTART",
    about: "{program} starts, or begins a new log after login.",
    severity: "info",
    example: "------------------------------- IB GATEWAY RESTART --------------------------------",
  },
  {
    name: "build",
    pattern: /^Build (?<build>\d+\.[\w.]+), (?<builtOn>[A-Z][a-z]{2} \d+, \d{4}[^\n]*)/,
    about: "The host is build {build}.",
    severity: "info",
    example: "Build 10.37.1r, Apr 21, 2026 6:11:04 AM",
  },
  {
    name: "started",
    pattern: /^Started on (?<day>\d{8})-(?<clock>\d\d:\d\d:\d\d)(?: (?<zone>[\w/+-]+))?\s*$/,
    about: "The host tells the moment of its start[ on the clock of {zone}].",
    severity: "info",
    example: "Started on 20260429-19:14:30",
    uncertain:
      "Without a zone the time is UTC (builds 918, 970, 10.50). Builds 963 to 972 at one site added `Europe/London` and " +
      "wrote London's clock, summer time included.",
  },
  {
    name: "java",
    pattern: /^java version = (?<java>[^|\n]*[^|\s])(?: *\| os = (?<os>[^|\n]*[^|\s]))?/,
    about: "The host runs on Java {java}[ under {os}].",
    severity: "info",
    example:
      "java version = 17.0.10.0.101 | os = Linux | os version = 5.15.0 | runtime = OpenJDK | username = 'somebody'",
  },
  {
    name: "operating-system",
    pattern: /^os = (?<os>[^|\n]*[^|\s])/,
    about: "The host runs under {os}.",
    severity: "info",
    example: "os = Linux",
  },
  {
    name: "time-zone",
    pattern: /^Default timezone: ?(?<zone>\S+)(?: name:(?<zoneName>[^\n]*?) dst:(?<summerMs>\d+))?/,
    about: "Java's time zone is {zone}.",
    severity: "info",
    values: { summerMs: "number" },
    example: "Default timezone:Etc/UTC name:Coordinated Universal Time dst:0",
  },
  {
    name: "custom-time-zone",
    pattern: /^Setting custom timezone: (?<zone>\S+)/,
    about: "The time zone is set to {zone} in the host's settings.",
    severity: "info",
    example: "Setting custom timezone: Asia/Kolkata",
  },
  {
    name: "installer",
    pattern:
      /^(?:TWS )?installer version: ?(?<installer>[^,\s]*)(?:, install dir: (?<installDir>[^,\n]*))?(?:, Jts dir: (?<dir>[^\n]*))?/,
    needs: "installer version:",
    about: "The host was installed by an installer[ of version {installer}].",
    severity: "info",
    example: "installer version: 2.8, install dir: /opt/ibgateway/1037, Jts dir: /opt/settings",
  },
  {
    name: "settings-folder",
    pattern: /^(?:Jts dir is|Settings? dir is|settings? dir:) *'?(?<dir>[^'\n]*)/i,
    about: "The host names the folder of its settings and logs.",
    severity: "info",
    example: "Jts dir is /opt/settings/Jts/",
  },
  {
    name: "log-encrypted",
    pattern: /^Switching to a new encrypted log/,
    about: "Login is done; from here on the host logs to an encrypted file that only its own export menu can read.",
    severity: "info",
    example: "Switching to a new encrypted log...",
  },
  {
    name: "log-switched",
    pattern: /^Switching to a new log(?: '(?<path>[^'\n]*)')?/,
    about: "Login is done; the log goes on in another file.",
    severity: "info",
    example: "Switching to a new log '/opt/settings/Jts/abcdefghij/ibgateway.log'...",
  },
  {
    name: "log-plain",
    pattern: /^Log encryption support is disabled/,
    about: "The host does not encrypt its logs.",
    severity: "info",
    example: "Log encryption support is disabled [logKeyId: ].",
  },
  {
    name: "log-created",
    pattern: /^Created on: (?<day>\d{8})\s*$/,
    about: "The log was begun on {day}.",
    severity: "info",
    example: "Created on: 20180213",
  },
  {
    name: "day-began",
    pattern: /^(?:OvernightManager\.)?dayInit: new values: [^\n]*\bYYYYMMDDofToday: (?<day>\d{8})/,
    needs: "dayInit: new values",
    about: "For the host it is {day} now.",
    severity: "info",
    example:
      "OvernightManager.dayInit: new values: dayOfTheWeek: 1 (Sun), YYYYMMofToday: 202608, YYYYMMDDofToday: 20260830, m_todayDate: 20260830, dueToChangeInTimezone: false",
  },
  {
    name: "auto-restart",
    pattern: /^Running in auto-restart mode/,
    about: "The host restarts by itself and brings the saved session along, so that no new approval is needed.",
    severity: "info",
    example: "Running in auto-restart mode: restoring session token and session ID [userDirname=abcdefghij]...",
  },
  {
    name: "auto-restart-off",
    pattern: /^Daily auto-restart is not enabled/,
    about: "The host will not restart by itself: every day ends with a log-off and needs a new login.",
    severity: "info",
    example: "Daily auto-restart is not enabled.",
  },
  {
    name: "auto-restart-on",
    pattern: /^Daily auto-restart is enabled/,
    about: "The host will restart by itself every day.",
    severity: "info",
    example: "Daily auto-restart is enabled.",
  },
  {
    name: "clock-difference",
    pattern:
      /^CCP reported time: [^\n]*?, local time: (?<gmt>[\d-]+ [\d:.]+) \(GMT\), local time: (?<local>[\d-]+ [\d:.]+) \((?<zone>[^)\n]*)\), difference in seconds: (?<seconds>-?\d{2,}(?:\.\d+)?)/,
    about: "The host's clock differs from the server's by {seconds} seconds.",
    severity: "warning",
    values: { seconds: "number" },
    example:
      "CCP reported time: 2018-02-13 01:18:12.000 (GMT) [1518484692], local time: 2018-02-13 01:18:42.474 (GMT), local time: 2018-02-13 02:18:42.474 (CET), difference in seconds: -30.474 [Login]",
  },
  {
    name: "clock-difference",
    pattern:
      /^CCP reported time: [^\n]*?, local time: (?<gmt>[\d-]+ [\d:.]+) \(GMT\), local time: (?<local>[\d-]+ [\d:.]+) \((?<zone>[^)\n]*)\), difference in seconds: (?<seconds>-?\d(?:\.\d+)?)(?!\d)/,
    about: "The host's clock agrees with the server's to {seconds} seconds.",
    severity: "ok",
    values: { seconds: "number" },
    example:
      "CCP reported time: 2018-02-13 01:18:12.000 (GMT) [1518484692], local time: 2018-02-13 01:18:12.474 (GMT), local time: 2018-02-13 02:18:12.474 (CET), difference in seconds: -0.474 [Login]",
  },
  {
    name: "clock-changed",
    pattern: /SYSTEM CLOCK HAS BEEN CHANGED/,
    about: "The clock of the computer was changed while the host ran.",
    severity: "warning",
    example: "SYSTEM CLOCK HAS BEEN CHANGED BY USER",
    uncertain: "Known only from a public log analyser's list of words.",
  },
  {
    name: "host-exit",
    pattern: /^(?:Application exit|User initiated exit session|Started auto log off)/,
    about: "The host ends.",
    severity: "info",
    example: "Application exit",
  },
];
