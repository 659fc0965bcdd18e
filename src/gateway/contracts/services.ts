/** The services about contracts, ready to be put into a host. */
import type { Surroundings } from "../service.ts";
import type { BuiltInUniverse } from "../universe/universe.ts";
import { contractDataService } from "./contract-data-service.ts";
import { marketRuleService } from "./market-rule-service.ts";
import { matchingSymbolsService } from "./matching-symbols-service.ts";
import { optionParametersService } from "./option-parameters-service.ts";
import { depthExchangesService, smartComponentsService } from "./venue-services.ts";

export const contractServices = (surroundings: Surroundings, universe: BuiltInUniverse) =>
  [
    contractDataService(surroundings, universe),
    matchingSymbolsService(surroundings),
    marketRuleService(),
    optionParametersService(surroundings, universe),
    smartComponentsService(),
    depthExchangesService(),
  ] as const;
