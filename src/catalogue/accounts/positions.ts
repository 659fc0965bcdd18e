/** The positions of all accounts of the login, as one subscription without an id. */
import { Contract } from "../groups/contract.ts";
import { accountText } from "../patterns.ts";
import { decimal, double, one, request, response, shape, string, version, versions } from "../schema.ts";

export const PositionsRequest = shape("PositionsRequest", {});

export const REQ_POSITIONS = request({
  id: 61,
  name: "REQ_POSITIONS",
  about:
    "Subscribes to the positions of all accounts. POSITION_DATA answers once per position, then POSITION_END; changes follow.",
  shape: PositionsRequest,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  notes: ["Logins with more than 50 accounts, or that look accounts up on demand, must use REQ_POSITIONS_MULTI."],
  official: { csharp: "RequestPositions", call: "reqPositions", tws: "Portfolio window, Position column" },
});

export const CancelPositions = shape("CancelPositions", {});

export const CANCEL_POSITIONS = request({
  id: 64,
  name: "CANCEL_POSITIONS",
  about: "Ends the subscription made by REQ_POSITIONS. The host does not confirm it.",
  shape: CancelPositions,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "CancelPositions", call: "cancelPositions", tws: "closing the Portfolio window" },
});

export const Position = shape("Position", {
  account: string(1, "Account that holds the position", { pattern: accountText }),
  contract: one(2, Contract, "Contract that is held; futures come without an exchange"),
  position: decimal(3, "Quantity held, negative for a short position, 0 after a position was closed", {
    unit: "shares or contracts",
    aka: ["pos"],
  }),
  avgCost: double(4, "What one unit cost on average, commission and multiplier included", {
    unit: "the contract's currency",
  }),
});

export const POSITION_DATA = response({
  id: 61,
  name: "POSITION_DATA",
  about: "One position, in answer to REQ_POSITIONS: all of them at first, later those that changed.",
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
  sends: 3,
  official: {
    java: "POSITION",
    csharp: "Position",
    call: "position",
    tws: "Position and Avg Price columns of the Portfolio window",
  },
});

export const PositionEnd = shape("PositionEnd", {});

export const POSITION_END = response({
  id: 62,
  name: "POSITION_END",
  about: "Closes the first round of POSITION_DATA messages; the subscription stays active.",
  shape: PositionEnd,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "PositionEnd", call: "positionEnd", tws: "none: API only" },
});
