/** What Python clients say beside their messages. */
import { describe, expect, test } from "vitest";
import { clientEvent, clientEvents } from "../../../src/logs/client-log/client-events.ts";

describe("the events of a client's log", () => {
  test.each(clientEvents.map((event) => [event.name, event] as const))("%s has an example", (name, event) => {
    expect(clientEvent(event.example)).toMatchObject({ name, severity: event.severity });
    expect(clientEvent(event.example)?.about).not.toMatch(/[{}[\]]|unknown/);
  });

  test("tell a host that is silent from one that is not there", () => {
    expect(clientEvent("API connection failed: TimeoutError()")?.name).toBe("client-not-answered");
    expect(clientEvent("API connection failed: ConnectionRefusedError(111, 'x')")?.name).toBe("client-not-connected");
    expect(clientEvent("Peer closed connection.")?.name).toBe("client-disconnected");
    expect(clientEvent("Peer closed connection. clientId 5 already in use?")?.name).toBe("client-id-in-use");
  });
});
