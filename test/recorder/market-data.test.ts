/** Include market data, off: which messages are left out of the recording, over the whole catalogue. */
import { expect, test } from "vitest";
import type { Direction } from "../../src/base/direction.ts";
import { gates } from "../../src/catalogue/gates.ts";
import { messages, type AnyMessage, type FieldsOf } from "../../src/catalogue/messages.ts";
import { encodeFrame } from "../../src/codec/message.ts";
import { LegWatch } from "../../src/recorder/leg-watch.ts";
import { frameBytes } from "../../src/wire/frames.ts";
import { pieces } from "../harness/pieces.ts";
import { plausibleFields } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

const text = (content: string): Buffer => Buffer.from(content, "latin1");

/** The streams that the setting is about: ticks, depth, tick-by-tick. Everything else is always recorded. */
const streams = [
  "MARKET_DEPTH",
  "MARKET_DEPTH_L2",
  "TICK_BY_TICK",
  "TICK_EFP",
  "TICK_GENERIC",
  "TICK_OPTION_COMPUTATION",
  "TICK_PRICE",
  "TICK_SIZE",
  "TICK_STRING",
];

/** A leg behind its handshake, in which nothing is recorded yet. */
function begun(serverVersion: number): LegWatch {
  const watch = new LegWatch({ includeMarketData: false, everyMessage: () => false });
  const start = { version: 2, clientId: 5, optionalCapabilities: "" } as FieldsOf<"START_API">;
  const steps: readonly (readonly [Direction, Uint8Array])[] = [
    ["out", Buffer.concat([text("API\0"), frameBytes(text("v100..226"))])],
    ["in", frameBytes(text(`${serverVersion}\x0020261122 10:15:00 CET\0`))],
    ["out", frameBytes(encodeFrame({ name: "START_API", serverVersion, fields: start }))],
  ];
  for (const [direction, bytes] of steps) watch.push(direction, bytes);
  return watch;
}

const known = ({ since }: AnyMessage, serverVersion: number): boolean =>
  since === undefined || gates[since].version <= serverVersion;

test.each([100, 150, 187, 201, 213, 226])(
  "at server version %i, streams are left out and counted, and every other message is there byte for byte",
  (serverVersion) => {
    const left = new Set<string>();
    for (const message of messages) {
      if (!known(message, serverVersion)) continue;
      const { name, direction } = message;
      for (const encoding of ["text", "protobuf"] as const) {
        if (!message[encoding] || (encoding === "protobuf" && serverVersion <= 200)) continue;
        const fields = plausibleFields(message, seeded(message.id), "full");
        const bytes = frameBytes(encodeFrame({ name, serverVersion, encoding, fields }));
        const watch = begun(serverVersion);
        const before = watch.recorded(direction);
        const kept = [...pieces(bytes, [1, 7, 5000])].flatMap((piece) => watch.push(direction, piece).kept);
        const stream = streams.includes(name);
        expect({ name, kept: Buffer.concat(kept).toString("hex") }).toEqual({
          name,
          kept: stream ? "" : Buffer.from(bytes).toString("hex"),
        });
        expect([...watch.leftOut]).toEqual(stream ? [[message.id, 1]] : []);
        expect(watch.recorded(direction) - before).toBe(stream ? 0 : 1);
        if (stream) left.add(name);
      }
    }
    expect([...left].toSorted()).toEqual(
      messages
        .filter((one) => streams.includes(one.name) && known(one, serverVersion))
        .map(({ name }) => name)
        .toSorted(),
    );
  },
);
