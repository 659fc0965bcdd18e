/**
 * The state of an order as the host sees it: status, commission, effect on margin, and how it ended.
 */
import { bool, decimal, double, many, shape, string } from "../schema.ts";
import { orderStatuses } from "../codes/order-codes.ts";
import { accountText, currencyText, dateTimeText, wordText } from "../patterns.ts";

export const OrderAllocation = shape("OrderAllocation", {
  account: string(1, "Account that gets a part of an advisor's order", { pattern: accountText }),
  position: decimal(2, "Position of the account before the order", { unit: "shares or contracts" }),
  positionDesired: decimal(3, "Change of the position that the order intends for the account", {
    unit: "shares or contracts",
  }),
  positionAfter: decimal(4, "Change of the position with what is allowed; equals positionDesired unless that is less", {
    unit: "shares or contracts",
  }),
  desiredAllocQty: decimal(5, "Quantity that the allocation gives the account", { unit: "shares or contracts" }),
  allowedAllocQty: decimal(6, "Largest quantity that the account may be given", { unit: "shares or contracts" }),
  isMonetary: bool(7, "Whether the allocation is by an amount of money rather than by shares"),
});

export const OrderState = shape(
  "OrderState",
  {
    status: string(1, "State of the order", { codes: orderStatuses, pattern: wordText }),
    initMarginBefore: double(
      2,
      "Initial margin of the account before the order; what-if answers only, unset otherwise",
      {
        blank: true,
        unit: "the account's base currency",
      },
    ),
    maintMarginBefore: double(
      3,
      "Maintenance margin of the account before the order; what-if answers only, unset otherwise",
      { blank: true, unit: "the account's base currency" },
    ),
    equityWithLoanBefore: double(4, "Equity with loan value before the order; what-if answers only, unset otherwise", {
      blank: true,
      unit: "the account's base currency",
    }),
    initMarginChange: double(5, "Change of the initial margin by the order; what-if answers only, unset otherwise", {
      blank: true,
      unit: "the account's base currency",
    }),
    maintMarginChange: double(
      6,
      "Change of the maintenance margin by the order; what-if answers only, unset otherwise",
      {
        blank: true,
        unit: "the account's base currency",
      },
    ),
    equityWithLoanChange: double(
      7,
      "Change of the equity with loan value by the order; what-if answers only, unset otherwise",
      { blank: true, unit: "the account's base currency" },
    ),
    initMarginAfter: double(8, "Initial margin of the account with the order; what-if answers only, unset otherwise", {
      blank: true,
      unit: "the account's base currency",
      aka: ["initMargin"],
    }),
    maintMarginAfter: double(
      9,
      "Maintenance margin of the account with the order; what-if answers only, unset otherwise",
      { blank: true, unit: "the account's base currency", aka: ["maintMargin"] },
    ),
    equityWithLoanAfter: double(10, "Equity with loan value with the order; what-if answers only, unset otherwise", {
      blank: true,
      unit: "the account's base currency",
      aka: ["equityWithLoan"],
    }),
    commissionAndFees: double(11, "Commission and fees of the order so far, or as estimated; unset while not known", {
      blank: true,
      unit: "commissionAndFeesCurrency",
      aka: ["commission"],
    }),
    minCommissionAndFees: double(12, "Smallest commission and fees to expect; unset when one figure is known", {
      blank: true,
      unit: "commissionAndFeesCurrency",
      aka: ["minCommission"],
    }),
    maxCommissionAndFees: double(13, "Largest commission and fees to expect; unset when one figure is known", {
      blank: true,
      unit: "commissionAndFeesCurrency",
      aka: ["maxCommission"],
    }),
    commissionAndFeesCurrency: string(14, "Currency of the commission and fees; empty while they are not known", {
      pattern: currencyText,
      aka: ["commissionCurrency"],
    }),
    marginCurrency: string(15, "Currency of the margin figures; empty without them", { pattern: currencyText }),
    initMarginBeforeOutsideRTH: double(
      16,
      "Initial margin before the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    maintMarginBeforeOutsideRTH: double(
      17,
      "Maintenance margin before the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    equityWithLoanBeforeOutsideRTH: double(
      18,
      "Equity with loan value before the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    initMarginChangeOutsideRTH: double(
      19,
      "Change of the initial margin by the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    maintMarginChangeOutsideRTH: double(
      20,
      "Change of the maintenance margin by the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    equityWithLoanChangeOutsideRTH: double(
      21,
      "Change of the equity with loan value by the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    initMarginAfterOutsideRTH: double(
      22,
      "Initial margin with the order, outside regular hours; what-if answers only",
      {
        blank: true,
        unit: "marginCurrency",
      },
    ),
    maintMarginAfterOutsideRTH: double(
      23,
      "Maintenance margin with the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    equityWithLoanAfterOutsideRTH: double(
      24,
      "Equity with loan value with the order, outside regular hours; what-if answers only",
      { blank: true, unit: "marginCurrency" },
    ),
    suggestedSize: decimal(
      25,
      "Order size that the host suggests instead; unset (-9223372036854775808 in text) without one",
      { blank: true, unit: "shares or contracts" },
    ),
    rejectReason: string(26, "Why the order would be or was rejected, in words; empty otherwise"),
    orderAllocations: many(
      27,
      OrderAllocation,
      "How an advisor's order would be divided among accounts; empty for other orders",
    ),
    warningText: string(28, "Warning about the order, in words; empty without one"),
    completedTime: string(29, "When the order was filled or cancelled; completed orders only", {
      pattern: dateTimeText,
    }),
    completedStatus: string(30, "How the order ended, in words, such as Cancelled by Trader; completed orders only"),
  },
  { brief: ["status", "rejectReason", "warningText", "commissionAndFees"] },
);
