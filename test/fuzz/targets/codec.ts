/** The codec: any bytes decode without a throw, and encode to the same bytes again. */
import { bytesIn } from "../../../src/base/byte-range.ts";
import { byteStringOf, bytesOf } from "../../../src/base/byte-string.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { limits } from "../../../src/base/limits.ts";
import { messageByName, messages } from "../../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, encodingAt, frameId, type Message } from "../../../src/codec/message.ts";
import { textPlan } from "../../../src/codec/plan.ts";
import { decodeProtobuf } from "../../../src/codec/protobuf-decode.ts";
import { encodeProtobuf } from "../../../src/codec/protobuf-encode.ts";
import { decodePrinted, printProtobuf } from "../../../src/codec/protobuf-text.ts";
import { takeApart } from "../../../src/codec/text-decode.ts";
import { encodeText } from "../../../src/codec/text-encode.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { plausibleFields } from "../../harness/plausible-fields.ts";
import { seeded } from "../../harness/random.ts";
import { printed, promise, sameBytes, type Target } from "../target.ts";

/** Direction and server version stand in front of the payload, so that they are changed as well. */
const wrapped = (direction: "in" | "out", serverVersion: number, payload: Uint8Array): Uint8Array =>
  Uint8Array.of(direction === "in" ? 1 : 0, serverVersion - 100, ...payload);

function seeds(): Uint8Array[] {
  const made = messages.flatMap((message) =>
    [176, 200, 226].flatMap((serverVersion) => {
      if (encodingAt(message, serverVersion) === "text" && !message.text) return [];
      const fields = plausibleFields(message, seeded(message.id), "full");
      const { direction, name } = message;
      return [wrapped(direction, serverVersion, encodeFrame({ name, serverVersion, fields }))];
    }),
  );
  return [
    ...capturedVectors.map(({ direction, serverVersion, payload }) => wrapped(direction, serverVersion, payload)),
    ...made,
  ];
}

function run(input: Uint8Array): string {
  const [flags = 0, version = 0] = input;
  const direction = (flags & 1) === 1 ? "in" : "out";
  const serverVersion = 100 + (version % 128);
  const payload = input.subarray(2);
  const message = decodeFrame(payload, { direction, serverVersion });
  promise(sameBytes(encodeFrame(message), payload), "encoding what was decoded gives the same bytes");
  promise(message.issues.length <= limits.issuesMax + 2, "issues are bounded");
  promise(message.rest.length <= limits.restFieldsMax, "fields behind the last are bounded");
  promise(message.unknown.length <= limits.unknownFieldsMax, "unknown fields are bounded");
  const declared = message.name === undefined ? undefined : messageByName(message.name);
  if (declared) {
    const id = frameId(payload, 0, payload.length, serverVersion);
    promise(message.idBytes !== undefined || id === message.id, "both readers of ids agree");
    if (message.encoding === "text") checkText(message);
    else checkProtobuf(message);
    checkRebuilt(message);
  }
  const codes = [...new Set(message.issues.map(({ code }) => code))].sort();
  return `${message.name} ${message.encoding} ${codes.join(",")} ${Math.min(9, Object.keys(message.fields).length >> 3)}`;
}

function checkText({ name, serverVersion, body, fields, rest }: Message): void {
  const plan = textPlan(messageByName(name as string)!, serverVersion);
  if (!plan) return;
  const text = byteStringOf(bytesIn(body));
  promise(encodeText(plan, fields, serverVersion, rest, text) === text, "written field by field, it is the same");
  const general = takeApart(plan, text, serverVersion);
  promise(printed(general.fields) === printed(fields), "the fast reader agrees with the general one");
}

function checkProtobuf({ name, body: range, fields, issues }: Message): void {
  const body = bytesIn(range);
  const { shape } = messageByName(name as string)!;
  promise(sameBytes(encodeProtobuf(shape, fields, body), body), "written field by field, it is the same");
  if (issues.length === 0) {
    // A field that nobody declared sends it the general way.
    const general = decodeProtobuf(shape, Uint8Array.of(...body.subarray(0, 60_000), 0xf8, 0xff, 0x7f, 1));
    if (body.length <= 60_000)
      promise(printed(general.fields) === printed(fields), "the fast reader agrees with the general one");
  }
  const asText = printProtobuf(shape, fields);
  const reread = decodePrinted(shape, asText);
  promise(reread.end === asText.length, "what is printed can be read to its end");
  decodePrinted(shape, byteStringOf(body));
}

/** From its values alone a sound message is written again, or it is said why not. */
function checkRebuilt({ name, serverVersion, encoding, direction, fields, issues, rest }: Message): void {
  if (issues.length > 0 || rest.length > 0) return;
  try {
    const payload = encodeFrame({ name: name as never, serverVersion, encoding, fields });
    const again = decodeFrame(payload, { direction, serverVersion });
    const sound = bytesOf(printed(again.fields)).length >= 0 && again.name === name;
    promise(sound, "a message written from its values is of the same name");
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
}

export const codec: Target = { name: "codec", seeds, bytesMax: 64 * 1024, run };
