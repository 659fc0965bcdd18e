/** What the services of market data have in common: the market, the lines that subscriptions take, and the beat of prices. */
import type { BuiltInMarket } from "../market/market.ts";
import type { Surroundings } from "../service.ts";
import { type DataLink, unbroken } from "../session/farms.ts";
import type { BuiltInUniverse } from "../universe/universe.ts";
import { HistoricalPacing } from "./historical-pacing.ts";
import { Lines } from "./lines.ts";
import { Pulse } from "./pulse.ts";

export interface Desk {
  readonly surroundings: Surroundings;
  readonly universe: BuiltInUniverse;
  readonly market: BuiltInMarket;
  readonly link: DataLink;
  readonly lines: Lines;
  /** Beats with the prices, every 250 ms. */
  readonly pulse: Pulse;
  readonly pacing: HistoricalPacing;
  /** What kind of market data each connection has asked for last; 1 to 4. */
  readonly askedTypes: Map<number, number>;
}

export const createDesk = (
  surroundings: Surroundings,
  universe: BuiltInUniverse,
  market: BuiltInMarket,
  link: DataLink = unbroken,
): Desk => ({
  surroundings,
  universe,
  market,
  link,
  lines: new Lines(() => surroundings.settings.marketDataLinesMax),
  pulse: new Pulse(surroundings),
  pacing: new HistoricalPacing(),
  askedTypes: new Map(),
});
