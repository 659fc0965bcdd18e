import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Leg, type Side } from "../../src/relay/leg.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);

/** A leg whose sockets write down what is asked of them. */
function playbook({ full = [] as Side[] } = {}): { leg: Leg; told: string[]; take: () => string[] } {
  const told: string[] = [];
  const line = (side: Side) => ({
    write: (content: Uint8Array) => {
      told.push(`${side}: write ${String.fromCodePoint(...content)}`);
      return !full.includes(side);
    },
    end: () => void told.push(`${side}: end`),
    reset: () => void told.push(`${side}: reset`),
    pause: () => void told.push(`${side}: pause`),
    resume: () => void told.push(`${side}: resume`),
  });
  const leg = new Leg(line("client"), line("host"), {
    data: (direction, content) => void told.push(`tape: ${direction} ${String.fromCodePoint(...content)}`),
    close: (how, { in: incoming, out }) => void told.push(`tape: close, ${how}, ${out} out, ${incoming} in`),
  });
  return { leg, told, take: () => told.splice(0) };
}

describe("a leg", () => {
  test("sends on first, and tells the tape after", () => {
    const { leg, told } = playbook();
    leg.data("client", bytes("a"));
    leg.data("host", bytes("bc"));
    expect(told).toEqual(["host: write a", "tape: out a", "client: write bc", "tape: in bc"]);
    expect(leg.bytes).toEqual({ out: 1, in: 2 });
  });

  test("stops reading from a side while the other side takes nothing", () => {
    const { leg, take } = playbook({ full: ["client"] });
    leg.data("host", bytes("a"));
    expect(take()).toEqual(["client: write a", "host: pause", "tape: in a"]);
    leg.drained("client");
    expect(take()).toEqual(["host: resume"]);
    leg.data("client", bytes("b"));
    expect(take()).toEqual(["host: write b", "tape: out b"]);
  });

  test("passes a half-close on, and the bytes that still come from the other side", () => {
    const { leg, take } = playbook();
    leg.ended("client");
    leg.data("host", bytes("rest"));
    leg.ended("host");
    expect(take()).toEqual(["host: end", "client: write rest", "tape: in rest", "client: end"]);
    leg.gone("client");
    expect(take()).toEqual(["host: resume"]);
    leg.gone("host");
    expect(take()).toEqual(["tape: close, the client closed, 0 out, 4 in"]);
  });

  test("passes a reset on as a reset", () => {
    const { leg, take } = playbook();
    leg.failed("host", "ECONNRESET");
    leg.gone("host");
    leg.gone("client");
    expect(take()).toEqual([
      "client: reset",
      "client: reset",
      "tape: close, the host reset the connection (ECONNRESET), 0 out, 0 in",
    ]);
  });

  test("after a half-close, a reset still reaches the side that had closed", () => {
    const { leg, take } = playbook();
    leg.ended("client");
    leg.failed("host", "ECONNRESET");
    expect(take()).toEqual(["host: end", "client: reset"]);
  });

  test("does not write to a side that is gone, and still tells the tape what came", () => {
    const { leg, take } = playbook();
    leg.failed("host", "EPIPE");
    take();
    leg.data("client", bytes("late"));
    expect(take()).toEqual(["tape: out late"]);
  });

  test("lets a side go on that has ended, and resets one whose bytes would go nowhere", () => {
    const { leg, take } = playbook({ full: ["host"] });
    leg.data("client", bytes("x"));
    leg.ended("client");
    take();
    leg.gone("host");
    expect(take()).toEqual(["client: resume"]);
    const still = playbook();
    still.leg.gone("host");
    expect(still.take()).toEqual(["client: reset"]);
  });

  test("says once how it ended, by what came first", () => {
    const { leg, take } = playbook();
    leg.ended("host");
    leg.failed("client", "ECONNRESET");
    for (const side of ["client", "host", "client", "host"] as const) leg.gone(side);
    expect(take().filter((one) => one.startsWith("tape"))).toEqual(["tape: close, the host closed, 0 out, 0 in"]);
  });

  test("when the relay stops, both sides are ended", () => {
    const { leg, take } = playbook();
    leg.stop("the recorder was stopped");
    expect(take()).toEqual(["client: end", "host: end"]);
    leg.gone("client");
    leg.gone("host");
    expect(take().at(-1)).toBe("tape: close, the recorder was stopped, 0 out, 0 in");
  });

  test("whatever happens in whatever order, every byte is sent on or its side is gone, and it closes at most once", () => {
    const side = fc.constantFrom<Side>("client", "host");
    const happening = fc.oneof(
      fc.record({ kind: fc.constant("data" as const), side, content: fc.string({ minLength: 1, maxLength: 5 }) }),
      fc.record({
        kind: fc.constantFrom("drained" as const, "ended" as const, "failed" as const, "gone" as const),
        side,
      }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), fc.subarray<Side>(["client", "host"]), (all, full) => {
        const { leg, told } = playbook({ full });
        const over = new Set<Side>();
        for (const one of all) {
          const before = told.length;
          if (one.kind === "data") {
            leg.data(one.side, bytes(one.content));
            const to = one.side === "client" ? "host" : "client";
            expect(told.slice(before).some((text) => text.startsWith(`${to}: write`))).toBe(!over.has(to));
          } else if (one.kind === "failed") leg.failed(one.side, "E");
          else leg[one.kind](one.side);
          if (one.kind === "failed" || one.kind === "gone") over.add(one.side);
        }
        expect(told.filter((text) => text.startsWith("tape: close")).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
