/** Codes that the official lists mark as retired; hosts of today should not send them. */
import { codes, officialList, olderOfficialList, type ErrorCode } from "./error-code.ts";

const advice = "Marked as retired: expect it from old hosts only.";

export const retired: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList, advice },
    {
      114: "Relative orders were accepted for stocks only",
      115: "A relative order for a US stock went to a destination that did not take such orders",
      121: "The broker-dealer flag did not fit the destination",
      153: "An exchange-for-physical order had to be a limit order",
      155: "A sizeOp order needed a user name and an account",
      156: "A sizeOp order had to go to the exchange IBSX",
      405: "A child order had to have the size of its parent",
      421: "The route was not valid",
      427: "A purchase of a mutual fund had to state an amount of money",
      428: "A sale of a mutual fund had to state a number of shares",
      432: "A commission could not be negative",
      437: "Outside regular hours and allowed before the open excluded each other",
      10014: "A percentage change broke its limits",
      10021: "The market offset of the second leg of a combo was not valid",
      10022: "The leg priority of a combo was not valid",
      10023: "The display size of a combo was not valid",
      10024: "The rule not to start the next leg of a combo was not valid",
      10025: "The first time at which the second leg of a combo turns to market was not valid",
      10026: "The second time at which the second leg of a combo turns to market was not valid",
      10027: "A routing tag of a combo was not valid",
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: olderOfficialList, advice },
    {
      127: "The exchange took no linkage orders",
      128: "A linkage customer sent an option order that was not a linkage order",
    },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: officialList, advice },
    {
      431: "The kind of data to show was missing or wrong",
      10016: "The contract was not on any page of TWS",
      10017: "Several contracts were not on any page of TWS",
    },
  ),
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList, advice },
    {
      424: "An advisor's order had to state an allocation",
      425: "An advisor's order had to be allocated account by account",
    },
  ),
];
