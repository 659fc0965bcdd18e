import { decimal, double, int, request, response, shape, since, string } from "../schema.ts";

export const PnLRequest = shape("PnLRequest", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  modelCode: string(3, "TODO"),
});

export const REQ_PNL = request({
  id: 92,
  name: "REQ_PNL",
  about: "TODO",
  shape: PnLRequest,
  text: ["reqId", "account", "modelCode"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelPnL = shape("CancelPnL", {
  reqId: int(1, "TODO"),
});

export const CANCEL_PNL = request({
  id: 93,
  name: "CANCEL_PNL",
  about: "TODO",
  shape: CancelPnL,
  text: ["reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PnL = shape("PnL", {
  reqId: int(1, "TODO"),
  dailyPnL: double(2, "TODO"),
  unrealizedPnL: double(3, "TODO"),
  realizedPnL: double(4, "TODO"),
});

export const PNL = response({
  id: 94,
  name: "PNL",
  about: "TODO",
  shape: PnL,
  text: ["reqId", "dailyPnL", since("UNREALIZED_PNL", "unrealizedPnL"), since("REALIZED_PNL", "realizedPnL")],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PnLSingleRequest = shape("PnLSingleRequest", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  modelCode: string(3, "TODO"),
  conId: int(4, "TODO"),
});

export const REQ_PNL_SINGLE = request({
  id: 94,
  name: "REQ_PNL_SINGLE",
  about: "TODO",
  shape: PnLSingleRequest,
  text: ["reqId", "account", "modelCode", "conId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelPnLSingle = shape("CancelPnLSingle", {
  reqId: int(1, "TODO"),
});

export const CANCEL_PNL_SINGLE = request({
  id: 95,
  name: "CANCEL_PNL_SINGLE",
  about: "TODO",
  shape: CancelPnLSingle,
  text: ["reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PnLSingle = shape("PnLSingle", {
  reqId: int(1, "TODO"),
  position: decimal(2, "TODO"),
  dailyPnL: double(3, "TODO"),
  unrealizedPnL: double(4, "TODO"),
  realizedPnL: double(5, "TODO"),
  value: double(6, "TODO"),
});

export const PNL_SINGLE = response({
  id: 95,
  name: "PNL_SINGLE",
  about: "TODO",
  shape: PnLSingle,
  text: [
    "reqId",
    "position",
    "dailyPnL",
    since("UNREALIZED_PNL", "unrealizedPnL"),
    since("REALIZED_PNL", "realizedPnL"),
    "value",
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
