import { decimal, double, one, request, response, shape, string, version, versions } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const PositionsRequest = shape("PositionsRequest", {});

export const REQ_POSITIONS = request({
  id: 61,
  name: "REQ_POSITIONS",
  about: "TODO",
  shape: PositionsRequest,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelPositions = shape("CancelPositions", {});

export const CANCEL_POSITIONS = request({
  id: 64,
  name: "CANCEL_POSITIONS",
  about: "TODO",
  shape: CancelPositions,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const Position = shape("Position", {
  account: string(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  position: decimal(3, "TODO"),
  avgCost: double(4, "TODO"),
});

export const POSITION_DATA = response({
  id: 61,
  name: "POSITION_DATA",
  about: "TODO",
  shape: Position,
  text: [
    version,
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
    versions({ since: 2 }, "contract.tradingClass"),
    "position",
    versions({ since: 3 }, "avgCost"),
  ],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PositionEnd = shape("PositionEnd", {});

export const POSITION_END = response({
  id: 62,
  name: "POSITION_END",
  about: "TODO",
  shape: PositionEnd,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
