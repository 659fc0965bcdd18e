/** Orders and accounts as one: all their services around one desk, and what is to be saved of them. */
import { accountSummaryService } from "../accounts/account-summary-service.ts";
import { accountUpdatesMultiService } from "../accounts/account-updates-multi-service.ts";
import { accountUpdatesService } from "../accounts/account-updates-service.ts";
import { Accounts } from "../accounts/accounts.ts";
import { advisorService } from "../accounts/advisor-service.ts";
import { loginService } from "../accounts/login-service.ts";
import { positionsService } from "../accounts/positions-service.ts";
import { profitService } from "../accounts/profit-service.ts";
import type { Market, Universe } from "../market-view.ts";
import type { Service, Surroundings } from "../service.ts";
import { completedOrdersService } from "./completed-orders-service.ts";
import { executionsService } from "./executions-service.ts";
import { openOrdersService } from "./open-orders-service.ts";
import { OrderDesk } from "./order-desk.ts";
import { orderIdsService } from "./order-ids-service.ts";
import { placeOrderService } from "./place-order-service.ts";
import type { TradingState } from "./trading-state.ts";

/**
 * @param saved what an earlier run left
 * @param linked whether the host is connected to the broker
 */
export function tradingServices(
  surroundings: Surroundings,
  universe: Universe,
  market: Market,
  saved?: TradingState,
  linked: () => boolean = () => true,
) {
  const accounts = new Accounts(surroundings, universe, market, saved?.accounts);
  const desk = new OrderDesk(surroundings, accounts, saved?.book, linked);
  const ids = orderIdsService(desk);
  const place = placeOrderService(surroundings, desk);
  const open = openOrdersService(surroundings, desk);
  const executions = executionsService(surroundings, desk);
  const completed = completedOrdersService(surroundings, desk);
  const updates = accountUpdatesService(surroundings, accounts);
  const multi = accountUpdatesMultiService(surroundings, accounts);
  const summary = accountSummaryService(surroundings, accounts);
  const positions = positionsService(accounts);
  const profit = profitService(surroundings, accounts);
  const advisor = advisorService(surroundings, accounts);
  const login = loginService(accounts);
  const all: readonly Pick<Service, "clientStarted" | "clientLeft">[] = [
    ids,
    place,
    open,
    executions,
    completed,
    updates,
    multi,
    summary,
    positions,
    profit,
    advisor,
    login,
  ];
  return {
    accounts,
    desk,
    /** For the host: in the order in which a new client hears of them. */
    services: all,
    answers: {
      ...ids.answers,
      ...place.answers,
      ...open.answers,
      ...executions.answers,
      ...completed.answers,
      ...updates.answers,
      ...multi.answers,
      ...summary.answers,
      ...positions.answers,
      ...profit.answers,
      ...advisor.answers,
      ...login.answers,
    },
    /** What is to be saved. */
    state: (): TradingState => ({ format: 1, book: desk.book, accounts: accounts.state }),
  };
}
