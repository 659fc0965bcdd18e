/**
 * The instrument, as requests describe it and as hosts report it, with the legs of a combination and the hedge of a
 * delta-neutral one.
 */
import { at, bool, decimal, double, int, many, one, shape, string } from "../schema.ts";
import { rights, secIdTypes, securityTypes } from "../codes/contract-codes.ts";
import { actions, comboLegOpenCloses, shortSaleSlots } from "../codes/order-codes.ts";
import {
  codeText,
  comboDescriptionText,
  contractMonthText,
  contractSymbolText,
  currencyText,
  dayText,
  exchangeText,
  securityIdText,
  wordText,
} from "../patterns.ts";

export const DeltaNeutralContract = shape("DeltaNeutralContract", {
  conId: int(1, "Contract id of the underlying that offsets the delta", { min: 0 }),
  delta: double(2, "Delta of the underlying stock or future that the hedge uses"),
  price: double(3, "Price of the underlying that the hedge uses", { unit: "the underlying's currency" }),
});

export const ComboLeg = shape("ComboLeg", {
  conId: int(1, "Contract id of the leg; required, a leg cannot be described otherwise", { min: 0 }),
  ratio: int(2, "Units of this leg in one unit of the combination", { min: 0 }),
  action: string(3, "Side of the leg when the combination is bought; reversed when it is sold", {
    filled: true,
    codes: actions,
    pattern: wordText,
  }),
  exchange: string(4, "Exchange of the leg, usually that of the combination", { pattern: exchangeText }),
  openClose: int(5, "Whether the leg opens or closes a position; 0 for retail customers", {
    codes: comboLegOpenCloses,
    min: 0,
  }),
  shortSalesSlot: int(6, "Where the shares of a leg sold short come from; institutions only, else 0", {
    codes: shortSaleSlots,
    min: 0,
    aka: ["shortSaleSlot"],
  }),
  designatedLocation: string(
    7,
    "Where the shares to be sold short are held, when the short-sale slot is 2; empty otherwise",
    { pattern: codeText },
  ),
  exemptCode: int(8, "Exemption of a leg sold short from the uptick rule", {
    special: { "-1": "not marked as exempt" },
  }),
  perLegPrice: double(9, "Limit price of this leg; unset when the combination has one price for all legs", {
    unit: "the contract's currency",
    aka: ["price"],
  }),
});

export const Contract = shape(
  "Contract",
  {
    conId: int(1, "The broker's unique id of the instrument; 0 when the other fields describe it", { min: 0 }),
    symbol: string(
      2,
      "Symbol of the instrument or its underlying; for CASH the base currency, for BAG also the legs' symbols",
      { pattern: contractSymbolText },
    ),
    secType: string(3, "Kind of instrument; decides which of the other fields matter", {
      codes: securityTypes,
      pattern: codeText,
      filled: true,
    }),
    lastTradeDateOrContractMonth: string(
      4,
      "Last trading day or contract month of a derivative, maturity of a bond; CONTRACT_DATA may add time and zone",
      { unit: "yyyymmdd or yyyymm", pattern: contractMonthText, aka: ["expiry", "maturity"] },
    ),
    strike: double(5, "Strike price of an option; 0 for other instruments, and a real strike from server version 202", {
      blank: true,
      unit: "the contract's currency",
    }),
    right: string(6, "Call or put; empty for other instruments, though hosts write ? or 0 in orders", {
      codes: rights,
      pattern: codeText,
    }),
    multiplier: decimal(7, "Units of the underlying that one contract stands for; empty for instruments without one", {
      blank: true,
      min: 0,
      proto: "double",
    }),
    exchange: string(8, "Destination or venue; SMART leaves the choice to the broker's router", {
      pattern: exchangeText,
    }),
    primaryExch: string(9, "Listing exchange; tells instruments of the same symbol apart when the exchange is SMART", {
      pattern: exchangeText,
      aka: ["primaryExchange"],
    }),
    currency: string(10, "Currency in which the instrument trades; for CASH the quote currency", {
      pattern: currencyText,
      hostFills: true,
    }),
    localSymbol: string(11, "Symbol at the listing exchange; the OCC symbol of US options, the pair for CASH", {
      pattern: contractSymbolText,
      hostFills: true,
    }),
    tradingClass: string(
      12,
      "Class of the instrument at its exchange, such as NMS, FGBL or SPXW; tells option series apart",
      { hostFills: true, pattern: contractSymbolText },
    ),
    secIdType: string(13, "Kind of identifier in secId; empty when the instrument is not asked for by an identifier", {
      codes: secIdTypes,
      pattern: wordText,
      hostFills: true,
    }),
    secId: string(14, "Identifier of the kind named by secIdType; requests only, and not needed beside a conId", {
      pattern: securityIdText,
    }),
    description: string(15, "Name of the company or instrument, in answers to a symbol search"),
    issuerId: string(16, "Id of the issuer of bonds, such as e1432232; asks for all bonds of that issuer", {
      pattern: wordText,
    }),
    deltaNeutralContract: one(
      17,
      DeltaNeutralContract,
      "Underlying, delta and price of a delta-neutral combination; absent for everything else",
      { aka: ["underComp"] },
    ),
    includeExpired: bool(18, "Whether expired contracts are included; works for futures, about two years back"),
    comboLegsDescrip: string(
      19,
      "Legs of a combination as the host spells them, conId|ratio joined by commas; format not documented",
      { pattern: comboDescriptionText, aka: ["comboLegsDescription"] },
    ),
    comboLegs: many(20, ComboLeg, "Legs of a combination (secType BAG); empty for everything else"),
    lastTradeDate: string(21, "Last trading day on its own, where the field before carries a time or a month", {
      unit: "yyyymmdd",
      pattern: dayText,
    }),
  },
  { brief: ["symbol", "secType", "lastTradeDateOrContractMonth", "strike", "right", "exchange", "currency", "conId"] },
);

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
