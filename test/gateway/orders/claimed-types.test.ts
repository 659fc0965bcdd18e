/** Every type of orders that contract data claims is taken; every other one is refused with its code. */
import { describe, expect, test } from "vitest";
import { orderTypes } from "../../../src/catalogue/codes/order-codes.ts";
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { listedTypes, orderTypeOf, takes } from "../../../src/gateway/orders/order-types.ts";
import { createUniverse } from "../../../src/gateway/universe/universe.ts";
import { startMs } from "../simulated-host.ts";
import { wholeHost } from "../whole-host.ts";
import { pricedTerms } from "./priced-terms.ts";

const universe = createUniverse(() => startMs);
const only = (contract: Parameters<typeof universe.find>[0]) => {
  const [found] = universe.find(contract);
  if (!found) throw new RangeError(`no contract ${JSON.stringify(contract)}`);
  return found;
};

const option = { symbol: "AAPL", secType: "OPT", lastTradeDateOrContractMonth: "20261218", strike: 250, right: "C" };
const contracts = [
  only({ symbol: "AAPL", secType: "STK", currency: "USD" }),
  only({ ...option }),
  only({ symbol: "ES", secType: "FUT", lastTradeDateOrContractMonth: "202612" }),
  only({ symbol: "EUR", secType: "CASH", currency: "USD" }),
  only({ symbol: "BTC", secType: "CRYPTO" }),
  only({ conId: 194154340 }),
  only({ symbol: "AAPL", secType: "CFD" }),
  only({ symbol: "VTSAX", secType: "FUND" }),
];

/** One host and client for one order. */
function place(of: (typeof contracts)[number], terms: OrderTerms, exchange = of.exchanges[0] ?? "") {
  const { host, started } = wholeHost({ seed: 7 });
  const client = started().forget();
  client.request("PLACE_ORDER", {
    orderId: 1,
    contract: { conId: of.conId, secType: of.secType, exchange },
    order: { action: "BUY", totalQuantity: "10", tif: "DAY", transmit: true, ...terms },
  });
  host.advance(startMs + 100);
  return client;
}

describe.each(contracts.map((of) => [of.secType, of] as const))("%s", (_, of) => {
  const { simulated } = wholeHost({ seed: 7 });
  const price = simulated.market.fair(of, startMs);
  const claimed = of.orderTypes
    .flatMap((name) => listedTypes.get(name) ?? [])
    .filter((name) => {
      const type = orderTypeOf(name);
      return type !== undefined && takes(of, type);
    });

  test(`takes what it claims: ${claimed.join(", ")}`, () => {
    expect(claimed.length).toBeGreaterThan(0);
    for (const spelling of claimed) {
      const client = place(of, pricedTerms(spelling, price, of.tickAt(price)));
      const [opened] = client.got("OPEN_ORDER");
      const refused = client.got("ERR_MSG").filter(({ errorCode }) => ![399, 2109, 2137].includes(errorCode ?? 0));
      expect([spelling, refused, opened?.order?.orderType]).toEqual([spelling, [], spelling]);
    }
  });

  test("refuses the others with 387, or 369 where they go by volatility", () => {
    const others = orderTypes.codes
      .map(({ code }) => code)
      .filter((code) => {
        const type = orderTypeOf(code);
        return code !== "None" && (!type || !takes(of, type));
      });
    expect(others.length).toBeGreaterThan(0);
    for (const code of others) {
      const [error] = place(of, pricedTerms(code, price, of.tickAt(price))).got("ERR_MSG");
      expect([code, error?.errorCode]).toEqual([code, code === "VOL" ? 369 : 387]);
    }
  });
});

test("a type that no host knows is no type", () => {
  expect(place(contracts[0] as (typeof contracts)[number], { orderType: "MAGIC" }).got("ERR_MSG")).toMatchObject([
    { errorCode: 321 },
  ]);
});
