import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageByName } from "../../src/catalogue/messages.ts";
import { encodeBody } from "../../src/codec/message.ts";
import { Filling, Moulds } from "../../src/codec/mould.ts";
import { textPlan } from "../../src/codec/plan.ts";
import { takeApart } from "../../src/codec/text-decode.ts";
import { byteStringOf } from "../../src/base/byte-string.ts";
import { plausibleFields } from "../harness/plausible-fields.ts";
import { seeded } from "../harness/random.ts";

const version = 187;
const names = ["OPEN_ORDER", "CONTRACT_DATA", "EXECUTION_DATA", "PLACE_ORDER", "COMPLETED_ORDER"] as const;

describe("moulds", () => {
  test("leave no trace of the messages that were decoded before", () => {
    const bodies = names.flatMap((name) =>
      (["typical", "full"] as const).map((kind, index) => {
        const message = messageByName(name)!;
        const fields = plausibleFields(message, seeded(index + 1), kind);
        return { name, body: byteStringOf(encodeBody({ name, serverVersion: version, fields }).body) };
      }),
    );
    // Cut ones too: they have the first keys only.
    const some = fc.tuple(fc.constantFrom(...bodies), fc.option(fc.nat(400))).map(([{ name, body }, cut]) => {
      const end = cut === null ? -1 : body.indexOf("\0", Math.min(cut, body.length - 1));
      return { name, body: end < 0 ? body : body.slice(0, end + 1) };
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 12 }), (sequence) => {
        for (const { name, body } of sequence) {
          const plan = textPlan(messageByName(name)!, version)!;
          const fresh = { ...plan, moulds: new Moulds() };
          expect(takeApart(plan, body, version)).toStrictEqual(takeApart(fresh, body, version));
          const before = JSON.stringify(takeApart(fresh, body, version).fields);
          expect(JSON.stringify(takeApart(plan, body, version).fields)).toBe(before);
        }
      }),
    );
  });

  test("are of no use to what has other keys, which gets an object of its own", () => {
    const keys = "abcdefghij".split("");
    const moulds = new Moulds();
    moulds.learn(0, Object.fromEntries(keys.map((key) => [key, 1])));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys, "x", "y"), fc.nat()), { maxLength: 14 }), (sets) => {
        const filling = new Filling(moulds.of(0));
        const wanted: Record<string, unknown> = {};
        for (const [key, value] of sets) {
          if (!filling.fill(key, value)) filling.set(key, value);
          wanted[key] = value;
        }
        filling.finish();
        expect(filling.holder).toStrictEqual(wanted);
        expect(Object.keys(filling.holder)).toEqual(Object.keys(wanted));
      }),
    );
  });

  test("are made of messages without an issue only", () => {
    const message = messageByName("OPEN_ORDER")!;
    const plan = { ...textPlan(message, version)!, moulds: new Moulds() };
    const order = plan.containers.findIndex(({ path }) => path === "order");
    const fields = plausibleFields(message, seeded(1), "full");
    const body = byteStringOf(encodeBody({ name: "OPEN_ORDER", serverVersion: version, fields }).body);
    takeApart(plan, body.slice(0, body.lastIndexOf("\0", body.length - 2) + 1), version);
    expect(plan.moulds.of(order)).toBeUndefined();
    takeApart(plan, body, version);
    expect(plan.moulds.of(order)?.keys.length).toBeGreaterThan(50);
  });
});
