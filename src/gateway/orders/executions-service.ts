/** REQ_EXECUTIONS: the executions of the day, or of the days asked for, each with its commission. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { Service, Surroundings } from "../service.ts";
import { localDay } from "../universe/time-zones.ts";
import { dayNumber, hostZone, momentOf } from "./moments.ts";
import { type Execution, given } from "./order.ts";
import type { OrderDesk } from "./order-desk.ts";
import { tradedContract } from "./traded-contract.ts";
import { commissionFields, executionFields } from "./order-fields.ts";

type Filter = NonNullable<FieldsOf<"REQ_EXECUTIONS">["executionFilter"]>;

/** How long executions can be asked for. Documented: seven days. */
const daysMax = 7;
const sides: Readonly<Record<string, Execution["side"]>> = { BUY: "BOT", SELL: "SLD", BOT: "BOT", SLD: "SLD" };

export function executionsService(surroundings: Surroundings, desk: OrderDesk): Service<"REQ_EXECUTIONS"> {
  const { universe } = desk.accounts;

  const passes = (execution: Execution, filter: Filter): boolean => {
    const { clientId, acctCode, time, symbol, secType, exchange, side, lastNDays, specificDates } = filter;
    const { at } = execution;
    const instrument = tradedContract(universe, desk.book, execution.conId);
    const age = localDay(hostZone, surroundings.now()) - localDay(hostZone, at);
    const dates = specificDates ?? [];
    const days = given(lastNDays) ? Math.min(lastNDays, daysMax) : 1;
    if (dates.length > 0 ? !dates.includes(dayNumber(at)) : age >= days) return false;
    if (given(clientId) && execution.clientId !== clientId) return false;
    if (acctCode && execution.account !== acctCode) return false;
    const from = time ? momentOf(time) : undefined;
    if (from !== undefined && at < from) return false;
    if (symbol && instrument?.symbol !== symbol) return false;
    if (secType && instrument?.secType !== secType) return false;
    if (exchange && exchange !== "SMART" && execution.exchange !== exchange) return false;
    return !side || sides[side.toUpperCase()] === execution.side;
  };

  return {
    answers: {
      REQ_EXECUTIONS: ({ reqId, executionFilter }, from) => {
        const id = reqId ?? -1;
        for (const execution of desk.book.executions) {
          if (!passes(execution, executionFilter ?? {})) continue;
          from.send("EXECUTION_DATA", executionFields(universe, desk.book, execution, id, from.serverVersion));
          from.send("COMMISSION_AND_FEES_REPORT", commissionFields(execution));
        }
        from.send("EXECUTION_DATA_END", { reqId: id });
      },
    },
  };
}
