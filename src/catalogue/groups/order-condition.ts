/**
 * A condition on an order. Which fields are there depends on the type; conditions are joined by and or or.
 */
import { bool, double, int, shape, string } from "../schema.ts";
import { securityTypes } from "../codes/contract-codes.ts";
import { conditionTypes, triggerMethods } from "../codes/order-codes.ts";
import { codeText, contractSymbolText, dateTimeText, exchangeText } from "../patterns.ts";

export const OrderCondition = shape("OrderCondition", {
  type: int(1, "Kind of condition; decides which of the other fields are there", {
    codes: conditionTypes,
    min: 0,
    aka: ["condType"],
  }),
  isConjunctionConnection: bool(
    2,
    "How this condition is joined to the next: and, or else or; a and o in the text form",
    { aka: ["connector"] },
  ),
  isMore: bool(
    3,
    "Whether the value must be above the level rather than below; for a time, after it; not for executions",
  ),
  conId: int(4, "Contract id of the instrument watched; price, volume and percent change conditions", { min: 0 }),
  exchange: string(5, "Exchange at which the instrument is watched; execution conditions accept ANY", {
    pattern: exchangeText,
  }),
  symbol: string(6, "Symbol of the instrument that must be traded; execution conditions", {
    pattern: contractSymbolText,
  }),
  secType: string(7, "Kind of instrument that must be traded; execution conditions", {
    codes: securityTypes,
    pattern: codeText,
  }),
  percent: int(8, "Level of the margin cushion; margin conditions", { unit: "percent" }),
  changePercent: double(9, "Level of the change since the last close; percent change conditions", { unit: "percent" }),
  price: double(10, "Level of the price; price conditions", { unit: "the contract's currency" }),
  triggerMethod: int(11, "Price that is compared with the level; price conditions", { codes: triggerMethods, min: 0 }),
  time: string(12, "Time that must have passed; time conditions", { pattern: dateTimeText }),
  volume: int(13, "Level of the day's volume; volume conditions", { unit: "shares or contracts", min: 0 }),
});
