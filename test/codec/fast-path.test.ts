/** What is read on the fast path is what the general reader makes of it, and where a payload lies makes no difference. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesIn } from "../../src/base/byte-range.ts";
import { bytesOf } from "../../src/base/byte-string.ts";
import { messages } from "../../src/catalogue/messages.ts";
import { decodeFlat } from "../../src/codec/flat-decode.ts";
import { decodeFrame, decodeFrameIn, encodeFrame, type Message } from "../../src/codec/message.ts";
import { textPlan, type FlatForm, type TextPlan } from "../../src/codec/plan.ts";
import { takeApart } from "../../src/codec/text-decode.ts";
import { plausibleFields } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

type Flat = TextPlan & { readonly flat: FlatForm };
const flatPlans = messages.map((message) => textPlan(message, 187)).filter((plan): plan is Flat => !!plan?.flat);

const digits = fc.stringMatching(/^\d{1,18}$/);
const numberText = fc.oneof(
  digits,
  fc.tuple(digits, digits).map(([whole, decimals]) => `${whole}.${decimals}`),
  fc.constantFrom("0", "00", "007", "1.", ".5", ".", "", "-", "+1", "1.2.3", "1e5", "0.10", "2147483647", "999999999"),
  fc.constantFrom("1000000000", "4294967296", "999999999999999", "12345678.9", "123456789.0", "0.000000000000001"),
);
const signed = fc.tuple(fc.boolean(), numberText).map(([negative, text]) => (negative ? `-${text}` : text));
const token = fc.oneof({ weight: 4, arbitrary: signed }, fc.constantFrom("", "text", "ä", "\\u00e4", "1 2"));

describe("the fast path", () => {
  test("reads numbers as the language does", () => {
    const plan = flatPlans.find(({ flat }) => flat.columns.some(({ kind }) => kind === "double"))!;
    const { key } = plan.flat.columns.find(({ kind }) => kind === "double")!;
    let fast = 0;
    fc.assert(
      fc.property(signed, (text) => {
        const body = bytesOf(plan.flat.columns.map((column) => `${column.key === key ? text : "1"}\0`).join(""));
        const fields = decodeFlat(plan.flat, body, 0, body.length);
        if (!fields) return;
        fast += 1;
        expect(fields[key]).toBe(Number(text));
      }),
      { numRuns: 3000 },
    );
    expect(fast).toBeGreaterThan(1000);
  });

  test("gives the fields that the general reader gives", () => {
    let fast = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...flatPlans).chain((plan) => {
          const { length } = plan.flat.columns;
          return fc.tuple(
            fc.constant(plan),
            fc.array(token, { minLength: Math.max(0, length - 1), maxLength: length + 1 }),
          );
        }),
        ([plan, tokens]) => {
          const text = tokens.map((one) => `${one}\0`).join("");
          const body = bytesOf(text.replaceAll("ä", "\xc3\xa4"));
          const around = Uint8Array.from([49, ...body, 49]);
          const fields = decodeFlat(plan.flat, around, 1, 1 + body.length);
          if (!fields) return;
          fast += 1;
          const general = takeApart(plan, text, 187);
          expect(general.issues).toEqual([]);
          expect(fields).toStrictEqual(general.fields);
        },
      ),
      { numRuns: 4000 },
    );
    expect(fast).toBeGreaterThan(100);
  });

  test.each([100, 187, 226])(
    "makes the same message of a payload among other bytes, at server version %i",
    (version) => {
      const usual = messages.flatMap((message) => {
        const fields = plausibleFields(message, seeded(message.id), "typical");
        const there = message.text ? textPlan(message, version) : version >= 201 && message.protobuf;
        return there ? [encodeFrame({ name: message.name, serverVersion: version, fields })] : [];
      });
      const payload = fc.oneof(
        fc.constantFrom(...usual),
        fc.tuple(fc.constantFrom(...usual), fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => {
          return bytes.map((old, index) => (index === at % bytes.length ? byte : old));
        }),
        fc.tuple(fc.constantFrom(...usual), fc.nat()).map(([bytes, size]) => bytes.slice(0, size % (bytes.length + 1))),
        fc.constantFrom("-", "-5\0", "007\0x\0", "4", "").map(bytesOf),
      );
      fc.assert(
        fc.property(
          payload,
          fc.uint8Array({ maxLength: 9 }),
          fc.uint8Array({ maxLength: 9 }),
          (inside, before, behind) => {
            const bytes = Uint8Array.from([...before, ...inside, ...behind]);
            const place = { bytes, start: before.length, end: before.length + inside.length };
            const options = { direction: "in", serverVersion: version } as const;
            const withBytes = (message: Message): object => ({ ...message, body: bytesIn(message.body) });
            expect(withBytes(decodeFrameIn(place, options))).toStrictEqual(withBytes(decodeFrame(inside, options)));
          },
        ),
        { numRuns: 400 },
      );
    },
  );
});
