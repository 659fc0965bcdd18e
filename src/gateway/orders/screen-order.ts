/**
 * An order that somebody enters at the screen of the host: no client placed it, and it has no order id until client 0 has
 * it bound to itself (REQ_AUTO_OPEN_ORDERS, or REQ_OPEN_ORDERS).
 *
 * Source: the vendor's page on open orders, "Manually submitted TWS orders".
 */
import { targetCalled } from "../market/targets.ts";
import type { OrderDesk } from "./order-desk.ts";

export interface ScreenOrder {
  /** As scenarios name instruments: `AAPL`, `EUR.USD`. */
  readonly symbol: string;
  readonly side: "BUY" | "SELL";
  /** Shares or units. */
  readonly quantity: number;
  /** Without it the order is one at the market. */
  readonly limit?: number;
  /** Without it, the user's first. */
  readonly account?: string;
}

/** What does not exist, or stands for many, cannot be ordered: nothing happens. */
export function enterAtScreen(desk: OrderDesk, { symbol, side, quantity, limit, account }: ScreenOrder): void {
  const of = targetCalled(symbol)?.of;
  if (!of) return;
  desk.enter({
    instrument: of,
    contract: { conId: of.conId, exchange: of.exchanges[0] ?? "" },
    terms: {
      action: side,
      totalQuantity: String(quantity),
      orderType: limit === undefined ? "MKT" : "LMT",
      tif: "DAY",
      transmit: true,
      ...(limit !== undefined && { lmtPrice: limit }),
      ...(account !== undefined && { account }),
    },
  });
}
