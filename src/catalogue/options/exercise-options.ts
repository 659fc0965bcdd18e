/**
 * Exercise of options held: one request, which gives up the right to exercise or uses it.
 */
import { bool, int, one, request, shape, since, string, version } from "../schema.ts";
import { accountText, dateTimeText } from "../patterns.ts";
import { Contract } from "../groups/contract.ts";
import { exerciseActions } from "../codes/market-data-codes.ts";

export const ExerciseOptionsRequest = shape("ExerciseOptionsRequest", {
  orderId: int(1, "Id of the request; the protobuf form calls it an order id, the clients a request id", {
    aka: ["reqId", "tickerId"],
  }),
  contract: one(2, Contract, "The option held; older documentation does not allow SMART as its exchange"),
  exerciseAction: int(3, "Whether to exercise the options or let them lapse", { codes: exerciseActions, min: 0 }),
  exerciseQuantity: int(4, "Number of options to exercise or let lapse", { unit: "contracts", min: 0 }),
  account: string(5, "Account that holds the options; empty if there is only one", { pattern: accountText }),
  override: bool(6, "Whether to act against the natural outcome, such as exercising an option out of the money"),
  manualOrderTime: string(7, "Time at which the user decided, where a person did; empty otherwise", {
    pattern: dateTimeText,
  }),
  customerAccount: string(8, "Account at the user's own firm for which the request is made; empty for most users"),
  professionalCustomer: bool(9, "Whether that customer counts as professional"),
});

export const EXERCISE_OPTIONS = request({
  id: 21,
  name: "EXERCISE_OPTIONS",
  about:
    "Exercises options held, or lets them lapse. The answer is not documented: normally OPEN_ORDER and ORDER_STATUS with the same id as for an order, or an error. Whether it can be taken back depends on a setting of the host.",
  shape: ExerciseOptionsRequest,
  text: [
    version,
    "orderId",
    "contract.conId",
    "contract.symbol",
    "contract.secType",
    "contract.lastTradeDateOrContractMonth",
    "contract.strike",
    "contract.right",
    "contract.multiplier",
    "contract.exchange",
    "contract.currency",
    "contract.localSymbol",
    "contract.tradingClass",
    "exerciseAction",
    "exerciseQuantity",
    "account",
    "override",
    since("MANUAL_ORDER_TIME_EXERCISE_OPTIONS", "manualOrderTime"),
    since("CUSTOMER_ACCOUNT", "customerAccount"),
    since("PROFESSIONAL_CUSTOMER", "professionalCustomer"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 2,
  official: { csharp: "ExerciseOptions", call: "exerciseOptions", tws: "Option Exercise window" },
});
