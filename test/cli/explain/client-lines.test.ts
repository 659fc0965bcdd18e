/** Lines that Python clients log of their messages, explained. */
import { describe, expect, test } from "vitest";
import { explain } from "../../../src/cli/explain/explain.ts";

/** In few words: direction, name, and the values of the fields behind the id. */
function said(line: string, options = {}): string {
  const { form, parts } = explain(line, options);
  const texts = parts.map((part) => {
    if (part.kind !== "message") return part.kind === "not explained" ? part.why : part.about;
    const rows = part.rows.filter(({ path }) => !path.startsWith("("));
    const doubt = part.ambiguous ? ` (${part.ambiguous.count} readings)` : "";
    return `${part.direction} ${part.name} by ${part.directionFrom}: ${rows.map(({ words }) => words).join(" | ")}${doubt}`;
  });
  return `${form}: ${texts.join("; ")}`;
}

describe("a line of a Python client's log", () => {
  test.each([
    [
      "of ib_async",
      "2026-11-26 06:50:01,406 ib_async.client DEBUG <<< 4,2,7,2104,Market data farm connection is OK:usfarm,",
      'in ERR_MSG by arrow: 2 | 7 | 2104 ok | Market data farm connection is OK:usfarm | ""',
    ],
    ["of ib_async, its arrow alone", ">>> 71,2,6,", 'out START_API by arrow: 2 | 6 | ""'],
    [
      "of ib_async, with commas that end nothing",
      ">>> 1,11,4,265598,AAPL,STK,,0.0,,,SMART,NASDAQ,USD,AAPL,NMS,0,100,101,1,0,",
      expect.stringMatching(/^out REQ_MKT_DATA by arrow: .* \| 100,101 \| true \| false/),
    ],
    [
      "of the official client, what it sends",
      String.raw`INFO:ibapi.client:SENDING startApi b'\x00\x00\x00\x0871\x002\x005\x00\x00'`,
      'out START_API by arrow: 2 | 5 | ""',
    ],
    [
      "of the official client, what it hears",
      "(MainThread) 261126_06:49:49.242 DEBUG client.py:622 msgId: 15, fields: (b'1', b'DU1234567')",
      "in MANAGED_ACCTS by arrow: 1 | DU1234567",
    ],
    [
      "of the official client, protobuf",
      String.raw`DEBUG:ibapi.client:msgId: 9, protobuf: b'\x08\x07'`,
      "in NEXT_VALID_ID by arrow: 7",
    ],
  ])("%s", (_whose, line, expected) => {
    const [form, ...rest] = said(line).split(": ");
    expect(form).toBe("log line of a program");
    expect(rest.join(": ")).toEqual(expected);
  });

  test("may be given without all that stands in front of the message", () => {
    expect(said("4,2,7,202,Order Canceled - reason:,")).toBe(
      'log line of a program: in ERR_MSG by fit: 2 | 7 | 202 info | Order Canceled - reason: | ""',
    );
  });

  test("that is no message says what it tells, and where its code is explained", () => {
    expect(said("ERROR:ibapi.wrapper:ERROR 4 200 No security definition has been found for the request")).toBe(
      "log line of a program: words of a program's log, no message of the API: 200 error, of request or order 4: " +
        "No security definition has been found for the request; `twscope errors 200` says what to do",
    );
  });
});
