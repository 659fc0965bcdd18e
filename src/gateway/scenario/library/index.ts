/** The scenarios that come with twscope. */
import type { Scenario } from "../scenario.ts";
import { connectionScenarios } from "./connection.ts";
import { linkScenarios } from "./links.ts";
import { marketScenarios } from "./market.ts";
import { marketDataScenarios } from "./market-data.ts";
import { orderScenarios } from "./orders.ts";
import { wireScenarios } from "./wire.ts";

export const scenarios: readonly Scenario[] = [
  ...connectionScenarios,
  ...linkScenarios,
  ...orderScenarios,
  ...marketDataScenarios,
  ...marketScenarios,
  ...wireScenarios,
];

export const scenarioCalled = (name: string): Scenario | undefined => scenarios.find((one) => one.name === name);
