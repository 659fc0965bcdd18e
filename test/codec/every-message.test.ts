/**
 * The catalogue loop: every message, in both encodings, at the ends of the range and at, just below and just above each
 * of its gates. What it proves alone is little (see `captured.test.ts` and `test/judges`), but no message escapes it.
 */
import { describe, expect, test } from "vitest";
import { gates } from "../../src/catalogue/gates.ts";
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, type Encoding } from "../../src/codec/message.ts";
import { versionsAround } from "../harness/gate-versions.ts";
import { leavesOf } from "../harness/leaves.ts";
import { plausibleFields, type Fullness } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

interface Case {
  readonly message: AnyMessage;
  readonly encoding: Encoding;
  readonly serverVersion: number;
  readonly fullness: Fullness;
  readonly seed: number;
}

const firstVersion = (message: AnyMessage): number => (message.since ? gates[message.since].version : 0);

function casesOf(message: AnyMessage): Case[] {
  const encodings: Encoding[] = [
    ...(message.text ? ["text" as const] : []),
    ...(message.protobuf ? ["protobuf" as const] : []),
  ];
  return versionsAround(message)
    .filter((version) => version >= firstVersion(message))
    .flatMap((serverVersion) =>
      encodings
        // Ids of protobuf messages are raw, which they are from 201 on.
        .filter((encoding) => encoding === "text" || serverVersion > 200)
        .flatMap((encoding) =>
          (["typical", "full"] as const).flatMap((fullness) =>
            [1, 2].map((seed) => ({ message, encoding, serverVersion, fullness, seed })),
          ),
        ),
    );
}

function check({ message, encoding, serverVersion, fullness, seed }: Case): string[] {
  const fields = plausibleFields(message, seeded(seed * 1000 + message.id), fullness);
  const { name, direction } = message;
  const bytes = encodeFrame({ name, serverVersion, encoding, fields });
  const decoded = decodeFrame(bytes, { direction, serverVersion });
  const wrong: string[] = [];
  const at = `${name} ${encoding} at ${serverVersion} (${fullness}, ${seed}):`;
  if (decoded.name !== name || decoded.encoding !== encoding)
    wrong.push(`${at} is ${decoded.name} ${decoded.encoding}`);
  for (const { code, path, expected, got } of decoded.issues)
    wrong.push(`${at} ${code} at ${path}: expected ${expected}, got ${got}`);
  if (decoded.rest.length > 0 || decoded.unknown.length > 0) wrong.push(`${at} something is left over`);
  if (Buffer.compare(encodeFrame(decoded), bytes) !== 0) wrong.push(`${at} encoded again, it differs`);
  const anew = encodeFrame({ name, serverVersion, encoding, fields: decoded.fields });
  if (Buffer.compare(anew, bytes) !== 0) wrong.push(`${at} encoded from its values alone, it differs`);
  const given = leavesOf(fields);
  for (const [path, value] of leavesOf(decoded.fields)) {
    if (path === "version" || Object.is(value, given.get(path))) continue;
    if (JSON.stringify(value) !== JSON.stringify(given.get(path) ?? (value === "" ? "" : null)))
      wrong.push(`${at} ${path} was ${JSON.stringify(given.get(path))} and is ${JSON.stringify(value)}`);
  }
  return wrong;
}

describe("every message, at every version at which it changes", () => {
  test.each(messages.map((message) => [message.direction, message.name, message] as const))(
    "%s %s keeps its values and its bytes",
    (_direction, _name, message) => {
      const cases = casesOf(message);
      expect(cases.length).toBeGreaterThan(0);
      expect(cases.flatMap(check)).toEqual([]);
    },
  );

  test("covers both encodings of all messages that have them", () => {
    const cases = messages.flatMap(casesOf);
    const covered = (encoding: Encoding): number =>
      new Set(cases.filter((each) => each.encoding === encoding).map(({ message }) => message)).size;
    expect(covered("text")).toBe(165);
    expect(covered("protobuf")).toBe(165);
    expect(cases.length).toBeGreaterThan(5000);
  });
});
