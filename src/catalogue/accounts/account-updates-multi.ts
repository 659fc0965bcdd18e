import { bool, int, request, response, shape, string, version } from "../schema.ts";

export const AccountUpdatesMultiRequest = shape("AccountUpdatesMultiRequest", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  modelCode: string(3, "TODO"),
  ledgerAndNLV: bool(4, "TODO"),
});

export const REQ_ACCOUNT_UPDATES_MULTI = request({
  id: 76,
  name: "REQ_ACCOUNT_UPDATES_MULTI",
  about: "TODO",
  shape: AccountUpdatesMultiRequest,
  text: [version, "reqId", "account", "modelCode", "ledgerAndNLV"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelAccountUpdatesMulti = shape("CancelAccountUpdatesMulti", {
  reqId: int(1, "TODO"),
});

export const CANCEL_ACCOUNT_UPDATES_MULTI = request({
  id: 77,
  name: "CANCEL_ACCOUNT_UPDATES_MULTI",
  about: "TODO",
  shape: CancelAccountUpdatesMulti,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountUpdateMulti = shape("AccountUpdateMulti", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  modelCode: string(3, "TODO"),
  key: string(4, "TODO"),
  value: string(5, "TODO"),
  currency: string(6, "TODO"),
});

export const ACCOUNT_UPDATE_MULTI = response({
  id: 73,
  name: "ACCOUNT_UPDATE_MULTI",
  about: "TODO",
  shape: AccountUpdateMulti,
  text: [version, "reqId", "account", "modelCode", "key", "value", "currency"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountUpdateMultiEnd = shape("AccountUpdateMultiEnd", {
  reqId: int(1, "TODO"),
});

export const ACCOUNT_UPDATE_MULTI_END = response({
  id: 74,
  name: "ACCOUNT_UPDATE_MULTI_END",
  about: "TODO",
  shape: AccountUpdateMultiEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
