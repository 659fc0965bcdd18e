/**
 * Texts made to be misread: they look like the fields beside them, hold whole runs of fields, begin or end with numbers,
 * signs, exponents and words of the protocol. Hosts let people write such texts into names, notes and references.
 */
import type { Random } from "./random.ts";

const looks = [
  "1",
  "-1",
  "0",
  "-0",
  "-",
  "--",
  "---",
  "1.25e",
  "-1.25E",
  "0.5",
  "-0.01",
  "2147483647",
  "1.7976931348623157E308",
  "-1.7976931348623157E308",
  "1.7976931348623157e",
  "BUY",
  "SELL",
  "LMT",
  "DAY",
  "USD",
  "STK",
  "SMART",
  "true",
  "DU1234567",
  "20260218",
  "20260218 15:04:05",
  "15:04:05",
  "IB",
  "a=b;",
  "x",
  "alpha",
  "",
] as const;

/** One text to put where `tokens[index]` stands in a message's body. */
export function hostileText(tokens: readonly string[], index: number, random: Random): string {
  const length = random.pick([1, 1, 2, 3, 8]);
  const before = tokens.slice(Math.max(0, index - length), index);
  const behind = tokens.slice(index + 1, index + 1 + length);
  const some = Array.from({ length }, () => random.pick(looks));
  const joined = random.pick([
    some,
    ["x", ...some],
    [...some, "x"],
    ["alpha", random.pick(["1.25e", "1.25E", "2e", "-", "", "0"])],
    ["alpha", ...behind],
    [...before, "alpha"],
    [...before, "alpha", ...behind],
    behind,
    before,
    ["alpha", "", ...behind],
    ["alpha", ...tokens.slice(index + 1)],
    [...tokens.slice(0, index), "alpha"],
  ]);
  return joined.join("-");
}
