/**
 * An execution (a fill, or a part of one), and the filter by which executions are asked for.
 */
import { bool, decimal, double, int, ints, long, shape, string } from "../schema.ts";
import { securityTypes } from "../codes/contract-codes.ts";
import { actions, executionSides, liquidities, optExerciseOrLapseTypes } from "../codes/order-codes.ts";
import {
  accountText,
  codeText,
  contractSymbolText,
  dateTimeText,
  exchangeText,
  execIdText,
  evRuleText,
  wordText,
} from "../patterns.ts";

export const Execution = shape(
  "Execution",
  {
    orderId: int(1, "Order id of the API client that placed the order; 0 for orders of TWS, not unique in the account"),
    execId: string(2, "Id of the execution; a correction differs in the digits after the last dot only", {
      pattern: execIdText,
    }),
    time: string(3, "When the execution took place, by the server's clock", { pattern: dateTimeText }),
    acctNumber: string(4, "Account of the execution", { pattern: accountText }),
    exchange: string(5, "Exchange at which the execution took place", { pattern: exchangeText }),
    side: string(6, "Whether the instrument was bought or sold", {
      filled: true,
      codes: executionSides,
      pattern: wordText,
    }),
    shares: decimal(7, "Quantity of this execution", { unit: "shares or contracts", min: 0 }),
    price: double(8, "Price of this execution, without commission", { unit: "the contract's currency" }),
    permId: long(9, "The host's own id of the order; 0 for trades from outside"),
    clientId: int(10, "API client that placed the order; 0 also for orders entered in TWS"),
    isLiquidation: bool(11, "Whether the broker closed the position by force", { aka: ["liquidation"] }),
    cumQty: decimal(12, "Quantity of the order filled so far, with this execution", {
      unit: "shares or contracts",
      min: 0,
    }),
    avgPrice: double(13, "Average price of the order so far, without commission", { unit: "the contract's currency" }),
    orderRef: string(14, "Reference that the user gave the order"),
    evRule: string(15, "Economic value rule and its argument, joined by a colon; empty for most instruments", {
      pattern: evRuleText,
    }),
    evMultiplier: double(
      16,
      "Change of market value when the price changes by 1, roughly; goes with evRule, else unset or 0",
      { min: 0, blank: true },
    ),
    modelCode: string(17, "Model portfolio of the order; empty without one"),
    lastLiquidity: int(18, "Whether the execution added or removed liquidity", { codes: liquidities, min: 0 }),
    isPriceRevisionPending: bool(19, "Whether the price may still be revised", { aka: ["pendingPriceRevision"] }),
    submitter: string(20, "User name that submitted the order"),
    optExerciseOrLapseType: int(
      21,
      "What happened to an option, when the execution is an exercise, assignment or lapse",
      { codes: optExerciseOrLapseTypes },
    ),
  },
  { brief: ["orderId", "side", "shares", "price", "time", "execId"] },
);

export const ExecutionFilter = shape("ExecutionFilter", {
  clientId: int(1, "Executions of this API client only; 0 or unset for all that this client may see"),
  acctCode: string(2, "Executions of this account only; empty for all", { pattern: accountText }),
  time: string(3, "Executions from this time on; empty for all of the day", { pattern: dateTimeText }),
  symbol: string(4, "Executions of instruments with this symbol; empty for all", { pattern: contractSymbolText }),
  secType: string(5, "Executions of this kind of instrument; empty for all", {
    codes: securityTypes,
    pattern: codeText,
  }),
  exchange: string(6, "Executions at this exchange; empty for all", { pattern: exchangeText }),
  side: string(7, "Executions of this side, as BUY or SELL; empty for both", { codes: actions, pattern: wordText }),
  lastNDays: int(8, "Executions of the last so many days; unset for today only", { unit: "days", min: 0 }),
  specificDates: ints(9, "Executions of these days; empty for today only", { unit: "yyyymmdd as a number", min: 0 }),
});
