import { int, request, response, shape, string, version } from "../schema.ts";

export const AccountSummaryRequest = shape("AccountSummaryRequest", {
  reqId: int(1, "TODO"),
  group: string(2, "TODO"),
  tags: string(3, "TODO"),
});

export const REQ_ACCOUNT_SUMMARY = request({
  id: 62,
  name: "REQ_ACCOUNT_SUMMARY",
  about: "TODO",
  shape: AccountSummaryRequest,
  text: [version, "reqId", "group", "tags"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelAccountSummary = shape("CancelAccountSummary", {
  reqId: int(1, "TODO"),
});

export const CANCEL_ACCOUNT_SUMMARY = request({
  id: 63,
  name: "CANCEL_ACCOUNT_SUMMARY",
  about: "TODO",
  shape: CancelAccountSummary,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountSummary = shape("AccountSummary", {
  reqId: int(1, "TODO"),
  account: string(2, "TODO"),
  tag: string(3, "TODO"),
  value: string(4, "TODO"),
  currency: string(5, "TODO"),
});

export const ACCOUNT_SUMMARY = response({
  id: 63,
  name: "ACCOUNT_SUMMARY",
  about: "TODO",
  shape: AccountSummary,
  text: [version, "reqId", "account", "tag", "value", "currency"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountSummaryEnd = shape("AccountSummaryEnd", {
  reqId: int(1, "TODO"),
});

export const ACCOUNT_SUMMARY_END = response({
  id: 64,
  name: "ACCOUNT_SUMMARY_END",
  about: "TODO",
  shape: AccountSummaryEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
