/** The columns of the CSV export, and the paper that lists them. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columns, rowOf } from "../../../src/cli/export/csv-rows.ts";
import type { LogRecord } from "../../../src/logs/record.ts";

test("docs/export.md lists every column in its order, with what it means", () => {
  const paper = readFileSync(new URL("../../../docs/export.md", import.meta.url), "utf8");
  const listed = [...paper.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name, about]) => [name, about]);
  expect(listed).toEqual(columns.map(({ name, about }) => [name, about]));
});

test("a message fills the columns that it has, and leaves the others empty", () => {
  const record: LogRecord = {
    kind: "message",
    file: "a.twscope",
    line: 4,
    offset: 99,
    lines: 1,
    frame: 0,
    leg: 2,
    client: 5,
    time: { local: "2026-11-22T10:15:00.123456", ms: 0, date: "line" },
    direction: "out",
    id: 3,
    name: "PLACE_ORDER",
    encoding: "text",
    serverVersion: { min: 176, max: 176, from: "recording" },
    fields: { orderId: 12, contract: { symbol: "-X" }, order: { account: "DU1234567", permId: 9n } },
    issues: [],
    ambiguous: undefined,
    rest: [],
    unknown: [],
    raw: "",
    body: undefined,
  };
  const row = Object.fromEntries(rowOf(record).map((cell, index) => [columns[index]?.name, cell]));
  expect(row).toMatchObject({
    time: "2026-11-22T10:15:00.123456",
    client: 5,
    leg: 2,
    name: "PLACE_ORDER",
    orderId: 12,
    permId: 9,
    account: "DU1234567",
    symbol: "'-X",
    reqId: null,
    errorCode: null,
    issues: null,
    rest: null,
    fields: '{"orderId":12,"contract":{"symbol":"-X"},"order":{"account":"DU1234567","permId":9}}',
  });
});
