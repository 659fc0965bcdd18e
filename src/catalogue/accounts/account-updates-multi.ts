/** Account values by account and model: several subscriptions at a time, unlike the plain account updates. */
import { accountValueKeys } from "../codes/account-codes.ts";
import { accountCurrencyText, accountFigureText, accountKeyText, accountText } from "../patterns.ts";
import { bool, int, request, response, shape, string, version } from "../schema.ts";

export const AccountUpdatesMultiRequest = shape("AccountUpdatesMultiRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in the cancel"),
  account: string(2, "Account or advisor's group; empty for the only account of the login"),
  modelCode: string(3, "Name of an advisor's model; empty for the account as a whole"),
  ledgerAndNLV: bool(4, "Whether only balances by currency and net liquidation are wanted, without the other figures"),
});

export const REQ_ACCOUNT_UPDATES_MULTI = request({
  id: 76,
  name: "REQ_ACCOUNT_UPDATES_MULTI",
  about:
    "Subscribes to the values of an account, a group or a model. ACCOUNT_UPDATE_MULTI answers once per value, then ACCOUNT_UPDATE_MULTI_END; changes follow.",
  since: "MODELS_SUPPORT",
  shape: AccountUpdatesMultiRequest,
  text: [version, "reqId", "account", "modelCode", "ledgerAndNLV"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  notes: ["The account All is refused for brokers with more than 50 accounts."],
  official: {
    csharp: "RequestAccountUpdatesMulti",
    call: "reqAccountUpdatesMulti",
    tws: "Account window for one account or model",
  },
});

export const CancelAccountUpdatesMulti = shape("CancelAccountUpdatesMulti", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const CANCEL_ACCOUNT_UPDATES_MULTI = request({
  id: 77,
  name: "CANCEL_ACCOUNT_UPDATES_MULTI",
  about: "Ends a subscription made by REQ_ACCOUNT_UPDATES_MULTI. The host does not confirm it.",
  since: "MODELS_SUPPORT",
  shape: CancelAccountUpdatesMulti,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "CancelAccountUpdatesMulti",
    call: "cancelAccountUpdatesMulti",
    tws: "closing the Account window",
  },
});

export const AccountUpdateMulti = shape("AccountUpdateMulti", {
  reqId: int(1, "Id of the subscription that this answers"),
  account: string(2, "Account that the value belongs to", { pattern: accountText }),
  modelCode: string(3, "Model that the value belongs to; empty for the account as a whole"),
  key: string(
    4,
    "Which figure of the account this is, such as NetLiquidation; -C or -S behind it limits it to a segment",
    { filled: true, codes: accountValueKeys, pattern: accountKeyText },
  ),
  value: string(5, "The value as text: mostly a number, for some keys a word", { pattern: accountFigureText }),
  currency: string(6, "Currency of the value, BASE for the base currency, empty where none applies", {
    pattern: accountCurrencyText,
  }),
});

export const ACCOUNT_UPDATE_MULTI = response({
  id: 73,
  name: "ACCOUNT_UPDATE_MULTI",
  about: "One value of an account or model, in answer to REQ_ACCOUNT_UPDATES_MULTI; later only values that changed.",
  since: "MODELS_SUPPORT",
  shape: AccountUpdateMulti,
  text: [version, "reqId", "account", "modelCode", "key", "value", "currency"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: {
    csharp: "AccountUpdateMulti",
    call: "accountUpdateMulti",
    tws: "a value in the Account window of one account or model",
  },
});

export const AccountUpdateMultiEnd = shape("AccountUpdateMultiEnd", {
  reqId: int(1, "Id of the subscription whose first round is complete"),
});

export const ACCOUNT_UPDATE_MULTI_END = response({
  id: 74,
  name: "ACCOUNT_UPDATE_MULTI_END",
  about: "Closes the first round of ACCOUNT_UPDATE_MULTI messages of a subscription, which stays active.",
  since: "MODELS_SUPPORT",
  shape: AccountUpdateMultiEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "AccountUpdateMultiEnd", call: "accountUpdateMultiEnd", tws: "none: API only" },
});
