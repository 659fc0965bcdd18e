/** A text without a spare dash needs no search; the search, asked all the same, finds the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { byteStringOf } from "../../../src/base/byte-string.ts";
import { messages } from "../../../src/catalogue/messages.ts";
import { encodeFrame } from "../../../src/codec/message.ts";
import { textPlan, type TextPlan } from "../../../src/codec/plan.ts";
import { dashesIn } from "../../../src/logs/api-log/dashes.ts";
import { WatchStates } from "../../../src/logs/api-log/least-tokens.ts";
import { impossible } from "../../../src/logs/api-log/plausibility.ts";
import { splitBody, type Split } from "../../../src/logs/api-log/split.ts";
import { plausibleFields, troublesOf } from "../../harness/plausible-fields.ts";
import { seeded } from "../../harness/random.ts";

const withText = messages.filter((message) => message.text);
const versions = [100, 124, 145, 163, 176, 187, 200];

interface Case {
  readonly plan: TextPlan;
  readonly body: string;
  readonly spare: number;
}

/** A message as it is logged, read with the layout of a server version that need not be its own. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    message: fc.constantFrom(...withText),
    written: fc.constantFrom(...versions),
    read: fc.constantFrom(...versions),
    fullness: fc.constantFrom("typical", "full"),
    seed: fc.nat(1e6),
  })
  .map(({ message, written, read, fullness, seed }) => {
    const random = seeded(seed);
    const trouble = random.chance(0.5) ? random.pick(troublesOf(message)) : undefined;
    const fields = { version: message.sends ?? 1, ...plausibleFields(message, random, fullness, trouble) };
    const wire = encodeFrame({ name: message.name, serverVersion: written, fields, encoding: "text" });
    const body = byteStringOf(wire)
      .slice(byteStringOf(wire).indexOf("\0") + 1)
      .replaceAll("\0", "-");
    const plan = textPlan(message, read) as TextPlan;
    return { plan, body, spare: dashesIn(body, body.length).length - (WatchStates.of(plan).first.least[0] as number) };
  });

function splitsOf({ plan, body }: Case, partial: boolean): readonly Split[] {
  const splits = splitBody(plan, body, 0, body.length, {
    weighEnd: (at) => (at === body.length ? 0 : impossible),
    weightMax: 40,
    oddity: 1,
    work: { left: 100_000 },
    dashes: dashesIn(body, body.length),
    // Asked for what there is of a reading, nothing is left out.
    partial,
    cut: false,
  });
  return splits.filter(({ fit }) => fit === "whole");
}

test("a text without a spare dash is read without a search as the search reads it", () => {
  let [sole, short] = [0, 0];
  fc.assert(
    fc.property(cases, (one) => {
      fc.pre(one.spare <= 0);
      const [quick, searched] = [splitsOf(one, false), splitsOf(one, true)];
      expect(quick).toEqual(searched);
      sole += quick.length;
      short += one.spare < 0 ? 1 : 0;
    }),
    { numRuns: 1500 },
  );
  expect(sole).toBeGreaterThan(50);
  expect(short).toBeGreaterThan(5);
});
