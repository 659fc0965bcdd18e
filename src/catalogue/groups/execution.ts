import { bool, decimal, double, int, ints, long, shape, string } from "../schema.ts";

export const Execution = shape("Execution", {
  orderId: int(1, "TODO"),
  execId: string(2, "TODO"),
  time: string(3, "TODO"),
  acctNumber: string(4, "TODO"),
  exchange: string(5, "TODO"),
  side: string(6, "TODO"),
  shares: decimal(7, "TODO"),
  price: double(8, "TODO"),
  permId: long(9, "TODO"),
  clientId: int(10, "TODO"),
  isLiquidation: bool(11, "TODO"),
  cumQty: decimal(12, "TODO"),
  avgPrice: double(13, "TODO"),
  orderRef: string(14, "TODO"),
  evRule: string(15, "TODO"),
  evMultiplier: double(16, "TODO"),
  modelCode: string(17, "TODO"),
  lastLiquidity: int(18, "TODO"),
  isPriceRevisionPending: bool(19, "TODO"),
  submitter: string(20, "TODO"),
  optExerciseOrLapseType: int(21, "TODO"),
});

export const ExecutionFilter = shape("ExecutionFilter", {
  clientId: int(1, "TODO"),
  acctCode: string(2, "TODO"),
  time: string(3, "TODO"),
  symbol: string(4, "TODO"),
  secType: string(5, "TODO"),
  exchange: string(6, "TODO"),
  side: string(7, "TODO"),
  lastNDays: int(8, "TODO"),
  specificDates: ints(9, "TODO"),
});
