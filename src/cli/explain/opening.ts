/** The opening of a connection: the client's handshake and the server's reply, which have no message id. */
import { byteStringOf, charactersOf, hexOf } from "../../base/byte-string.ts";
import type { Issue } from "../../base/issue.ts";
import { serverVersionMax, serverVersionMin } from "../../catalogue/gates.ts";
import type { Opening, OpeningRow } from "./explained.ts";

const prefix = "API\0";

/** Whether bytes begin with the client's prefix. */
export const beginsWithPrefix = (bytes: Uint8Array): boolean => byteStringOf(bytes, 0, 4) === prefix;

/** What the client sends first: `API`, a length, and the versions it can speak. */
export interface Handshake {
  readonly opening: Opening;
  /** Where the rest begins. */
  readonly end: number;
}

const offer = /^v(\d{1,6})(?:\.\.(\d{1,6}))?(?: ([\s\S]*))?$/;

/** Reads the handshake at the start of the bytes, with its prefix. */
export function readHandshake(bytes: Uint8Array): Handshake {
  const rows: OpeningRow[] = [
    {
      offset: 0,
      raw: hexOf(bytes.subarray(0, 4)),
      name: "prefix",
      value: "API",
      about: "Begins every connection since server version 100; not part of a frame",
    },
  ];
  const issues: Issue[] = [];
  const text = byteStringOf(bytes);
  // Without its length the offer follows at once.
  const framed = !text.startsWith("v", 4);
  const start = framed ? 8 : 4;
  const declared = framed && bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(4) : undefined;
  const end = Math.min(bytes.length, start + (declared ?? bytes.length));
  if (declared !== undefined)
    rows.push({
      offset: 4,
      raw: hexOf(bytes.subarray(4, 8)),
      name: "length",
      value: declared,
      about: "Bytes of the version range behind it",
    });
  if (declared !== end - start) {
    const expected = `a length of ${Math.max(0, bytes.length - start)}`;
    issues.push({
      code: "bad-length",
      path: "length",
      offset: 4,
      expected,
      got: declared === undefined ? "none" : String(declared),
    });
  }
  const body = offerRows(text.slice(start, end), start);
  return {
    opening: { ...handshakeAbout, offset: 0, rows: [...rows, ...body.rows], issues: [...issues, ...body.issues] },
    end,
  };
}

const handshakeAbout = {
  kind: "handshake",
  direction: "out",
  about:
    "The client opens the connection and says which server versions it can speak. The server answers with the one to use.",
} as const;

/** A frame that holds only the version range, without the prefix before it. */
export function readOffer(payload: string, offset: number): Opening | undefined {
  return offer.test(payload) ? { ...handshakeAbout, offset, ...offerRows(payload, offset) } : undefined;
}

function offerRows(text: string, offset: number): { rows: OpeningRow[]; issues: Issue[] } {
  const parts = offer.exec(text.replace(/\0$/, ""));
  if (!parts) {
    const issue = {
      code: "malformed-value",
      path: "versions",
      offset,
      expected: "versions such as v100..226",
      got: JSON.stringify(text.slice(0, 60)),
    } as const;
    return { rows: [], issues: [issue] };
  }
  const [range = "", min = "", max = min, options] = parts;
  const rows: OpeningRow[] = [
    {
      offset,
      raw: `v${min}`,
      name: "lowest version",
      value: Number(min),
      about: "Lowest server version that the client can speak",
    },
    {
      offset: offset + range.indexOf(max, 1),
      raw: max,
      name: "highest version",
      value: Number(max),
      about: `Highest one; the server picks the lower of this and its own. The newest that is known here is ${serverVersionMax}`,
    },
  ];
  if (options !== undefined)
    rows.push({
      offset: offset + range.length - options.length,
      raw: charactersOf(options),
      name: "connect options",
      value: charactersOf(options),
      about: connectOptionsAbout(options),
    });
  const wrong = Number(min) > Number(max) || Number(max) < serverVersionMin;
  const issue = {
    code: "malformed-value",
    path: "versions",
    offset,
    expected: `a range from ${serverVersionMin} on, the lower first`,
    got: range,
  } as const;
  return { rows, issues: wrong ? [issue] : [] };
}

const connectOptionsAbout = (options: string): string =>
  options.includes("PACEAPI")
    ? "Options of the connection; +PACEAPI lets the host slow the client down instead of breaking off at more than 50 messages a second"
    : "Options of the connection";

const reply = /^(\d{3,6})\0([^\0]*)\0?$/;
const replyTime = /^\d{8} \d\d:\d\d:\d\d/;
const redirect = /^-1\0([^\0]+)\0?$/;

/** What a server reply says. */
export interface ServerReply {
  readonly opening: Opening;
  /** The agreed version; undefined for a redirect. */
  readonly serverVersion: number | undefined;
}

/** The server's reply to a handshake: version and time, or another host to connect to. A byte string. */
export function readReply(payload: string, offset: number): ServerReply | undefined {
  const elsewhere = redirect.exec(payload);
  if (elsewhere) {
    const [, host = ""] = elsewhere;
    const rows: OpeningRow[] = [
      { offset, raw: "-1", name: "server version", value: -1, about: "No version: connect elsewhere" },
      {
        offset: offset + 3,
        raw: charactersOf(host),
        name: "host",
        value: charactersOf(host),
        about: "Where the client shall connect instead",
      },
    ];
    return {
      opening: {
        kind: "server reply",
        direction: "in",
        offset,
        about: "The server sends the client to another host.",
        rows,
        issues: [],
      },
      serverVersion: undefined,
    };
  }
  const parts = reply.exec(payload);
  const [, version = "", time = ""] = parts ?? [];
  if (!parts || !replyTime.test(time) || Number(version) < serverVersionMin) return undefined;
  const rows: OpeningRow[] = [
    {
      offset,
      raw: version,
      name: "server version",
      value: Number(version),
      about: "The version that client and server use from now on",
    },
    {
      offset: offset + version.length + 1,
      raw: charactersOf(time),
      name: "connection time",
      value: charactersOf(time),
      about: "When the connection began, with the host's time zone in its own language",
    },
  ];
  const about = "The server's answer to the handshake: the agreed server version. It has no message id.";
  return {
    opening: { kind: "server reply", direction: "in", offset, about, rows, issues: [] },
    serverVersion: Number(version),
  };
}
