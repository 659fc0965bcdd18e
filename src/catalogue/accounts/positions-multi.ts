/** Positions by account and model: several subscriptions at a time, also for logins with very many accounts. */
import { Contract } from "../groups/contract.ts";
import { accountText } from "../patterns.ts";
import { decimal, double, int, one, request, response, shape, string, version } from "../schema.ts";

export const PositionsMultiRequest = shape("PositionsMultiRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in the cancel"),
  account: string(2, "Account or advisor's group; empty for the only account of the login"),
  modelCode: string(3, "Name of an advisor's model; empty for the account as a whole"),
});

export const REQ_POSITIONS_MULTI = request({
  id: 74,
  name: "REQ_POSITIONS_MULTI",
  about:
    "Subscribes to the positions of an account, a group or a model. POSITION_MULTI answers once per position, then POSITION_MULTI_END; changes follow.",
  since: "MODELS_SUPPORT",
  shape: PositionsMultiRequest,
  text: [version, "reqId", "account", "modelCode"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "RequestPositionsMulti",
    call: "reqPositionsMulti",
    tws: "Portfolio window for one account or model",
  },
});

export const CancelPositionsMulti = shape("CancelPositionsMulti", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const CANCEL_POSITIONS_MULTI = request({
  id: 75,
  name: "CANCEL_POSITIONS_MULTI",
  about: "Ends a subscription made by REQ_POSITIONS_MULTI. The host does not confirm it.",
  since: "MODELS_SUPPORT",
  shape: CancelPositionsMulti,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "CancelPositionsMulti", call: "cancelPositionsMulti", tws: "closing the Portfolio window" },
});

export const PositionMulti = shape("PositionMulti", {
  reqId: int(1, "Id of the subscription that this answers"),
  account: string(2, "Account that holds the position", { pattern: accountText }),
  contract: one(3, Contract, "Contract that is held; futures come without an exchange"),
  position: decimal(4, "Quantity held, negative for a short position, 0 after a position was closed", {
    unit: "shares or contracts",
    aka: ["pos"],
  }),
  avgCost: double(5, "What one unit cost on average, commission and multiplier included", {
    unit: "the contract's currency",
  }),
  modelCode: string(6, "Model that holds the position; empty for the account as a whole"),
});

export const POSITION_MULTI = response({
  id: 71,
  name: "POSITION_MULTI",
  about: "One position, in answer to REQ_POSITIONS_MULTI: all of them at first, later those that changed.",
  since: "MODELS_SUPPORT",
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
  sends: 1,
  official: { csharp: "PositionMulti", call: "positionMulti", tws: "a Portfolio row of one account or model" },
});

export const PositionMultiEnd = shape("PositionMultiEnd", {
  reqId: int(1, "Id of the subscription whose first round is complete"),
});

export const POSITION_MULTI_END = response({
  id: 72,
  name: "POSITION_MULTI_END",
  about: "Closes the first round of POSITION_MULTI messages of a subscription, which stays active.",
  since: "MODELS_SUPPORT",
  shape: PositionMultiEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "PositionMultiEnd", call: "positionMultiEnd", tws: "none: API only" },
});
