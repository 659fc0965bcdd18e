import { bool, decimal, double, int, shape, string } from "../schema.ts";

export const MarketDepthData = shape("MarketDepthData", {
  position: int(1, "TODO"),
  operation: int(2, "TODO"),
  side: int(3, "TODO"),
  price: double(4, "TODO"),
  size: decimal(5, "TODO"),
  marketMaker: string(6, "TODO"),
  isSmartDepth: bool(7, "TODO"),
});
