/** Frames and the handshake: however the bytes are cut, the same comes out of them. */
import { bytesOf } from "../../../src/base/byte-string.ts";
import { limits } from "../../../src/base/limits.ts";
import { Session, type SessionEvent } from "../../../src/session/session.ts";
import { FrameCursor } from "../../../src/wire/frame-cursor.ts";
import { FrameReader, frameBytes, type Frame, type Unframed } from "../../../src/wire/frames.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { pieces, printed, promise, type Target } from "../target.ts";

/** The length of the client's bytes stands in front of them; the host's follow. */
function wrapped(out: Uint8Array, into: Uint8Array): Uint8Array {
  return Uint8Array.of(out.length >> 8, out.length & 255, ...out, ...into);
}

const frame = (text: string): Uint8Array => frameBytes(bytesOf(text));

function seeds(): Uint8Array[] {
  const framed = (direction: "in" | "out", from: number): Uint8Array =>
    Buffer.concat(
      capturedVectors
        .filter((vector) => vector.direction === direction)
        .slice(from, from + 4)
        .map(({ payload }) => frameBytes(payload)),
    );
  const client = (offer: string, from: number): Uint8Array =>
    Buffer.concat([bytesOf("API\0"), frame(offer), framed("out", from)]);
  return [0, 3, 6, 9].flatMap((from) => [
    wrapped(
      client("v100..226 +PACEAPI", from),
      Buffer.concat([frame("200\x0020260405 23:49:38 CET\0"), framed("in", from)]),
    ),
    wrapped(
      client("v176", from),
      Buffer.concat([frame("-1\0other.example:4001\0"), frame("176\0t\0"), framed("in", from)]),
    ),
    wrapped(framed("out", from), framed("in", from)),
  ]);
}

function readFrames(chunks: readonly Uint8Array[]): {
  frames: Frame[];
  unframed: Unframed | undefined;
  pending: number;
} {
  const reader = new FrameReader();
  const frames: Frame[] = [];
  let unframed: Unframed | undefined;
  for (const chunk of chunks) {
    const read = reader.push(chunk);
    frames.push(...read.frames);
    unframed ??= read.unframed;
  }
  return {
    frames,
    unframed: unframed && { ...unframed, bytes: unframed.bytes.subarray(0, 4) },
    pending: reader.pending,
  };
}

function run(input: Uint8Array): string {
  const [high = 0, low = 0] = input;
  const split = 2 + high * 256 + low;
  const [out, into] = [input.subarray(2, split), input.subarray(split)];
  const whole = readFrames([into]);
  promise(printed(readFrames(pieces(into, low))) === printed(whole), "frames do not depend on how their bytes are cut");
  const total = whole.frames.reduce((sum, { payload }) => sum + 4 + payload.length, 0);
  promise(total + whole.pending === into.length || whole.unframed !== undefined, "no byte is lost");
  const cursor = new FrameCursor();
  for (const piece of pieces(into, high)) cursor.push(piece);
  const begun = whole.frames.length + (whole.pending >= 4 ? 1 : 0);
  promise(cursor.lost === (whole.unframed !== undefined), "the cursor is lost where the reader is");
  promise(cursor.lost || cursor.frames === begun, "the cursor counts the frames");
  promise(
    whole.frames.every(({ payload }) => payload.length <= limits.frameBytesMax),
    "frames are bounded",
  );
  const events = play([out], [into]);
  promise(
    printed(play(pieces(out, low), pieces(into, high))) === printed(events),
    "a session does not depend on it either",
  );
  return [...new Set(events.map(({ kind }) => kind))].join(",") + Math.min(9, events.length);
}

function play(out: readonly Uint8Array[], into: readonly Uint8Array[]): SessionEvent[] {
  const session = new Session();
  const events = [
    ...out.flatMap((chunk) => session.push("out", chunk)),
    ...into.flatMap((chunk) => session.push("in", chunk)),
  ];
  // Of what is no frame, as much is shown as had come.
  return events.map((event) => (event.kind === "unframed" ? { ...event, bytes: event.bytes.subarray(0, 1) } : event));
}

export const framing: Target = { name: "framing", seeds, bytesMax: 32 * 1024, run };
