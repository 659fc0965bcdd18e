/**
 * One change of one row of an order book, the body of MARKET_DEPTH and MARKET_DEPTH_L2. A book exists only as the sum
 * of these changes since the subscription began, or since error 317 said to empty it.
 */
import { bool, decimal, double, int, shape, string } from "../schema.ts";
import { wordText } from "../patterns.ts";
import { depthOperations, depthSides } from "../codes/market-data-codes.ts";

export const MarketDepthData = shape("MarketDepthData", {
  position: int(1, "Row of this side of the book, counted from 0 at the best price"),
  operation: int(2, "What happens to the row; an insertion moves the rows behind it down, a deletion moves them up", {
    codes: depthOperations,
    min: 0,
  }),
  side: int(3, "Side of the book that the row belongs to", { codes: depthSides, min: 0 }),
  price: double(4, "Price of the row; 0 in deletions", { unit: "the contract's currency" }),
  size: decimal(5, "Quantity in the row; 0 in deletions", { unit: "shares or contracts" }),
  marketMaker: string(
    6,
    "Exchange that holds the row if isSmartDepth, else the market maker's id; absent from MARKET_DEPTH",
    { pattern: wordText },
  ),
  isSmartDepth: bool(7, "Whether the row belongs to a SMART book, put together from several exchanges"),
});
