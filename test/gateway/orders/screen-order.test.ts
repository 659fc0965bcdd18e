/** Orders that somebody enters at the host's screen, as scenarios and `twscope gateway do enter` make them. */
import { describe, expect, test } from "vitest";
import { startMs } from "../simulated-host.ts";
import { wholeHost } from "../whole-host.ts";
import { errors, statuses } from "./trading-host.ts";

function host(settings: Parameters<typeof wholeHost>[0] = {}) {
  const made = wholeHost({ seed: 7, ...settings });
  let now = startMs;
  const enter = (limit?: number): void =>
    made.engine.act({ do: "enter", symbol: "AAPL", side: "BUY", quantity: 10, ...(limit !== undefined && { limit }) });
  const pass = (ms: number): void => void made.host.advance((now += ms));
  return { ...made, enter, pass };
}

describe("an order that was entered at the screen", () => {
  test("is nobody's until client 0 asks for open orders, and then has a negative id that client 0 can cancel", () => {
    const { started, enter, pass } = host();
    const [zero, one] = [started({ clientId: 0 }).forget(), started({ clientId: 1 }).forget()];
    enter(1);
    pass(200);
    expect([zero.names, one.names]).toEqual([[], []]);
    one.request("REQ_ALL_OPEN_ORDERS", {});
    expect(one.got("OPEN_ORDER")).toMatchObject([{ orderId: 0, contract: { symbol: "AAPL" } }]);
    expect(one.got("ORDER_BOUND")).toEqual([]);
    zero.request("REQ_OPEN_ORDERS", {});
    expect(zero.got("ORDER_BOUND")).toMatchObject([{ clientId: 0, orderId: -1 }]);
    zero.request("CANCEL_ORDER", { orderId: -1, orderCancel: {} });
    pass(200);
    expect(statuses(zero, -1).at(-1)).toBe("Cancelled");
  });

  test("is bound at once for a client 0 that wants that, and told with its fills", () => {
    const { started, enter, pass } = host();
    const zero = started({ clientId: 0 });
    zero.forget().request("REQ_AUTO_OPEN_ORDERS", { autoBind: true });
    enter();
    pass(3000);
    expect(zero.got("ORDER_BOUND")).toMatchObject([{ orderId: -1 }]);
    expect(statuses(zero, -1).at(-1)).toBe("Filled");
    expect(zero.got("EXECUTION_DATA").reduce((sum, { execution }) => sum + Number(execution?.shares), 0)).toBe(10);
  });

  test("is seen by the master client as all others are", () => {
    const { started, enter, pass } = host({ masterClientId: 5 });
    const master = started({ clientId: 5 }).forget();
    enter(1);
    pass(200);
    expect(master.got("ORDER_STATUS").at(-1)).toMatchObject({ orderId: 0, status: "Submitted" });
    expect(errors(master)).toEqual([]);
  });

  test("changes nothing where its symbol is none", () => {
    const { started, engine, pass } = host();
    const zero = started({ clientId: 0 }).forget();
    engine.act({ do: "enter", symbol: "NOSUCH", side: "BUY", quantity: 10 });
    pass(200);
    zero.request("REQ_ALL_OPEN_ORDERS", {});
    expect(zero.names).toEqual(["OPEN_ORDER_END"]);
  });
});
