/** The parts of the configuration of TWS or Gateway that clients can read and change. */
import {
  autoLogoffTypes,
  dayHalves,
  exerciseRequestTypes,
  loggingLevels,
  messageEncodings,
  promptActions,
  routingAlgorithms,
  timeZoneForms,
} from "../codes/system-codes.ts";
import { clockText } from "../patterns.ts";
import { bool, int, one, shape, string, strings } from "../schema.ts";

export const LockAndExitConfig = shape("LockAndExitConfig", {
  autoLogoffTime: string(1, "When the host logs off or restarts every day, on a 12-hour clock", { pattern: clockText }),
  autoLogoffPeriod: string(2, "Half of the day that the time belongs to", { codes: dayHalves }),
  autoLogoffType: string(3, "Whether the host restarts or logs off at that time", { codes: autoLogoffTypes }),
});

export const MessageConfig = shape("MessageConfig", {
  id: int(1, "Number of the prompt", { min: 0 }),
  title: string(2, "Title of the prompt; left out in an update"),
  message: string(3, "Text of the prompt, with HTML and places for values; left out in an update"),
  defaultAction: string(4, "What happens when the prompt would come up", { codes: promptActions }),
  enabled: bool(5, "Whether the prompt is active"),
});

export const ApiPrecautionsConfig = shape("ApiPrecautionsConfig", {
  bypassOrderPrecautions: bool(1, "Whether API orders skip the precautionary settings, such as price and size limits"),
  bypassBondWarning: bool(2, "Whether API orders for bonds skip the bond warning"),
  bypassNegativeYieldConfirmation: bool(3, "Whether API orders skip the question about a negative yield to worst"),
  bypassCalledBondWarning: bool(4, "Whether API orders skip the warning about bonds that were called"),
  bypassSameActionPairTradeWarning: bool(5, "Whether API orders skip the warning about pairs with the same action"),
  bypassFlaggedAccountsWarning: bool(
    6,
    "Whether API orders skip the warning about accounts flagged for their risk score",
  ),
  bypassPriceBasedVolatilityWarning: bool(7, "Whether API orders skip the warning about price-based volatility"),
  bypassRedirectOrderWarning: bool(
    8,
    "Whether direct-routed API stock orders skip the warning; otherwise 10311 or 10329",
  ),
  bypassNoOverfillProtection: bool(9, "Whether API orders skip the precaution where overfill protection is implied"),
  bypassRouteMarketableToBBO: bool(
    10,
    "Whether API orders skip the warning about routing marketable orders to the BBO",
  ),
});

export const ApiSettingsConfig = shape("ApiSettingsConfig", {
  readOnlyApi: bool(1, "Whether clients may only read; orders are then refused with 321"),
  totalQuantityForMutualFunds: bool(2, "Whether orders for mutual funds use totalQuantity for the amount"),
  downloadOpenOrdersOnConnection: bool(3, "Whether open orders are sent unasked when a client connects"),
  includeVirtualFxPositions: bool(4, "Whether virtual currency positions are part of the portfolio"),
  prepareDailyPnL: bool(5, "Whether profit and loss is prepared when positions are downloaded, as REQ_PNL needs"),
  sendStatusUpdatesForVolatilityOrders: bool(6, "Whether every update of a volatility order is reported"),
  encodeApiMessages: string(7, "How texts that are not plain ASCII are encoded", { codes: messageEncodings }),
  socketPort: int(8, "Port that clients connect to", { min: 0 }),
  useNegativeAutoRange: bool(9, "Whether orders the host binds by itself get negative order ids"),
  createApiMessageLogFile: bool(10, "Whether the host writes an API message log for every client"),
  includeMarketDataInLogFile: bool(11, "Whether that log holds market data too"),
  exposeTradingScheduleToApi: bool(12, "Whether the whole trading schedule is sent to clients"),
  splitInsuredDepositFromCashBalance: bool(13, "Whether insured deposits are shown apart from the cash balance"),
  sendZeroPositionsForTodayOnly: bool(14, "Whether positions of zero are sent only for those closed today"),
  letApiAccountRequestsSwitchSubscription: bool(15, "Whether account requests of clients may switch the one in TWS"),
  useAccountGroupsWithAllocationMethods: bool(16, "Whether groups carry allocation methods and replace profiles"),
  loggingLevel: string(17, "How much the host writes into the API log", { codes: loggingLevels }),
  masterClientId: int(18, "Client id that sees the orders of all clients; unset for none", { min: 0 }),
  bulkDataTimeout: int(19, "How long the host tries to send bulk data to a client", { unit: "seconds", min: 0 }),
  componentExchSeparator: string(20, "Sign that separates a component exchange from its parent"),
  showForexDataIn1_10Pips: bool(21, "Whether currency prices are shown in tenths of a pip"),
  allowForexTradingIn1_10Pips: bool(22, "Whether currency orders may be priced in tenths of a pip"),
  roundAccountValuesToNearestWholeNumber: bool(23, "Whether account values are rounded to whole numbers"),
  sendMarketDataInLotsForUsStocks: bool(24, "Whether sizes of US stocks are sent in lots, as they once were"),
  showAdvancedOrderRejectInUi: bool(
    25,
    "Whether details of a rejected order come up in TWS instead of the error message",
  ),
  rejectMessagesAboveMaxRate: bool(
    26,
    "Whether messages above the rate are refused with 100; otherwise they are delayed",
  ),
  maintainConnectionOnIncorrectFields: bool(27, "Whether a badly written field leaves the connection open"),
  compatibilityModeNasdaqStocks: bool(28, "Whether stocks listed on NASDAQ come with the old name ISLAND"),
  sendInstrumentTimezone: string(29, "Which time zone dates and times of instruments are in", { codes: timeZoneForms }),
  sendForexDataInCompatibilityMode: bool(30, "Whether currency sizes are sent as whole numbers, for older clients"),
  maintainAndResubmitOrdersOnReconnect: bool(
    31,
    "Whether orders that came while the link was down are sent when it is back",
  ),
  historicalDataMaxSize: int(32, "Largest answer to a historical data request; its unit is not documented", { min: 0 }),
  autoReportNettingEventContractTrades: bool(33, "Whether trades that net event contracts are reported by themselves"),
  optionExerciseRequestType: string(34, "Whether exercises that came through the API can be taken back", {
    codes: exerciseRequestTypes,
  }),
  allowLocalhostOnly: bool(35, "Whether only clients on the same machine may connect"),
  trustedIPs: strings(36, "Addresses that may connect without being asked about"),
});

export const ApiConfig = shape("ApiConfig", {
  precautions: one(1, ApiPrecautionsConfig, "Which warnings API orders skip"),
  settings: one(2, ApiSettingsConfig, "How the API behaves"),
});

export const OrdersSmartRoutingConfig = shape("OrdersSmartRoutingConfig", {
  seekPriceImprovement: bool(1, "Whether SMART orders look for a better price, also in dark pools"),
  preOpenReroute: bool(2, "Whether SMART orders may be routed anew before the open"),
  doNotRouteToDarkPools: bool(3, "Whether SMART orders keep away from dark pools; excludes seekPriceImprovement"),
  defaultAlgorithm: string(4, "Routing algorithm of orders that name none", { codes: routingAlgorithms }),
});

export const OrdersConfig = shape("OrdersConfig", {
  smartRouting: one(1, OrdersSmartRoutingConfig, "How SMART orders are routed"),
});

export const UpdateConfigWarning = shape("UpdateConfigWarning", {
  messageId: int(1, "Number of the prompt that the warning belongs to", { min: 0 }),
  title: string(2, "Title of the prompt; left out when accepting"),
  message: string(3, "Text of the warning; left out when accepting"),
});
