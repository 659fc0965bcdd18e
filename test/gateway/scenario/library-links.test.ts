/** What the scenarios of connections and farms promise, at the client's side. */
import { describe, expect, test } from "vitest";
import { startMs } from "../simulated-host.ts";
import { bars, codesOf, dayOf, lastTick, order, statuses, subscribe } from "./scenario-day.ts";

describe("the handshake", () => {
  test("wedged-gateway: the first is broken off, and nobody after it is answered", () => {
    const day = dayOf("wedged-gateway");
    const [first, second] = [day.client(), day.client()];
    first.hello();
    second.hello();
    day.wait(30);
    expect(first.writes.map((hex) => hex.length / 2)).toEqual([3]);
    expect([first.serverVersion, second.writes]).toEqual([0, []]);
  });

  test("slow-handshake: the version comes after eight seconds", () => {
    const day = dayOf("slow-handshake");
    const client = day.client();
    client.hello();
    day.to(7.9);
    expect(client.serverVersion).toBe(0);
    day.to(8);
    expect(client.serverVersion).toBe(226);
  });

  test("handshake-in-pieces: the version comes in two reads", () => {
    const day = dayOf("handshake-in-pieces");
    const client = day.client();
    client.hello();
    expect([client.writes.length, client.serverVersion]).toEqual([1, 0]);
    day.wait(1);
    expect([client.writes.length, client.serverVersion]).toEqual([2, 226]);
  });

  test("no-next-valid-id: accounts come, the id never", () => {
    const day = dayOf("no-next-valid-id");
    const client = day.started();
    day.wait(60);
    expect(client.names).toContain("MANAGED_ACCTS");
    expect(client.names).not.toContain("NEXT_VALID_ID");
  });

  test("accounts-after-id: the id comes first", () => {
    const { names } = dayOf("accounts-after-id").started();
    expect(names.slice(0, 2)).toEqual(["NEXT_VALID_ID", "MANAGED_ACCTS"]);
  });

  test("client-id-in-use: 326, and the connection ends", () => {
    const day = dayOf("client-id-in-use");
    const client = day.started();
    expect(codesOf(client)).toEqual([326]);
    expect(day.closed).toEqual([client.connection]);
  });
});

describe("a connection", () => {
  test("daily-restart: it ends, and for twenty seconds there is no other", () => {
    const day = dayOf("daily-restart");
    const client = day.begun();
    day.to(10);
    expect(day.closed).toEqual([client.connection]);
    day.to(29);
    expect(day.client().connection).toBe(-1);
    day.to(31);
    expect(day.started().names).toContain("NEXT_VALID_ID");
  });

  test("restart-rolls-back-ids: the order is lost, and its id is the next valid one again", () => {
    const day = dayOf("restart-rolls-back-ids");
    const client = day.started();
    const [first] = client.got("NEXT_VALID_ID");
    order(client, first?.orderId ?? 0, { orderType: "LMT", lmtPrice: 1 });
    day.wait(10);
    const again = day.started();
    again.request("REQ_ALL_OPEN_ORDERS", {});
    expect(again.got("NEXT_VALID_ID")).toEqual([first]);
    expect(again.got("OPEN_ORDER")).toEqual([]);
  });

  test("connection-reset: it is gone without a goodbye", () => {
    const day = dayOf("connection-reset");
    day.begun();
    day.to(11);
    expect([day.host.connections, day.closed]).toEqual([0, []]);
  });

  test("half-open-socket: it stays open and says nothing more", () => {
    const day = dayOf("half-open-socket");
    const client = day.begun();
    day.to(10);
    client.forget().request("REQ_CURRENT_TIME", {});
    day.wait(60);
    expect([client.names, day.host.connections]).toEqual([[], 1]);
  });

  test("slow-host: every answer takes two seconds", () => {
    const day = dayOf("slow-host");
    const client = day.begun();
    day.wait(3);
    client.forget().request("REQ_CURRENT_TIME", {});
    day.wait(1.9);
    expect(client.names).toEqual([]);
    day.wait(0.2);
    expect(client.names).toEqual(["CURRENT_TIME"]);
  });

  test("startup-drops-requests: the first requests are never answered, the second ones are", () => {
    const day = dayOf("startup-drops-requests");
    const client = day.begun();
    subscribe(client, 1);
    day.wait(5);
    expect(client.names).toEqual([]);
    subscribe(client, 2);
    day.wait(1);
    expect(new Set(client.got("TICK_PRICE").map(({ reqId }) => reqId))).toEqual(new Set([2]));
  });

  test("read-only: orders are refused with 321", () => {
    const day = dayOf("read-only");
    const client = day.begun();
    order(client, 1);
    expect(codesOf(client)).toEqual([321]);
  });

  test("strict-rate: the sixth request of a second is refused, and who goes on is cut off", () => {
    const day = dayOf("strict-rate");
    const client = day.begun();
    for (let second = 0; second < 3; second += 1) {
      for (let request = 0; request < 6; request += 1) client.request("REQ_CURRENT_TIME", {});
      day.wait(1.5);
    }
    expect(codesOf(client)).toEqual([100, 100, 100]);
    expect(day.closed).toEqual([client.connection]);
  });
});

describe("farms and the link", () => {
  test.each([
    ["market-data-farm-blip", [2103, 2104]],
    ["market-data-farm-down", [2103]],
    ["historical-farm-blip", [2105, 2106]],
    ["security-definition-farm-blip", [2157, 2158]],
    ["inactive-farms", [2107, 2108]],
    ["connectivity-lost", [1100]],
    ["connectivity-restored-data-lost", [1100, 1101]],
    ["connectivity-restored-data-kept", [1100, 1102]],
    ["server-connectivity-broken", [2110, 1102]],
    ["port-changed", [1300]],
    ["two-farms-at-once", [2103, 2105, 2106, 2104]],
  ])("%s: %j is heard", (name, codes) => {
    const day = dayOf(name);
    const client = day.begun();
    day.to(60);
    expect(codesOf(client)).toEqual(codes);
  });

  test("flapping-link: 1100 and 1102 every six seconds, ten times a minute", () => {
    const day = dayOf("flapping-link");
    const client = day.begun();
    day.to(64);
    expect(codesOf(client)).toEqual(Array.from({ length: 10 }, () => [1100, 1102]).flat());
  });

  test("port-changed: the connection ends too", () => {
    const day = dayOf("port-changed");
    day.begun();
    day.to(6);
    expect(day.host.connections).toBe(0);
  });

  /** Seconds from one moment to another in which a price came. */
  const ticksBetween = (name: string, from: number, to: number): number => {
    const day = dayOf(name);
    const client = day.begun();
    subscribe(client, 1);
    day.to(from);
    client.forget();
    day.to(to);
    return client.got("TICK_PRICE").length + client.got("TICK_SIZE").length;
  };

  test("market-data-farm-blip: what was subscribed to before is dead for good, what is asked anew lives", () => {
    expect(ticksBetween("market-data-farm-blip", 1, 4.9)).toBeGreaterThan(0);
    expect(ticksBetween("market-data-farm-blip", 5, 600)).toBe(0);
    const day = dayOf("market-data-farm-blip");
    const client = day.begun();
    day.to(9);
    subscribe(client, 2);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
  });

  test("1101: subscriptions are dead; 1102: they go on by themselves", () => {
    expect(ticksBetween("connectivity-restored-data-lost", 5, 11)).toBe(0);
    expect(ticksBetween("connectivity-restored-data-lost", 12, 60)).toBe(0);
    expect(ticksBetween("connectivity-restored-data-kept", 5, 11)).toBe(0);
    expect(ticksBetween("connectivity-restored-data-kept", 12, 60)).toBeGreaterThan(0);
  });

  test("market-data-farm-down: other farms and orders go on", () => {
    const day = dayOf("market-data-farm-down");
    const client = day.begun();
    day.to(6);
    subscribe(client, 1, { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" });
    order(client, 1);
    day.wait(2);
    expect(lastTick(client, 1)).toBeGreaterThan(0);
    expect(statuses(client, 1)).toContain("Filled");
  });

  test("historical-farm-blip: bars asked for meanwhile come when the farm is back", () => {
    const day = dayOf("historical-farm-blip");
    const client = day.begun();
    day.to(6);
    bars(client.forget(), 1);
    day.to(8.9);
    expect(codesOf(client)).toEqual([165]);
    day.to(12);
    expect(client.names).toContain("HISTORICAL_DATA_END");
  });

  test("connectivity-lost: an order is taken by the host and acknowledged by nobody", () => {
    const day = dayOf("connectivity-lost");
    const client = day.begun();
    day.to(6);
    order(client.forget(), 1);
    day.wait(60);
    expect(client.names).toEqual([]);
    expect(day.host.agenda.now).toBe(startMs + 66_000);
  });
});
