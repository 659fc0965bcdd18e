/**
 * Executions and their commissions: the request, one message an execution, the end mark, and the commission report.
 */
import {
  double,
  int,
  one,
  repeat,
  request,
  response,
  sentinel,
  shape,
  since,
  string,
  unsetTexts,
  until,
  version,
  versions,
} from "../schema.ts";
import { currencyText, dayText, execIdText } from "../patterns.ts";
import { Contract } from "../groups/contract.ts";
import { Execution, ExecutionFilter } from "../groups/execution.ts";

export const ExecutionRequest = shape("ExecutionRequest", {
  reqId: int(1, "Request id, repeated in every answer"),
  executionFilter: one(2, ExecutionFilter, "Which executions are wanted; an empty filter asks for all of the day", {
    aka: ["filter"],
  }),
});

export const REQ_EXECUTIONS = request({
  id: 7,
  name: "REQ_EXECUTIONS",
  about:
    "Asks for the executions of the day, or of the days given, that match a filter. Answered by EXECUTION_DATA for each, with COMMISSION_AND_FEES_REPORT, then EXECUTION_DATA_END.",
  shape: ExecutionRequest,
  text: [
    version,
    "reqId",
    "executionFilter.clientId",
    "executionFilter.acctCode",
    "executionFilter.time",
    "executionFilter.symbol",
    "executionFilter.secType",
    "executionFilter.exchange",
    "executionFilter.side",
    since("PARAMETRIZED_DAYS_OF_EXECUTIONS", "executionFilter.lastNDays"),
    since("PARAMETRIZED_DAYS_OF_EXECUTIONS", repeat("executionFilter.specificDates", "specificDatesCount")),
  ],
  protobuf: "PROTOBUF",
  sends: 3,
  official: { csharp: "RequestExecutions", call: "reqExecutions", tws: "Trades window (trade log)" },
});

export const ExecutionDetails = shape("ExecutionDetails", {
  reqId: int(1, "Id of the request that is answered", {
    special: { "-1": "not an answer to a request: the execution has just taken place" },
  }),
  contract: one(2, Contract, "Instrument of the execution"),
  execution: one(3, Execution, "The execution: when, where, how much and at what price"),
});

export const EXECUTION_DATA = response({
  id: 11,
  name: "EXECUTION_DATA",
  about:
    "One execution, which may be a part of an order. Sent when it takes place, with reqId -1, and in answer to REQ_EXECUTIONS.",
  shape: ExecutionDetails,
  text: [
    until("LAST_LIQUIDITY", version),
    versions({ since: 7 }, "reqId"),
    "execution.orderId",
    "contract.conId",
    "contract.symbol",
    "contract.secType",
    "contract.lastTradeDateOrContractMonth",
    "contract.strike",
    "contract.right",
    versions({ since: 9 }, "contract.multiplier"),
    "contract.exchange",
    "contract.currency",
    "contract.localSymbol",
    versions({ since: 10 }, "contract.tradingClass"),
    "execution.execId",
    "execution.time",
    "execution.acctNumber",
    "execution.exchange",
    "execution.side",
    "execution.shares",
    "execution.price",
    "execution.permId",
    "execution.clientId",
    "execution.isLiquidation",
    versions({ since: 6 }, "execution.cumQty", "execution.avgPrice"),
    versions({ since: 8 }, "execution.orderRef"),
    versions({ since: 9 }, "execution.evRule", "execution.evMultiplier"),
    since("MODELS_SUPPORT", "execution.modelCode"),
    since("LAST_LIQUIDITY", "execution.lastLiquidity"),
    since("PENDING_PRICE_REVISION", "execution.isPriceRevisionPending"),
    since("SUBMITTER", "execution.submitter"),
  ],
  protobuf: "PROTOBUF",
  implied: "server",
  sends: 10,
  official: { csharp: "ExecutionData", call: "execDetails", tws: "a row in the Trades window" },
});

export const ExecutionDetailsEnd = shape("ExecutionDetailsEnd", {
  reqId: int(1, "Id of the request whose answers end here"),
});

export const EXECUTION_DATA_END = response({
  id: 55,
  name: "EXECUTION_DATA_END",
  about: "Says that all executions have been sent. Ends the answer to REQ_EXECUTIONS.",
  shape: ExecutionDetailsEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF",
  sends: 1,
  official: { csharp: "ExecutionDataEnd", call: "execDetailsEnd", tws: "none: API only" },
});

export const CommissionAndFeesReport = shape("CommissionAndFeesReport", {
  execId: string(1, "Id of the execution to which the report belongs", { pattern: execIdText }),
  commissionAndFees: double(2, "Commission and fees of the execution; negative for a rebate", {
    unit: "currency",
    aka: ["commission"],
  }),
  currency: string(3, "Currency of the commission", { pattern: currencyText }),
  realizedPNL: double(4, "Profit or loss realized by the execution; unset when it only opened a position"),
  bondYield: double(
    5,
    "Yield of a bond at this price, whether in percent or as a fraction is not documented; unset for other instruments",
    { aka: ["yield"] },
  ),
  yieldRedemptionDate: string(6, "Day for which the yield is computed; empty for other instruments", {
    unit: "yyyymmdd",
    pattern: dayText,
  }),
});

export const COMMISSION_AND_FEES_REPORT = response({
  id: 59,
  name: "COMMISSION_AND_FEES_REPORT",
  about:
    "Commission, fees and realized profit of one execution. Follows EXECUTION_DATA with the same execId, both live and in answer to REQ_EXECUTIONS.",
  shape: CommissionAndFeesReport,
  text: [
    version,
    "execId",
    "commissionAndFees",
    "currency",
    ...sentinel(unsetTexts.double, "realizedPNL", "bondYield"),
    "yieldRedemptionDate",
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  official: {
    csharp: "CommissionsAndFeesReport",
    call: "commissionAndFeesReport",
    tws: "Commission column of the Trades window",
  },
});
