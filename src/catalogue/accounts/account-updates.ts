import { bool, decimal, double, one, request, response, shape, string, version, versions } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const AccountDataRequest = shape("AccountDataRequest", {
  subscribe: bool(1, "TODO"),
  acctCode: string(2, "TODO"),
});

export const REQ_ACCT_DATA = request({
  id: 6,
  name: "REQ_ACCT_DATA",
  about: "TODO",
  shape: AccountDataRequest,
  text: [version, "subscribe", "acctCode"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 2,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountValue = shape("AccountValue", {
  key: string(1, "TODO"),
  value: string(2, "TODO"),
  currency: string(3, "TODO"),
  accountName: string(4, "TODO"),
});

export const ACCT_VALUE = response({
  id: 6,
  name: "ACCT_VALUE",
  about: "TODO",
  shape: AccountValue,
  text: [version, "key", "value", "currency", "accountName"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const PortfolioValue = shape("PortfolioValue", {
  contract: one(1, Contract, "TODO"),
  position: decimal(2, "TODO"),
  marketPrice: double(3, "TODO"),
  marketValue: double(4, "TODO"),
  averageCost: double(5, "TODO"),
  unrealizedPNL: double(6, "TODO"),
  realizedPNL: double(7, "TODO"),
  accountName: string(8, "TODO"),
});

export const PORTFOLIO_VALUE = response({
  id: 7,
  name: "PORTFOLIO_VALUE",
  about: "TODO",
  shape: PortfolioValue,
  text: [
    version,
    "contract.conId",
    "contract.symbol",
    "contract.secType",
    "contract.lastTradeDateOrContractMonth",
    "contract.strike",
    "contract.right",
    versions({ since: 7 }, "contract.multiplier", "contract.primaryExch"),
    "contract.currency",
    "contract.localSymbol",
    versions({ since: 8 }, "contract.tradingClass"),
    "position",
    "marketPrice",
    "marketValue",
    "averageCost",
    "unrealizedPNL",
    "realizedPNL",
    "accountName",
  ],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountUpdateTime = shape("AccountUpdateTime", {
  timeStamp: string(1, "TODO"),
});

export const ACCT_UPDATE_TIME = response({
  id: 8,
  name: "ACCT_UPDATE_TIME",
  about: "TODO",
  shape: AccountUpdateTime,
  text: [version, "timeStamp"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const AccountDataEnd = shape("AccountDataEnd", {
  accountName: string(1, "TODO"),
});

export const ACCT_DOWNLOAD_END = response({
  id: 54,
  name: "ACCT_DOWNLOAD_END",
  about: "TODO",
  shape: AccountDataEnd,
  text: [version, "accountName"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
