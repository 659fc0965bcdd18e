import { bool, int, one, request, shape, since, string, version } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const ExerciseOptionsRequest = shape("ExerciseOptionsRequest", {
  orderId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  exerciseAction: int(3, "TODO"),
  exerciseQuantity: int(4, "TODO"),
  account: string(5, "TODO"),
  override: bool(6, "TODO"),
  manualOrderTime: string(7, "TODO"),
  customerAccount: string(8, "TODO"),
  professionalCustomer: bool(9, "TODO"),
});

export const EXERCISE_OPTIONS = request({
  id: 21,
  name: "EXERCISE_OPTIONS",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
