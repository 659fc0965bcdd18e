/** The account summary: chosen figures of one, several or all accounts, refreshed every three minutes. */
import { accountSummaryTags } from "../codes/account-codes.ts";
import { accountCurrencyText, accountFigureText, accountKeyText, accountTagsText, accountText } from "../patterns.ts";
import { int, request, response, shape, string, version } from "../schema.ts";

export const AccountSummaryRequest = shape("AccountSummaryRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in the cancel"),
  group: string(2, "All for every account, or the name of an advisor's account group", { aka: ["groupName"] }),
  tags: string(3, "Figures wanted, joined by commas; $LEDGER and its forms stand for balances by currency", {
    filled: true,
    pattern: accountTagsText,
  }),
});

export const REQ_ACCOUNT_SUMMARY = request({
  id: 62,
  name: "REQ_ACCOUNT_SUMMARY",
  about:
    "Subscribes to chosen figures of accounts. ACCOUNT_SUMMARY answers once per figure and account, then ACCOUNT_SUMMARY_END; changed figures follow every three minutes.",
  shape: AccountSummaryRequest,
  text: [version, "reqId", "group", "tags"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  notes: [
    "Two such subscriptions may be active at a time; a third is refused with 322.",
    "All is refused where a broker's login has more than 50 accounts or looks accounts up on demand.",
  ],
  official: {
    csharp: "RequestAccountSummary",
    call: "reqAccountSummary",
    tws: "Account window > Balances and Margin, all accounts",
  },
});

export const CancelAccountSummary = shape("CancelAccountSummary", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const CANCEL_ACCOUNT_SUMMARY = request({
  id: 63,
  name: "CANCEL_ACCOUNT_SUMMARY",
  about: "Ends a subscription made by REQ_ACCOUNT_SUMMARY. The host does not confirm it.",
  shape: CancelAccountSummary,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "CancelAccountSummary", call: "cancelAccountSummary", tws: "closing the Account window" },
});

export const AccountSummary = shape("AccountSummary", {
  reqId: int(1, "Id of the subscription that this answers"),
  account: string(2, "Account that the figure belongs to", { pattern: accountText }),
  tag: string(3, "Name of the figure; a $LEDGER request gives many names, never $LEDGER itself", {
    filled: true,
    codes: accountSummaryTags,
    pattern: accountKeyText,
  }),
  value: string(4, "The figure as text: mostly a number, for some names a word", { pattern: accountFigureText }),
  currency: string(
    5,
    "Currency of the figure, BASE for the base currency in ledger figures, empty where none applies",
    {
      pattern: accountCurrencyText,
    },
  ),
});

export const ACCOUNT_SUMMARY = response({
  id: 63,
  name: "ACCOUNT_SUMMARY",
  about:
    "One figure of one account, in answer to REQ_ACCOUNT_SUMMARY: all of them at first, later only those that changed.",
  shape: AccountSummary,
  text: [version, "reqId", "account", "tag", "value", "currency"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "AccountSummary", call: "accountSummary", tws: "Account window > Balances and Margin" },
});

export const AccountSummaryEnd = shape("AccountSummaryEnd", {
  reqId: int(1, "Id of the subscription whose first round is complete"),
});

export const ACCOUNT_SUMMARY_END = response({
  id: 64,
  name: "ACCOUNT_SUMMARY_END",
  about: "Closes the first round of ACCOUNT_SUMMARY messages of a subscription, which stays active.",
  shape: AccountSummaryEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_ACCOUNTS_POSITIONS",
  sends: 1,
  official: { csharp: "AccountSummaryEnd", call: "accountSummaryEnd", tws: "none: API only" },
});
