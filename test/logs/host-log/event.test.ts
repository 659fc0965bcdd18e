import { describe, expect, it } from "vitest";
import { entryText, readEvent, type EventDeclaration } from "../../../src/logs/host-log/event.ts";

const declared = (parts: Partial<EventDeclaration>): EventDeclaration => ({
  name: "sample",
  pattern: /^sample/,
  about: "A sample.",
  severity: "info",
  example: "sample",
  ...parts,
});
const read = (parts: Partial<EventDeclaration>, text: string, thread?: string) =>
  readEvent(declared(parts), entryText(text), thread);

describe("the bracket before entries about a client", () => {
  it("tells client, versions and level", () => {
    expect(entryText("[1:106:136:1:0:0:0:ERR] words")).toEqual({
      bracket: { clientId: 1, clientVersion: 106, serverVersion: 136, level: "ERR" },
      words: "words",
    });
  });

  it.each(["0", "2147483647", "-"])("leaves a client id out that is not yet known: %s", (id) => {
    expect(entryText(`[${id}:157:157:1:0:0:0:SYS] words`).bracket?.clientId).toBeUndefined();
  });

  it("is missing where other brackets stand", () => {
    expect(entryText("[left: right] words")).toEqual({ bracket: undefined, words: "[left: right] words" });
  });
});

describe("reading a declaration", () => {
  it("types its values", () => {
    const pattern = /^(?<number>\S+) (?<count>\S+) (?<flag>\S+) (?<client>\S+) (?<text>.*)/;
    const values = { number: "number", count: "count", flag: "flag", client: "client" } as const;
    expect(read({ pattern, values }, "1,5 786,432 YES 7 some words ")?.values).toEqual({
      number: 1.5,
      count: 786_432,
      flag: true,
      client: 7,
      text: "some words",
    });
    expect(read({ pattern, values }, "99999999999999999999 1.024 false 2147483647 x")?.values).toEqual({
      number: "99999999999999999999",
      count: 1024,
      flag: false,
      text: "x",
    });
  });

  it("fills its sentence, and leaves clauses out whose values are missing", () => {
    const parts = { pattern: /^sample(?: (?<who>\w+))?/, about: "A sample[ of {who}]." };
    expect(read(parts, "sample nobody")?.about).toBe("A sample of nobody.");
    expect(read(parts, "sample")?.about).toBe("A sample.");
  });

  it("adds what the bracket tells, and lets the words win", () => {
    const parts = { pattern: /^sample client\{(?<clientId>\d+)\}/, values: { clientId: "client" } } as const;
    expect(read(parts, "[0:47:53:1:0:0:0:SYS] sample client{0}")?.values).toEqual({
      clientId: 0,
      clientVersion: 47,
      serverVersion: 53,
      apiLevel: "SYS",
    });
  });

  it("looks at the thread, where words are not enough", () => {
    expect(read({ threads: /EServerSocket/ }, "sample", "JTS-EServerSocket-71")).toBeDefined();
    expect(read({ threads: /EServerSocket/ }, "sample")).toBeDefined();
    expect(read({ threads: /EServerSocket/ }, "sample", "JTS-Main")).toBeUndefined();
  });

  it("keeps the server's long messages short", () => {
    const event = read({ pattern: /^(?<words>.*)/ }, "x".repeat(5000));
    expect(String(event?.values["words"])).toHaveLength(500);
  });
});
