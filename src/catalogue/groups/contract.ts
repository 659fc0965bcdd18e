import { at, bool, decimal, double, int, many, one, shape, string } from "../schema.ts";

export const DeltaNeutralContract = shape("DeltaNeutralContract", {
  conId: int(1, "TODO"),
  delta: double(2, "TODO"),
  price: double(3, "TODO"),
});

export const ComboLeg = shape("ComboLeg", {
  conId: int(1, "TODO"),
  ratio: int(2, "TODO"),
  action: string(3, "TODO"),
  exchange: string(4, "TODO"),
  openClose: int(5, "TODO"),
  shortSalesSlot: int(6, "TODO"),
  designatedLocation: string(7, "TODO"),
  exemptCode: int(8, "TODO"),
  perLegPrice: double(9, "TODO"),
});

export const Contract = shape("Contract", {
  conId: int(1, "TODO"),
  symbol: string(2, "TODO"),
  secType: string(3, "TODO"),
  lastTradeDateOrContractMonth: string(4, "TODO"),
  strike: double(5, "TODO"),
  right: string(6, "TODO"),
  multiplier: decimal(7, "TODO", { proto: "double" }),
  exchange: string(8, "TODO"),
  primaryExch: string(9, "TODO"),
  currency: string(10, "TODO"),
  localSymbol: string(11, "TODO"),
  tradingClass: string(12, "TODO"),
  secIdType: string(13, "TODO"),
  secId: string(14, "TODO"),
  description: string(15, "TODO"),
  issuerId: string(16, "TODO"),
  deltaNeutralContract: one(17, DeltaNeutralContract, "TODO"),
  includeExpired: bool(18, "TODO"),
  comboLegsDescrip: string(19, "TODO"),
  comboLegs: many(20, ComboLeg, "TODO"),
  lastTradeDate: string(21, "TODO"),
});

/** The contract as most requests write it, the primary exchange behind the exchange. */
export const requestContract = at(
  "contract",
  "conId",
  "symbol",
  "secType",
  "lastTradeDateOrContractMonth",
  "strike",
  "right",
  "multiplier",
  "exchange",
  "primaryExch",
  "currency",
  "localSymbol",
  "tradingClass",
);
