import {
  double,
  int,
  one,
  repeat,
  request,
  response,
  shape,
  since,
  string,
  until,
  version,
  versions,
} from "../schema.ts";
import { Contract } from "../groups/contract.ts";
import { Execution, ExecutionFilter } from "../groups/execution.ts";

export const ExecutionRequest = shape("ExecutionRequest", {
  reqId: int(1, "TODO"),
  executionFilter: one(2, ExecutionFilter, "TODO"),
});

export const REQ_EXECUTIONS = request({
  id: 7,
  name: "REQ_EXECUTIONS",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ExecutionDetails = shape("ExecutionDetails", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  execution: one(3, Execution, "TODO"),
});

export const EXECUTION_DATA = response({
  id: 11,
  name: "EXECUTION_DATA",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ExecutionDetailsEnd = shape("ExecutionDetailsEnd", {
  reqId: int(1, "TODO"),
});

export const EXECUTION_DATA_END = response({
  id: 55,
  name: "EXECUTION_DATA_END",
  about: "TODO",
  shape: ExecutionDetailsEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CommissionAndFeesReport = shape("CommissionAndFeesReport", {
  execId: string(1, "TODO"),
  commissionAndFees: double(2, "TODO"),
  currency: string(3, "TODO"),
  realizedPNL: double(4, "TODO"),
  bondYield: double(5, "TODO"),
  yieldRedemptionDate: string(6, "TODO"),
});

export const COMMISSION_AND_FEES_REPORT = response({
  id: 59,
  name: "COMMISSION_AND_FEES_REPORT",
  about: "TODO",
  shape: CommissionAndFeesReport,
  text: [version, "execId", "commissionAndFees", "currency", "realizedPNL", "bondYield", "yieldRedemptionDate"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
