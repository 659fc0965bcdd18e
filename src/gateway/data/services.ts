/** The services of market data, ready to be put into a host. */
import { companyEventsService } from "./company-event-services.ts";
import { depthService } from "./depth-service.ts";
import type { Desk } from "./desk.ts";
import { fundamentalDataService } from "./fundamental-data-service.ts";
import { headTimestampService } from "./head-timestamp-service.ts";
import { histogramService } from "./histogram-service.ts";
import { historicalDataService } from "./historical-data-service.ts";
import { historicalTicksService } from "./historical-ticks-service.ts";
import { marketDataService } from "./market-data-service.ts";
import {
  historicalNewsService,
  newsArticleService,
  newsBulletinsService,
  newsProvidersService,
} from "./news-services.ts";
import { impliedVolatilityService, optionPriceService } from "./option-calculation-services.ts";
import { realTimeBarsService } from "./real-time-bars-service.ts";
import { scannerParametersService, scannerSubscriptionService } from "./scanner-services.ts";
import { tickByTickService } from "./tick-by-tick-service.ts";

export const dataServices = (desk: Desk) =>
  [
    marketDataService(desk),
    depthService(desk),
    tickByTickService(desk),
    realTimeBarsService(desk),
    historicalDataService(desk),
    headTimestampService(desk),
    histogramService(desk),
    historicalTicksService(desk),
    impliedVolatilityService(desk),
    optionPriceService(desk),
    newsProvidersService(),
    historicalNewsService(desk),
    newsArticleService(desk),
    newsBulletinsService(desk),
    scannerParametersService(desk),
    scannerSubscriptionService(desk),
    fundamentalDataService(desk),
    companyEventsService(desk),
  ] as const;
