/** What the recorder tells its user of things that go wrong around a connection, with what to do. */

export interface Advice {
  /** Stable, for scripts. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly text: string;
}

/** A host that is silent for so long after a client spoke to it is worth a word. */
export const silentMs = 10_000;

/** @param code the system's word, such as `ECONNREFUSED` */
export function refusedAdvice(host: string, code: string): Advice {
  const text =
    code === "ECONNREFUSED"
      ? `nothing listens at ${host}. Is TWS or IB Gateway running and logged in, is "Enable ActiveX and Socket Clients" ` +
        `on, and is this the port of its API settings (not LocalServerPort of jts.ini)? Until then clients are reset, as ` +
        `near to a refusal as a relay can come.`
      : code === "ETIMEDOUT" || code === "EHOSTUNREACH" || code === "ENETUNREACH"
        ? `${host} cannot be reached (${code}): the address, the network, or a firewall.`
        : code === "ENOTFOUND" || code === "EAI_AGAIN"
          ? `the name in ${host} is not known (${code}).`
          : `${host} did not take the connection (${code}).`;
  return { code: "host-refused", severity: "error", text };
}

/** @param since when it was last heard of @param files names of the recordings that it was writing */
export const goneAdvice = (pid: number, since: string, files: readonly string[]): Advice => ({
  code: "gone-before",
  severity: "warning",
  text:
    `the recorder before this one (process ${pid}) went without a word; it was last heard of at ${since}. ` +
    (files.length === 0
      ? "It was writing no recording then."
      : `What it had recorded is readable, and ends up to 200 ms before its end: ${files.slice(0, 5).join(", ")}` +
        (files.length > 5 ? `, and ${files.length - 5} more.` : ".")),
});

/** Its machine does not answer at all, as behind a firewall that drops packets. */
export const unreachedAdvice = (host: string, ms: number): Advice => ({
  code: "host-unreached",
  severity: "warning",
  text:
    `${host} has neither taken nor refused the connection for ${ms / 1000} s: the address is wrong, its machine is off, or a ` +
    `firewall drops what is sent there. The client waits; it is reset when the system gives up.`,
});

/** @param ms how long it has been silent */
export const silentAdvice = (host: string, ms: number): Advice => ({
  code: "host-silent",
  severity: "warning",
  text:
    `${host} took the connection and has not answered for ${ms / 1000} s. A host that waits for somebody (login, a ` +
    `dialog that asks to accept the connection) or hangs does this. The connection is left as it is.`,
});

export const closedUnansweredAdvice = (host: string): Advice => ({
  code: "host-closed-unanswered",
  severity: "error",
  text:
    `${host} closed the connection without a word. It does so when it does not trust the address, which now is the one of ` +
    `this recorder: add it to "Trusted IPs", or switch "Allow connections from localhost only" off. It also does so ` +
    `when it refuses every API client (read-only login, too many clients).`,
});

export const clientIdInUseAdvice = (clientId: number | undefined): Advice => ({
  code: "client-id-in-use",
  severity: "error",
  text: `the host refuses client id ${clientId ?? "?"}: another program is connected with it. Give each program its own.`,
});

export const redirectAdvice = (to: string): Advice => ({
  code: "redirected",
  severity: "warning",
  text: `the host sends the client to ${to}. If it follows, that connection passes by this recorder: record it with --to ${to}.`,
});

export const foreignAdvice = (why: string): Advice => ({
  code: "not-api",
  severity: "warning",
  text: `these bytes are no TWS API traffic (${why}). They are relayed and recorded all the same.`,
});

export const notRecordingAdvice = (why: string): Advice => ({
  code: "not-recording",
  severity: "error",
  text: `the recording cannot be written: ${why}. Relaying goes on; what is missing will be marked.`,
});

export const recordingAgainAdvice = (): Advice => ({
  code: "recording-again",
  severity: "info",
  text: "the recording is written again; what is missing is marked in it.",
});

export const removedAdvice = (): Advice => ({
  code: "recording-removed",
  severity: "error",
  text: "the recording was removed while it was being written: what was in it is gone. A new file goes on from here.",
});

export const behindAdvice = (bytes: number, why: string): Advice => ({
  code: "gap",
  severity: "error",
  text: `${bytes} bytes were relayed and not recorded: ${why}. The recording marks the place, and goes on behind it.`,
});
