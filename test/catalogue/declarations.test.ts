/** What every declaration must keep to, whoever writes the next one. */
import { describe, expect, test } from "vitest";
import type { CodeTable } from "../../src/catalogue/codes/code-table.ts";
import { errorCodes } from "../../src/catalogue/codes/error-codes.ts";
import { tickTypes } from "../../src/catalogue/codes/tick-types.ts";
import { gates, rawMessageIdSince } from "../../src/catalogue/gates.ts";
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import type { Field, Shape, Step } from "../../src/catalogue/schema.ts";
import { allShapes, fieldAtPath, pathsOf, walkSteps, type WalkedStep } from "../harness/declared-fields.ts";

const fields = allShapes().flatMap((shape) =>
  Object.entries(shape.fields).map(([key, field]): [string, Field] => [`${shape.name}.${key}`, field]),
);
const tables = new Set<CodeTable>([
  errorCodes,
  tickTypes,
  ...fields.flatMap(([, { codes }]) => (codes ? [codes] : [])),
]);

describe("every shape", () => {
  test("has a name of its own", () => {
    const names = allShapes().map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("gives each protobuf number to one field only", () => {
    const wrong = allShapes().filter((shape) => {
      const numbers = Object.values(shape.fields).flatMap(({ number }) => (number === null ? [] : [number]));
      return new Set(numbers).size < numbers.length || numbers.some((number) => number < 1 || number >= 2 ** 29);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("names fields of its own as alternatives and as the ones that matter most", () => {
    const strange = allShapes().flatMap(({ name, oneof = [], brief = [], fields: own }) =>
      [...oneof, ...brief].filter((key) => !Object.hasOwn(own, key)).map((key) => `${name}.${key}`),
    );
    expect(strange).toEqual([]);
  });

  test("says of each field what it means, in one line", () => {
    expect(fields.length).toBeGreaterThan(919);
    const silent = fields.filter(([, { about }]) => !/^(?:[A-Z0-9"`]|permId )[^\n]{4,}[^.\s]$/.test(about));
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test("has no two fields that one official name could mean", () => {
    const twice = allShapes().flatMap((shape) => {
      const names = Object.entries(shape.fields).flatMap(([key, { aka = [] }]) => [key, ...aka]);
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${shape.name}: ${name}`);
    });
    expect(twice).toEqual([]);
  });
});

/** What a check of each step of each layout finds wrong. */
function wrongSteps(check: (step: WalkedStep, shape: Shape, message: AnyMessage) => string | undefined): string[] {
  const wrong: string[] = [];
  for (const message of messages)
    walkSteps(message, (step, shape) => {
      const found = check(step, shape, message);
      if (found !== undefined) wrong.push(`${message.name}: ${found}`);
    });
  return wrong;
}

describe("every text layout", () => {
  test("leads only to fields that its shape has, of the sort that the step can hold", () => {
    const sorts: Readonly<Record<string, readonly (Field["is"] | undefined)[]>> = {
      token: ["scalar"],
      stray: ["scalar"],
      bits: ["shape"],
      optional: ["shape"],
      tagText: ["tags"],
      repeat: ["shapes", "scalars", "tags"],
    };
    const wrong = wrongSteps((step, shape) => {
      if (step.step === "gated") return undefined;
      if (step.step === "when") return pathsOf(step.condition).find((path) => !fieldAtPath(shape, path));
      if (step.path === "version") return undefined;
      return sorts[step.step]?.includes(fieldAtPath(shape, step.path)?.is) ? undefined : step.path;
    });
    expect(wrong).toEqual([]);
  });

  test("opens each gate before it closes, and above the versions that everybody has", () => {
    const wrong = wrongSteps((step) => {
      if (step.step !== "gated") return undefined;
      const opens = step.since ? gates[step.since].version : 0;
      const closes = step.until ? gates[step.until].version : Infinity;
      return opens < closes && Math.min(opens || Infinity, closes) > 100 ? undefined : `${opens} to ${closes}`;
    });
    expect(wrong).toEqual([]);
  });

  test("names bits that the shape has, at most 30", () => {
    const wrong = wrongSteps((step, shape) => {
      if (step.step !== "bits") return undefined;
      const field = fieldAtPath(shape, step.path);
      const own = field?.is === "shape" ? field.shape.fields : {};
      const flags = step.bits.filter((bit) => own[bit]?.is === "scalar" && own[bit].kind === "bool");
      return flags.length === step.bits.length && flags.length <= 30 ? undefined : step.name;
    });
    expect(wrong).toEqual([]);
  });

  test("reads at least one field of each item of a list, so that no count makes it read for ever", () => {
    const reads = (step: Step): boolean => typeof step === "string" || !["gated", "when", "stray"].includes(step.step);
    const wrong = wrongSteps((step) =>
      step.step === "repeat" && step.items.length > 0 && !step.items.some(reads) ? step.count : undefined,
    );
    expect(wrong).toEqual([]);
  });

  test("has what it needs to be written: a version field comes with the version that is sent", () => {
    const wrong = wrongSteps((step, _shape, { sends }) =>
      step.step === "token" && step.path === "version" && sends === undefined ? "sends" : undefined,
    );
    expect(wrong).toEqual([]);
  });
});

describe("every message", () => {
  test("says what it is, and where users find it in the vendor's clients and in TWS", () => {
    const silent = messages.filter(
      ({ about, official }) =>
        !/^[A-Z].*\.$/.test(about) ||
        !/^[A-Z][A-Za-z0-9]+$/.test(official.csharp) ||
        !/^[a-z]\w*(?:, [a-z]\w*)*$/.test(official.call) ||
        official.tws.length < 5,
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("has its protobuf form from a version at which it exists, and ids are raw", () => {
    const wrong = messages.filter(
      ({ protobuf, since }) =>
        protobuf && gates[protobuf].version < Math.max(rawMessageIdSince, since ? gates[since].version : 0),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe("every table of codes", () => {
  test("says of each code what it means, and names its source", () => {
    expect(tables.size).toBeGreaterThan(30);
    const silent = [...tables].filter(
      ({ source, codes }) => source.length < 5 || codes.length === 0 || codes.some(({ about }) => about.length < 2),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("finds each code by number and by text", () => {
    for (const table of tables)
      for (const entry of table.codes) {
        expect(table.get(entry.code)).toBe(entry);
        expect(table.get(String(entry.code))).toBe(entry);
      }
  });
});

describe("the table of errors", () => {
  test("never classes a healthy notice as a problem", () => {
    for (const code of [2104, 2106, 2107, 2108, 2158]) expect(["ok", "info"]).toContain(errorCodes.get(code)?.class);
  });

  test("classes what client libraries raise themselves apart from what hosts send", () => {
    expect(errorCodes.codes.filter(({ class: kind, code }) => kind === "client" && code >= 1000)).toEqual([]);
    for (const code of [501, 502, 504, 507, 509, 520]) expect(errorCodes.get(code)?.class).toBe("client");
  });
});
