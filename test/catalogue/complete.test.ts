/** The catalogue holds the whole protocol. The figures are those of the official clients up to 10.50. */
import { describe, expect, test } from "vitest";
import { errorCodes } from "../../src/catalogue/codes/error-codes.ts";
import { tickTypes } from "../../src/catalogue/codes/tick-types.ts";
import { gates, serverVersionMax, serverVersionMin } from "../../src/catalogue/gates.ts";
import { domainOf, messageById, messageByName, messages } from "../../src/catalogue/messages.ts";
import { numberedFields } from "../../src/codec/protobuf-table.ts";
import { protobufShapes } from "../harness/other-protobuf.ts";

const ids = (direction: "in" | "out"): number[] =>
  messages.filter((message) => message.direction === direction).map(({ id }) => id);
const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("the catalogue", () => {
  test("has all 85 requests and 86 responses, by their official ids", () => {
    expect(ids("out")).toEqual([...from(1, 25), ...from(49, 59), ...from(61, 109)]);
    expect(ids("in")).toEqual([...from(1, 21), ...from(45, 47), ...from(49, 59), ...from(61, 111)]);
    expect([ids("out").length, ids("in").length]).toEqual([85, 86]);
  });

  test("gives each message one name, by which it is found again", () => {
    expect(new Set(messages.map(({ name }) => name)).size).toBe(171);
    for (const message of messages) {
      expect(messageByName(message.name)).toBe(message);
      expect(messageById(message.direction, message.id)).toBe(message);
      expect(domainOf.get(message.name)).toBeDefined();
    }
  });

  test("has all 203 protobuf messages with 919 fields", () => {
    const shapes = [...protobufShapes().values()];
    expect(shapes).toHaveLength(203);
    expect(shapes.reduce((sum, shape) => sum + numberedFields(shape).size, 0)).toBe(919);
  });

  test("says which messages have no text form, and which no protobuf form", () => {
    const names = (without: "text" | "protobuf"): string[] =>
      messages.filter((message) => !message[without]).map(({ name }) => name);
    expect(names("text")).toEqual([
      "CANCEL_CONTRACT_DATA",
      "CANCEL_HISTORICAL_TICKS",
      "REQ_CONFIG",
      "UPDATE_CONFIG",
      "CONFIG_RESPONSE",
      "UPDATE_CONFIG_RESPONSE",
    ]);
    expect(names("protobuf")).toEqual([
      "VERIFY_AND_AUTH_REQUEST",
      "VERIFY_AND_AUTH_MESSAGE",
      "TICK_EFP",
      "DELTA_NEUTRAL_VALIDATION",
      "VERIFY_AND_AUTH_MESSAGE_API",
      "VERIFY_AND_AUTH_COMPLETED",
    ]);
  });

  test("has a gate at each server version from 101 to 226, except 133, which was never assigned", () => {
    const versions = new Set(Object.values(gates).map(({ version }) => version));
    expect([serverVersionMin, serverVersionMax]).toEqual([100, 226]);
    expect(from(101, 226).filter((version) => !versions.has(version))).toEqual([133]);
    expect(Math.max(...versions)).toBe(serverVersionMax);
  });

  test("has the 111 tick types without a hole, and what the official clients and lists have of error codes", () => {
    expect(tickTypes.codes.map(({ code }) => code)).toEqual(from(0, 110));
    expect(errorCodes.codes.length).toBeGreaterThanOrEqual(422);
    for (const code of [100, 200, 201, 202, 320, 321, 354, 502, 507, 1100, 1102, 2104, 2106, 2158, 10147, 10167])
      expect(errorCodes.get(code)?.about).toBeTruthy();
  });
});
