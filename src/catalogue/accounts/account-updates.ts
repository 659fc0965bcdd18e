/** The account window of TWS as a subscription: values, portfolio and time of one account. */
import { accountValueKeys } from "../codes/account-codes.ts";
import { Contract } from "../groups/contract.ts";
import {
  accountCurrencyText,
  accountFigureText,
  accountKeyText,
  accountOrAllText,
  accountText,
  clockText,
} from "../patterns.ts";
import { bool, decimal, double, one, request, response, shape, string, version, versions } from "../schema.ts";

export const AccountDataRequest = shape("AccountDataRequest", {
  subscribe: bool(1, "Whether the subscription starts or ends"),
  acctCode: string(
    2,
    "Account; empty for the only one; an advisor's account with A behind it means all of its accounts",
    {
      pattern: accountOrAllText,
      aka: ["account"],
    },
  ),
});

export const REQ_ACCT_DATA = request({
  id: 6,
  name: "REQ_ACCT_DATA",
  about:
    "Starts or ends the subscription to values and portfolio of one account. ACCT_VALUE, PORTFOLIO_VALUE and ACCT_UPDATE_TIME answer, and ACCT_DOWNLOAD_END closes the first round.",
  shape: AccountDataRequest,
  text: [version, "subscribe", "acctCode"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 2,
  notes: [
    "One account can be subscribed at a time; a second subscription replaces the first without an error.",
    "Changes come when a position changes, otherwise every three minutes.",
  ],
  official: {
    java: "REQ_ACCOUNT_DATA",
    csharp: "RequestAccountData",
    call: "reqAccountUpdates",
    tws: "Account window with its Portfolio section",
  },
});

export const AccountValue = shape("AccountValue", {
  key: string(
    1,
    "Which figure of the account this is, such as NetLiquidation; -C or -S behind it limits it to a segment",
    { filled: true, codes: accountValueKeys, pattern: accountKeyText },
  ),
  value: string(2, "The value as text: mostly a number, for some keys a word", {
    pattern: accountFigureText,
    aka: ["val"],
  }),
  currency: string(3, "Currency of the value, BASE for the base currency, empty where none applies", {
    pattern: accountCurrencyText,
  }),
  accountName: string(4, "Account that the value belongs to", { pattern: accountText }),
});

export const ACCT_VALUE = response({
  id: 6,
  name: "ACCT_VALUE",
  about: "One value of the account subscribed with REQ_ACCT_DATA: all of them at first, later only those that changed.",
  shape: AccountValue,
  text: [version, "key", "value", "currency", "accountName"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  notes: ["While AccountReady is false, values that follow can be outdated or wrong."],
  sends: 2,
  official: { csharp: "AccountValue", call: "updateAccountValue", tws: "Account window > Balances" },
});

export const PortfolioValue = shape("PortfolioValue", {
  contract: one(1, Contract, "Contract that is held; the exchange stays empty"),
  position: decimal(2, "Quantity held, negative for a short position, 0 after a position was closed", {
    unit: "shares or contracts",
  }),
  marketPrice: double(3, "Price of one unit that the host values the position with", {
    unit: "the contract's currency",
  }),
  marketValue: double(4, "Value of the whole position, with multiplier and sign", { unit: "the contract's currency" }),
  averageCost: double(5, "What one unit cost on average, commission and multiplier included", {
    unit: "the contract's currency",
  }),
  unrealizedPNL: double(6, "Profit and loss of the open position", { unit: "the contract's currency" }),
  realizedPNL: double(7, "Profit and loss of what was closed today", { unit: "the contract's currency" }),
  accountName: string(8, "Account that holds the position", { pattern: accountText }),
});

export const PORTFOLIO_VALUE = response({
  id: 7,
  name: "PORTFOLIO_VALUE",
  about: "One position of the account subscribed with REQ_ACCT_DATA: all of them at first, later those that changed.",
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
  sends: 8,
  official: { csharp: "PortfolioValue", call: "updatePortfolio", tws: "a row in Account window > Portfolio" },
});

export const AccountUpdateTime = shape("AccountUpdateTime", {
  timeStamp: string(1, "Time of day of the latest update, in the zone of the host", {
    pattern: clockText,
    unit: "hh:mm",
  }),
});

export const ACCT_UPDATE_TIME = response({
  id: 8,
  name: "ACCT_UPDATE_TIME",
  about: "When the values of the account subscribed with REQ_ACCT_DATA were last updated.",
  shape: AccountUpdateTime,
  text: [version, "timeStamp"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "AccountUpdateTime",
    call: "updateAccountTime",
    tws: "time of the last update in the Account window",
  },
});

export const AccountDataEnd = shape("AccountDataEnd", {
  accountName: string(1, "Account whose first round is complete", { pattern: accountText, aka: ["account"] }),
});

export const ACCT_DOWNLOAD_END = response({
  id: 54,
  name: "ACCT_DOWNLOAD_END",
  about: "Closes the first round of answers to REQ_ACCT_DATA; the subscription stays active.",
  shape: AccountDataEnd,
  text: [version, "accountName"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "AccountDownloadEnd", call: "accountDownloadEnd", tws: "none: API only" },
});
