/** Profit and loss of an account or of a single position, about once a second. */
import { accountOrAllText } from "../patterns.ts";
import { decimal, double, int, request, response, sentinel, shape, since, string, unsetTexts } from "../schema.ts";

const inBaseCurrency = { unit: "the account's base currency" } as const;

export const PnLRequest = shape("PnLRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in the cancel"),
  account: string(2, "Account, or All for every account of an advisor", { pattern: accountOrAllText }),
  modelCode: string(3, "Name of an advisor's model; empty for the account as a whole"),
});

export const REQ_PNL = request({
  id: 92,
  name: "REQ_PNL",
  about: "Subscribes to profit and loss of an account or model. PNL answers with every change.",
  since: "PNL",
  shape: PnLRequest,
  text: ["reqId", "account", "modelCode"],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: [
    "TWS must prepare portfolio profit and loss when it downloads positions; the setting is readable as prepareDailyPnL.",
  ],
  official: { csharp: "ReqPnL", call: "reqPnL", tws: "Daily P&L of the account in the Portfolio window" },
});

export const CancelPnL = shape("CancelPnL", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const CANCEL_PNL = request({
  id: 93,
  name: "CANCEL_PNL",
  about: "Ends a subscription made by REQ_PNL. The host answers only where there is none, with 10185.",
  since: "PNL",
  shape: CancelPnL,
  text: ["reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "CancelPnL", call: "cancelPnL", tws: "closing the Portfolio window" },
});

/** What is not known is written as the greatest number. Source: ib_insync, issues 388 and 462. */
const amounts = <const P extends string>(...paths: P[]) => sentinel(unsetTexts.double, ...paths);

export const PnL = shape("PnL", {
  reqId: int(1, "Id of the subscription that this answers"),
  dailyPnL: double(2, "Profit and loss since the daily reset, which TWS sets; unset while unknown", inBaseCurrency),
  unrealizedPnL: double(3, "Profit and loss of open positions; unset while unknown", inBaseCurrency),
  realizedPnL: double(
    4,
    "Profit and loss of what was closed since the daily reset; unset while unknown",
    inBaseCurrency,
  ),
});

export const PNL = response({
  id: 94,
  name: "PNL",
  about: "Profit and loss of an account or model, in answer to REQ_PNL, about once a second while it changes.",
  since: "PNL",
  shape: PnL,
  text: [
    "reqId",
    ...amounts("dailyPnL"),
    since("UNREALIZED_PNL", ...amounts("unrealizedPnL")),
    since("REALIZED_PNL", ...amounts("realizedPnL")),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["The figures are those of the portfolio window; the account window resets and counts differently."],
  official: { csharp: "PnL", call: "pnl", tws: "Daily P&L of the account in the Portfolio window" },
});

export const PnLSingleRequest = shape("PnLSingleRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in the cancel"),
  account: string(2, "Account that holds the position", { pattern: accountOrAllText }),
  modelCode: string(3, "Name of an advisor's model; empty for the account as a whole"),
  conId: int(4, "Contract id of the position", { min: 0 }),
});

export const REQ_PNL_SINGLE = request({
  id: 94,
  name: "REQ_PNL_SINGLE",
  about: "Subscribes to profit and loss of one position. PNL_SINGLE answers with every change.",
  since: "PNL",
  shape: PnLSingleRequest,
  text: ["reqId", "account", "modelCode", "conId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["A contract id that is unknown or not held gets no answer at all, not even an error."],
  official: { csharp: "ReqPnLSingle", call: "reqPnLSingle", tws: "Daily P&L column of one Portfolio row" },
});

export const CancelPnLSingle = shape("CancelPnLSingle", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const CANCEL_PNL_SINGLE = request({
  id: 95,
  name: "CANCEL_PNL_SINGLE",
  about: "Ends a subscription made by REQ_PNL_SINGLE. The host does not confirm it.",
  since: "PNL",
  shape: CancelPnLSingle,
  text: ["reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: {
    csharp: "CancelPnLSingle",
    call: "cancelPnLSingle",
    tws: "removing the Daily P&L column in the Portfolio window",
  },
});

export const PnLSingle = shape("PnLSingle", {
  reqId: int(1, "Id of the subscription that this answers"),
  position: decimal(2, "Quantity held, negative for a short position", { unit: "shares or contracts", aka: ["pos"] }),
  dailyPnL: double(3, "Profit and loss of the position since the daily reset; unset while unknown"),
  unrealizedPnL: double(4, "Profit and loss of the open position; unset while unknown"),
  realizedPnL: double(5, "Profit and loss of what was closed of it; unset while unknown"),
  value: double(6, "Market value of the position; unset while unknown"),
});

export const PNL_SINGLE = response({
  id: 95,
  name: "PNL_SINGLE",
  about: "Profit and loss of one position, in answer to REQ_PNL_SINGLE, about once a second while it changes.",
  since: "PNL",
  shape: PnLSingle,
  text: [
    "reqId",
    "position",
    ...amounts("dailyPnL"),
    since("UNREALIZED_PNL", ...amounts("unrealizedPnL")),
    since("REALIZED_PNL", ...amounts("realizedPnL")),
    ...amounts("value"),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["While no market price is known, figures come unset together with the warning 2150."],
  official: { csharp: "PnLSingle", call: "pnlSingle", tws: "Daily P&L column of one Portfolio row" },
});
