import { bool, double, int, shape, string } from "../schema.ts";

export const OrderCondition = shape("OrderCondition", {
  type: int(1, "TODO"),
  isConjunctionConnection: bool(2, "TODO"),
  isMore: bool(3, "TODO"),
  conId: int(4, "TODO"),
  exchange: string(5, "TODO"),
  symbol: string(6, "TODO"),
  secType: string(7, "TODO"),
  percent: int(8, "TODO"),
  changePercent: double(9, "TODO"),
  price: double(10, "TODO"),
  triggerMethod: int(11, "TODO"),
  time: string(12, "TODO"),
  volume: int(13, "TODO"),
});
