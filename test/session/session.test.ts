import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../src/base/byte-string.ts";
import { rawMessageIdSince } from "../../src/catalogue/gates.ts";
import { decodeFrame, encodeFrame } from "../../src/codec/message.ts";
import { Session, type SessionEvent } from "../../src/session/session.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { chunkings } from "../harness/dribble.ts";

const frame = (text: string): Uint8Array => frameBytes(bytesOf(text));
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const hello = (offer: string): Uint8Array => joined(bytesOf("API\0"), frame(offer));

const brief = (event: SessionEvent): string => {
  switch (event.kind) {
    case "prefix":
      return "prefix";
    case "offer":
      return `offer ${event.min}..${event.max} ${JSON.stringify(event.options)}`;
    case "agreement":
      return `agreement ${event.serverVersion} at ${event.time}`;
    case "redirect":
      return `redirect to ${event.to}`;
    case "frame": {
      const { direction, payload, serverVersion } = event;
      const message = decodeFrame(payload, { direction, serverVersion });
      return `${direction} ${message.name ?? ""} ${message.encoding} ${JSON.stringify(message.fields)}`;
    }
    case "partial":
      return `${event.direction} ${event.which} of a frame: ${event.bytes.length} bytes`;
    case "unframed":
      return `${event.direction} unframed at ${event.offset}: ${event.why}`;
  }
};

/** Plays a conversation, each side's bytes cut in every way. */
function play(...turns: ["in" | "out", Uint8Array][]): string[] {
  const results = [0, 1, 2, 3].map((cut) => {
    const session = new Session();
    return turns.flatMap(([direction, bytes]) =>
      (chunkings(bytes)[cut] as Uint8Array[]).flatMap((chunk) => session.push(direction, chunk).map(brief)),
    );
  });
  for (const other of results) expect(other).toEqual(results[0]);
  return results[0] as string[];
}

const startApi = (serverVersion: number): Uint8Array =>
  frameBytes(encodeFrame({ name: "START_API", serverVersion, fields: { clientId: 5, optionalCapabilities: "" } }));

describe("Session", () => {
  test("follows a handshake in text and reads ids as text below the gate of raw ids", () => {
    const serverVersion = rawMessageIdSince - 1;
    expect(
      play(
        ["out", hello(`v100..${serverVersion}`)],
        ["in", frame(`${serverVersion}\x0020260405 23:49:38 CET\0`)],
        ["out", startApi(serverVersion)],
        ["in", frame("15\x001\0DU1234567\0")],
      ),
    ).toEqual([
      "prefix",
      `offer 100..${serverVersion} ""`,
      `agreement ${serverVersion} at 20260405 23:49:38 CET`,
      'out START_API text {"version":2,"clientId":5,"optionalCapabilities":""}',
      'in MANAGED_ACCTS text {"version":1,"accountsList":"DU1234567"}',
    ]);
  });

  test("reads four raw bytes of id, and protobuf, from their gates on", () => {
    expect(
      play(
        ["out", hello("v100..226 +PACEAPI")],
        ["in", frame("226\x0020261122 09:00:00 EST\0")],
        ["out", startApi(226)],
      ),
    ).toEqual([
      "prefix",
      'offer 100..226 "+PACEAPI"',
      "agreement 226 at 20261122 09:00:00 EST",
      'out START_API protobuf {"clientId":5,"optionalCapabilities":""}',
    ]);
  });

  test("keeps what a client sends before the host has answered, and reads it once the version is known", () => {
    expect(play(["out", joined(hello("v176"), startApi(176))], ["in", frame("176\0now\0")])).toEqual([
      "prefix",
      'offer 176..176 ""',
      "agreement 176 at now",
      'out START_API text {"version":2,"clientId":5,"optionalCapabilities":""}',
    ]);
  });

  test("tells of a redirect and then of the version of the same connection", () => {
    expect(
      play(["out", hello("v100..187")], ["in", joined(frame("-1\0other.example:4001\0"), frame("187\0t\0"))]),
    ).toEqual(["prefix", 'offer 100..187 ""', "redirect to other.example:4001", "agreement 187 at t"]);
  });

  test("says what is wrong with a client of the time before API\\0, and with one that offers nothing", () => {
    expect(play(["out", bytesOf("63\0")])).toEqual(["out unframed at 0: a client that does not begin with API\\0"]);
    expect(play(["out", hello("hello")])).toEqual(["prefix", "out unframed at 4: no version offer such as v100..226"]);
  });

  test("tells of nothing behind what is no frame of its place, however the bytes are cut", () => {
    expect(play(["in", joined(frame("not a version\0"), frame("9\x001\x007\0"), bytesOf("\xff\xff\xff\xff"))])).toEqual(
      ["in unframed at 0: no server version"],
    );
  });

  test("keeps only so much of what comes before a version is agreed on", () => {
    const session = new Session();
    session.push("out", hello("v100..226"));
    const large = frameBytes(new Uint8Array(4 * 1024 * 1024));
    const events = Array.from({ length: 8 }, () => session.push("out", large)).flat();
    expect(events.map(brief)).toEqual(["out unframed at 16777249: messages without an agreed version"]);
  });

  test("goes on reading the other direction when one cannot be framed any more", () => {
    expect(
      play(
        ["out", hello("v100..176")],
        ["in", frame("176\0t\0")],
        ["out", bytesOf("\xff\xff\xff\xff")],
        ["in", frame("9\x001\x007\0")],
      ),
    ).toEqual([
      "prefix",
      'offer 100..176 ""',
      "agreement 176 at t",
      "out unframed at 17: a frame length of 4294967295 bytes, above what any frame has",
      'in NEXT_VALID_ID text {"version":1,"orderId":7}',
    ]);
  });

  test("tells the same of a connection whatever pieces its bytes come in", () => {
    const out = joined(hello("v100..176 +PACEAPI"), startApi(176), frame("8\x001\x001\0"));
    const into = joined(
      frame("-1\0other.example:4001\0"),
      frame("176\0t\0"),
      frame("9\x001\x007\0"),
      bytesOf("\x7f\xff\xff\xffrest"),
    );
    const whole = play(["out", out], ["in", into]);
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const session = new Session();
        const told = (
          [
            ["out", out],
            ["in", into],
          ] as const
        ).flatMap(([direction, bytes]) => {
          const events: string[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = lengths[turn % lengths.length]!;
            events.push(...session.push(direction, bytes.subarray(at, at + size)).map(brief));
            at += size;
          }
          return events;
        });
        expect(told).toEqual(whole);
      }),
    );
  });
});
