/**
 * In which form a message was given: a log line, bytes as Python prints them, hexadecimal, or base64, tried in this
 * order. Texts are byte strings.
 */
import { bytesOf } from "../../base/byte-string.ts";
import { hostLineHead } from "../../logs/host-log/shapes.ts";
import { apiLineHead, type ApiLineHead } from "../../logs/api-log/line-head.ts";
import { clientLineHead } from "../../logs/client-log/line-head.ts";
import { unescaped } from "../../logs/client-log/python-bytes.ts";
import { isNamed } from "../dictionary/find-message.ts";
import { printedId } from "../../logs/api-log/records.ts";

/** An input, with what its form says. */
export type Form =
  | { readonly form: "log line"; readonly head: ApiLineHead | undefined; readonly body: string }
  | { readonly form: "host log"; readonly text: string }
  /** What a Python client says of a message: its own words behind the head. */
  | { readonly form: "client log"; readonly clockMs: number | undefined; readonly text: string }
  | { readonly form: "bytes" | "bytes as Python prints them" | "hexadecimal" | "base64"; readonly bytes: Uint8Array }
  | { readonly form: "text"; readonly why: string };

/** Recognises the form of one input. */
export function formOf(input: string): Form {
  if (input.includes("\0")) return { form: "bytes", bytes: bytesOf(input) };
  const head = apiLineHead(input);
  if (head) return { form: "log line", head, body: shownLength(input.slice(head.body)) };
  if (hostLineHead(input)) return { form: "host log", text: input };
  const client = clientLineHead(input, arrowAlone.test(input));
  if (client) return { form: "client log", clockMs: client.clockMs, text: input.slice(client.text) };
  const text = unquoted(input);
  const escaped = escapedBytes(text);
  if (escaped) return { form: "bytes as Python prints them", bytes: escaped };
  const dashed = hexWithDashes.test(text) ? hexBytes(text.replaceAll("-", "")) : undefined;
  if (dashed) return { form: "hexadecimal", bytes: dashed };
  const body = shownLength(text.replace(clockInFront, ""));
  if (printedId(body) !== undefined || body.startsWith(emDash) || bareBody.test(body))
    return { form: "log line", head: undefined, body };
  if (joinedByCommas.test(text)) return { form: "client log", clockMs: undefined, text };
  return encodedForm(text);
}

/** As ib_async logs a message, with and without its arrow. */
const arrowAlone = /^(?:>>>|<<<) \d/;
const joinedByCommas = /^\d{1,3},.*[^\s0-9a-fA-FxX,]/;
/** A clock without an arrow behind it. */
const clockInFront = /^\d\d:\d\d:\d\d[:.,]\d{3}\s+/;
/** A message id and its end, behind a length, a part of one, or nothing. */
const bareBody = /^(?:-{2,3}[\s\S]{0,8}?|[^-]?|\u00ef\u00bf\u00bd)-?\d{1,3}-|^---/;
const emDash = "\u00e2\u0080";
/** As C# prints bytes. */
const hexWithDashes = /^(?:[0-9a-f]{2}-){5,}[0-9a-f]{2}$/i;

/** The bytes of a length that somebody has printed as `\x0e`, as this program does too. */
const shownLength = (body: string): string =>
  body.replace(
    /^(-{1,3})((?:\\x[0-9a-fA-F]{2}){1,3})(?=\d)/,
    (_, dashes: string, shown: string) => dashes + unescaped(shown),
  );

/** Without the blanks around, and without quotes around the whole. */
function unquoted(input: string): string {
  const text = input.replace(/^[ \t]+|[ \t\r\n]+$/g, "");
  const quoted = /^(["'`])([\s\S]*)\1$/.exec(text);
  return quoted ? (quoted[2] as string) : text;
}

/** `b'\x00\x00…'`, as Python shows bytes; also without the quotes where a NUL is written as `\x00`. */
function escapedBytes(text: string): Uint8Array | undefined {
  const literal = /^[bB](["'])([\s\S]*)\1$/.exec(text);
  const inner = literal ? (literal[2] as string) : text.includes("\\x00") ? text : undefined;
  if (inner === undefined) return undefined;
  return bytesOf(unescaped(inner));
}

/** Hexadecimal digits with whatever programs put between and before them. */
const between = /[\s:,;{}[\]()]|0x|\\x/gi;
const nothing = "no log line, no hexadecimal and no base64; `twscope explain --help` has examples of each";
/** Words with blanks between them are no base64, which is wrapped at the ends of lines. */
const sentence = /[A-Za-z0-9+/] +[A-Za-z0-9+/]/;

function encodedForm(text: string): Form {
  const digits = text.replaceAll(between, "");
  if (/^[0-9a-f]+$/i.test(digits)) {
    const bytes = hexBytes(digits);
    if (bytes) return { form: "hexadecimal", bytes };
    return { form: "text", why: "hexadecimal digits come in pairs, and here is one too many or too few" };
  }
  if (/^[A-Za-z_]+$/.test(text) && isNamed(text))
    return { form: "text", why: `the name of a message; \`twscope messages ${text}\` shows all about it` };
  if (sentence.test(text)) return { form: "text", why: nothing };
  const bytes = base64Bytes(text.replaceAll(/\s/g, ""));
  return bytes ? { form: "base64", bytes } : { form: "text", why: nothing };
}

function hexBytes(digits: string): Uint8Array | undefined {
  if (digits.length % 2 !== 0) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Base64 in either alphabet, with or without its padding. */
function base64Bytes(text: string): Uint8Array | undefined {
  const bare = text.replace(/={1,2}$/, "");
  if (bare.length < 4 || bare.length % 4 === 1 || !/^[A-Za-z0-9+/_-]+$/.test(bare)) return undefined;
  return new Uint8Array(Buffer.from(bare, "base64"));
}
