/** What an order of each type needs to be taken: its prices, about that of the market. */
import type { OrderTerms } from "../../../src/gateway/orders/order.ts";
import { orderTypeOf } from "../../../src/gateway/orders/order-types.ts";

/** What each type needs, about a price. */
export function pricedTerms(spelling: string, price: number, tick: number): OrderTerms {
  const type = orderTypeOf(spelling);
  const at = Number((Math.round((price * 0.9) / tick) * tick).toFixed(8));
  return {
    orderType: spelling,
    ...(type?.pricing === "limit" && !type.trailing && { lmtPrice: at }),
    ...(type?.trigger !== "none" && { auxPrice: type?.trailing ? tick * 100 : at }),
    ...(type?.trailing && type.pricing === "limit" && { lmtPriceOffset: tick * 10 }),
    ...(type?.pricing === "volatility" && { volatility: 20, volatilityType: 2 }),
    ...(type?.pricing === "benchmark" && {
      startingPrice: at,
      referenceContractId: 272093,
      peggedChangeAmount: 0.1,
      referenceChangeAmount: 1,
    }),
    ...(type?.pricing === "stock" && { delta: 50, startingPrice: at }),
  };
}
