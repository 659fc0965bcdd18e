/** What the small program does: a look at a contract, a few prices, an order that fills, one that is cancelled, an error. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { SmallProgram } from "./small-program.ts";

const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const ticksWanted = 4;

type Order = NonNullable<FieldsOf<"PLACE_ORDER">["order"]>;

export async function tellStory(program: SmallProgram): Promise<void> {
  const first = (await program.answer("NEXT_VALID_ID"))?.orderId ?? 1;
  program.ask("REQ_CONTRACT_DATA", { reqId: 1, contract: apple });
  await program.answer("CONTRACT_DATA_END");
  program.ask("REQ_MKT_DATA", {
    reqId: 2,
    contract: apple,
    genericTickList: "",
    snapshot: false,
    regulatorySnapshot: false,
  });
  await program.answers("TICK_PRICE", ticksWanted);
  program.ask("CANCEL_MKT_DATA", { reqId: 2 });

  place(program, first, { action: "BUY", totalQuantity: "100", orderType: "MKT" });
  await program.answer("ORDER_STATUS", ({ orderId, status }) => orderId === first && status === "Filled");
  await program.answer("COMMISSION_AND_FEES_REPORT");

  place(program, first + 1, { action: "BUY", totalQuantity: "100", orderType: "LMT", lmtPrice: 1 });
  await program.answer("OPEN_ORDER", ({ orderId }) => orderId === first + 1);
  program.ask("CANCEL_ORDER", { orderId: first + 1, orderCancel: {} });
  await program.answer("ORDER_STATUS", ({ orderId, status }) => orderId === first + 1 && status === "Cancelled");

  program.ask("REQ_CONTRACT_DATA", { reqId: 3, contract: { ...apple, symbol: "NOSUCH" } });
  await program.answer("ERR_MSG", ({ id }) => id === 3);
}

const place = (program: SmallProgram, orderId: number, order: Order): void =>
  program.ask("PLACE_ORDER", { orderId, contract: apple, order: { tif: "DAY", transmit: true, ...order } });
