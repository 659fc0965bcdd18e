import { bool, int, one, shape, string, strings } from "../schema.ts";

export const LockAndExitConfig = shape("LockAndExitConfig", {
  autoLogoffTime: string(1, "TODO"),
  autoLogoffPeriod: string(2, "TODO"),
  autoLogoffType: string(3, "TODO"),
});

export const MessageConfig = shape("MessageConfig", {
  id: int(1, "TODO"),
  title: string(2, "TODO"),
  message: string(3, "TODO"),
  defaultAction: string(4, "TODO"),
  enabled: bool(5, "TODO"),
});

export const ApiPrecautionsConfig = shape("ApiPrecautionsConfig", {
  bypassOrderPrecautions: bool(1, "TODO"),
  bypassBondWarning: bool(2, "TODO"),
  bypassNegativeYieldConfirmation: bool(3, "TODO"),
  bypassCalledBondWarning: bool(4, "TODO"),
  bypassSameActionPairTradeWarning: bool(5, "TODO"),
  bypassFlaggedAccountsWarning: bool(6, "TODO"),
  bypassPriceBasedVolatilityWarning: bool(7, "TODO"),
  bypassRedirectOrderWarning: bool(8, "TODO"),
  bypassNoOverfillProtection: bool(9, "TODO"),
  bypassRouteMarketableToBBO: bool(10, "TODO"),
});

export const ApiSettingsConfig = shape("ApiSettingsConfig", {
  readOnlyApi: bool(1, "TODO"),
  totalQuantityForMutualFunds: bool(2, "TODO"),
  downloadOpenOrdersOnConnection: bool(3, "TODO"),
  includeVirtualFxPositions: bool(4, "TODO"),
  prepareDailyPnL: bool(5, "TODO"),
  sendStatusUpdatesForVolatilityOrders: bool(6, "TODO"),
  encodeApiMessages: string(7, "TODO"),
  socketPort: int(8, "TODO"),
  useNegativeAutoRange: bool(9, "TODO"),
  createApiMessageLogFile: bool(10, "TODO"),
  includeMarketDataInLogFile: bool(11, "TODO"),
  exposeTradingScheduleToApi: bool(12, "TODO"),
  splitInsuredDepositFromCashBalance: bool(13, "TODO"),
  sendZeroPositionsForTodayOnly: bool(14, "TODO"),
  letApiAccountRequestsSwitchSubscription: bool(15, "TODO"),
  useAccountGroupsWithAllocationMethods: bool(16, "TODO"),
  loggingLevel: string(17, "TODO"),
  masterClientId: int(18, "TODO"),
  bulkDataTimeout: int(19, "TODO"),
  componentExchSeparator: string(20, "TODO"),
  showForexDataIn1_10Pips: bool(21, "TODO"),
  allowForexTradingIn1_10Pips: bool(22, "TODO"),
  roundAccountValuesToNearestWholeNumber: bool(23, "TODO"),
  sendMarketDataInLotsForUsStocks: bool(24, "TODO"),
  showAdvancedOrderRejectInUi: bool(25, "TODO"),
  rejectMessagesAboveMaxRate: bool(26, "TODO"),
  maintainConnectionOnIncorrectFields: bool(27, "TODO"),
  compatibilityModeNasdaqStocks: bool(28, "TODO"),
  sendInstrumentTimezone: string(29, "TODO"),
  sendForexDataInCompatibilityMode: bool(30, "TODO"),
  maintainAndResubmitOrdersOnReconnect: bool(31, "TODO"),
  historicalDataMaxSize: int(32, "TODO"),
  autoReportNettingEventContractTrades: bool(33, "TODO"),
  optionExerciseRequestType: string(34, "TODO"),
  allowLocalhostOnly: bool(35, "TODO"),
  trustedIPs: strings(36, "TODO"),
});

export const ApiConfig = shape("ApiConfig", {
  precautions: one(1, ApiPrecautionsConfig, "TODO"),
  settings: one(2, ApiSettingsConfig, "TODO"),
});

export const OrdersSmartRoutingConfig = shape("OrdersSmartRoutingConfig", {
  seekPriceImprovement: bool(1, "TODO"),
  preOpenReroute: bool(2, "TODO"),
  doNotRouteToDarkPools: bool(3, "TODO"),
  defaultAlgorithm: string(4, "TODO"),
});

export const OrdersConfig = shape("OrdersConfig", {
  smartRouting: one(1, OrdersSmartRoutingConfig, "TODO"),
});

export const UpdateConfigWarning = shape("UpdateConfigWarning", {
  messageId: int(1, "TODO"),
  title: string(2, "TODO"),
  message: string(3, "TODO"),
});
