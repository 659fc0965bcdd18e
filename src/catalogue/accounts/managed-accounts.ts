/** The accounts that the login may act for. */
import { accountListText } from "../patterns.ts";
import { request, response, shape, string, version } from "../schema.ts";

export const ManagedAccountsRequest = shape("ManagedAccountsRequest", {});

export const REQ_MANAGED_ACCTS = request({
  id: 17,
  name: "REQ_MANAGED_ACCTS",
  about: "Asks for the accounts of the login. MANAGED_ACCTS answers once.",
  shape: ManagedAccountsRequest,
  text: [version],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "RequestManagedAccounts",
    call: "reqManagedAccts",
    tws: "account selector in Order Entry and Account window",
  },
});

export const ManagedAccounts = shape("ManagedAccounts", {
  accountsList: string(1, "Account ids joined by commas, the advisor's own among them", { pattern: accountListText }),
});

export const MANAGED_ACCTS = response({
  id: 15,
  name: "MANAGED_ACCTS",
  about:
    "The accounts of the login. The host sends it unasked at the start of every session, and in answer to REQ_MANAGED_ACCTS.",
  shape: ManagedAccounts,
  text: [version, "accountsList"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "ManagedAccounts",
    call: "managedAccounts",
    tws: "account selector in Order Entry and Account window",
  },
});
