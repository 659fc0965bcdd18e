import { decimal, double, int, shape, string } from "../schema.ts";

export const HistoricalDataBar = shape("HistoricalDataBar", {
  date: string(1, "TODO"),
  open: double(2, "TODO"),
  high: double(3, "TODO"),
  low: double(4, "TODO"),
  close: double(5, "TODO"),
  volume: decimal(6, "TODO"),
  WAP: decimal(7, "TODO"),
  barCount: int(8, "TODO"),
  hasGaps: string(null, "TODO"),
});
