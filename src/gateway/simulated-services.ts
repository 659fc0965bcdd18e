/** Everything that the simulated host answers with, put together: one service for every request of the protocol. */
import { contractServices } from "./contracts/services.ts";
import { createDesk } from "./data/desk.ts";
import { dataServices } from "./data/services.ts";
import type { ChangeSettings, HostServices } from "./host.ts";
import { createMarket, type BuiltInMarket } from "./market/market.ts";
import { loseOrders } from "./orders/lost-orders.ts";
import { enterAtScreen, type ScreenOrder } from "./orders/screen-order.ts";
import { tradingServices } from "./orders/trading-services.ts";
import { tradingStateOf, tradingStateText, type TradingState } from "./orders/trading-state.ts";
import { marketPower, type MarketPower } from "./scenario/market-power.ts";
import type { Surroundings } from "./service.ts";
import { configurationService } from "./session/configuration-service.ts";
import { displayGroupsService } from "./session/display-groups-service.ts";
import { farmsService, type Farms } from "./session/farms.ts";
import { startService } from "./session/start-service.ts";
import { timeService } from "./session/time-service.ts";
import { verificationService } from "./session/verification-service.ts";
import { createUniverse, type BuiltInUniverse } from "./universe/universe.ts";

export interface Simulated {
  readonly services: HostServices;
  readonly farms: Farms;
  readonly universe: BuiltInUniverse;
  readonly market: BuiltInMarket;
  /** What scenarios can do to the market. */
  readonly marketPower: MarketPower;
  readonly change: ChangeSettings;
  /** Forgets the orders of the last ms, and the ids they took, as a host that crashes does. */
  readonly loseOrders: (lastMs: number) => void;
  /** An order that no client places. */
  readonly enterOrder: (order: ScreenOrder) => void;
  /** What is to be remembered over a restart, as text. */
  readonly save: () => string;
}

/**
 * @param saved what an earlier run left, see `restored`
 * @param configure as `change`, for what clients change over the API, which a host remembers
 */
export function simulatedServices(
  surroundings: Surroundings,
  change: ChangeSettings,
  saved?: TradingState,
  configure: ChangeSettings = change,
): Simulated {
  const universe = createUniverse(surroundings.now);
  const market = createMarket(surroundings.settings.seed);
  const farms = farmsService(surroundings);
  const desk = createDesk(surroundings, universe, market, farms);
  const trading = tradingServices(surroundings, universe, market, saved, farms.linked);
  const start = startService(surroundings);
  const time = timeService(surroundings);
  const verification = verificationService(surroundings);
  const groups = displayGroupsService();
  const configuration = configurationService(surroundings, configure, () => trading.desk.resetOrderIds());
  const contracts = contractServices(surroundings, universe);
  const data = dataServices(desk);
  const session = [start, farms, time, verification, groups, configuration] as const;
  return {
    // A new client hears of its accounts first, then of its next order id, then of the farms.
    services: {
      answers: answersOf(trading, ...session, ...contracts, ...data),
      services: [start, ...trading.services, farms, verification, groups, ...contracts, ...data],
    },
    farms,
    universe,
    market,
    marketPower: marketPower(surroundings, market, (conId, shares) => trading.desk.split(conId, shares)),
    change,
    loseOrders: (lastMs) => loseOrders(trading.desk.book, surroundings.now() - lastMs),
    enterOrder: (order) => enterAtScreen(trading.desk, order),
    save: () => tradingStateText(trading.state()),
  };
}

/** What `save` gave. @throws SyntaxError when the text is none of it */
export const restored = tradingStateOf;

type Answering = { readonly answers: object };
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;

/** All answers in one: a request that no service answers is an error of types. */
const answersOf = <T extends readonly Answering[]>(...services: T): Together<T[number]["answers"]> =>
  Object.assign({}, ...services.map(({ answers }) => answers)) as Together<T[number]["answers"]>;
