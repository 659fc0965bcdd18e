import { request, response, shape, string, version } from "../schema.ts";

export const ManagedAccountsRequest = shape("ManagedAccountsRequest", {});

export const REQ_MANAGED_ACCTS = request({
  id: 17,
  name: "REQ_MANAGED_ACCTS",
  about: "TODO",
  shape: ManagedAccountsRequest,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ManagedAccounts = shape("ManagedAccounts", {
  accountsList: string(1, "TODO"),
});

export const MANAGED_ACCTS = response({
  id: 15,
  name: "MANAGED_ACCTS",
  about: "TODO",
  shape: ManagedAccounts,
  text: [version, "accountsList"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
