import { decimal, double, int, one, request, response, shape, string, version } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const PositionsMultiRequest = shape("PositionsMultiRequest", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  modelCode: string(3, "TODO"),
});

export const REQ_POSITIONS_MULTI = request({
  id: 74,
  name: "REQ_POSITIONS_MULTI",
  about: "TODO",
  shape: PositionsMultiRequest,
  text: [version, "reqId", "account", "modelCode"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelPositionsMulti = shape("CancelPositionsMulti", {
  reqId: int(1, "TODO"),
});

export const CANCEL_POSITIONS_MULTI = request({
  id: 75,
  name: "CANCEL_POSITIONS_MULTI",
  about: "TODO",
  shape: CancelPositionsMulti,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PositionMulti = shape("PositionMulti", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  contract: one(3, Contract, "TODO"),
  position: decimal(4, "TODO"),
  avgCost: double(5, "TODO"),
  modelCode: string(6, "TODO"),
});

export const POSITION_MULTI = response({
  id: 71,
  name: "POSITION_MULTI",
  about: "TODO",
  shape: PositionMulti,
  text: [
    version,
    "reqId",
    "account",
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
    "position",
    "avgCost",
    "modelCode",
  ],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PositionMultiEnd = shape("PositionMultiEnd", {
  reqId: int(1, "TODO"),
});

export const POSITION_MULTI_END = response({
  id: 72,
  name: "POSITION_MULTI_END",
  about: "TODO",
  shape: PositionMultiEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
