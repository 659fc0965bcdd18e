/**
 * What contract data says of an instrument beyond its description: hours, price and size steps, classification, and the
 * facts peculiar to funds, bonds and event contracts.
 */
import { bool, decimal, double, int, many, shape, string, tags } from "../schema.ts";
import {
  fundAssetTypes,
  fundDistributionPolicyIndicators,
  securityTypes,
  settlementMethods,
  stockTypes,
} from "../codes/contract-codes.ts";
import { industries, industryCategories, industrySubcategories } from "../codes/industries.ts";
import {
  bondIdText,
  codeText,
  contractSymbolText,
  dayText,
  evRuleText,
  exchangeListText,
  monthText,
  numberListText,
  numberText,
  stockTypeText,
  timeZoneText,
  tradingHoursText,
  wordListText,
  industryText,
  ratingsText,
} from "../patterns.ts";

export const IneligibilityReason = shape("IneligibilityReason", {
  id: string(1, "Short id of the reason, for programs; the ids are not documented", { aka: ["id_"] }),
  description: string(2, "Why the instrument cannot be traded in this account, in words"),
});

export const ContractDetails = shape(
  "ContractDetails",
  {
    marketName: string(1, "Name of the product's market, often the same as the trading class", {
      pattern: contractSymbolText,
    }),
    minTick: decimal(2, "Smallest price step at any price level; the steps by level are in the market rules", {
      unit: "the contract's currency",
      min: 0,
    }),
    orderTypes: string(3, "Order types and attributes that the instrument allows, as codes joined by commas", {
      pattern: wordListText,
    }),
    validExchanges: string(
      4,
      "Exchanges to which the instrument can be sent, joined by commas, in the order of marketRuleIds",
      { pattern: exchangeListText, itemsAs: "marketRuleIds" },
    ),
    priceMagnifier: int(
      5,
      "Divisor that turns quoted prices into the contract's currency, such as 100 for prices in pence; mostly 1",
      { min: 0 },
    ),
    underConId: int(6, "Contract id of the underlying of a derivative; 0 for other instruments", { min: 0 }),
    longName: string(7, "Name of the instrument in words, such as the company's name", { escaped: true }),
    contractMonth: string(
      8,
      "Contract month of a derivative or of its underlying future; empty for other instruments",
      {
        unit: "yyyymm",
        pattern: monthText,
      },
    ),
    industry: string(9, "Industry classification, the broadest of three, such as Financial", { codes: industries }),
    category: string(10, "Industry category within the industry, such as Investment Svc", {
      codes: industryCategories,
      pattern: industryText,
    }),
    subcategory: string(11, "Industry subcategory within the category, such as Brokerage", {
      codes: industrySubcategories,
      pattern: industryText,
    }),
    timeZoneId: string(12, "Time zone of tradingHours and liquidHours", { pattern: timeZoneText }),
    tradingHours: string(13, "Sessions of the coming days, with extended hours; days without a session say CLOSED", {
      unit: "local time of timeZoneId",
      pattern: tradingHoursText,
    }),
    liquidHours: string(14, "Regular sessions of the coming days, as tradingHours", {
      unit: "local time of timeZoneId",
      pattern: tradingHoursText,
    }),
    evRule: string(15, "Economic value rule and its argument, joined by a colon; empty for most instruments", {
      pattern: evRuleText,
    }),
    evMultiplier: double(16, "Change of market value when the price changes by 1, roughly; goes with evRule, else 0", {
      min: 0,
      blank: true,
    }),
    secIdList: tags(17, "Identifiers of the instrument by kind (ISIN, CUSIP, …), as far as the user may see them"),
    aggGroup: int(18, "Smart-routing group of the instrument", { special: { "-1": "cannot be smart-routed" } }),
    underSymbol: string(19, "Symbol of the underlying of a derivative; empty for other instruments", {
      pattern: contractSymbolText,
    }),
    underSecType: string(20, "Kind of the underlying of a derivative; empty for other instruments", {
      codes: securityTypes,
      pattern: codeText,
    }),
    marketRuleIds: string(
      21,
      "Market rule of each exchange, joined by commas, in the order of validExchanges; see REQ_MARKET_RULE",
      { pattern: numberListText },
    ),
    realExpirationDate: string(
      22,
      "Day on which a derivative really expires, which may lie after the last trading day",
      {
        unit: "yyyymmdd",
        pattern: dayText,
      },
    ),
    stockType: string(23, "Kind of share; empty for instruments that are not stocks", {
      codes: stockTypes,
      pattern: stockTypeText,
    }),
    minSize: decimal(24, "Smallest order size", { unit: "shares or contracts", min: 0 }),
    sizeIncrement: decimal(25, "Step in which order sizes may grow", { unit: "shares or contracts", min: 0 }),
    suggestedSizeIncrement: decimal(
      26,
      "Step in which order sizes should grow for the best execution, such as round lots",
      { unit: "shares or contracts", min: 0 },
    ),
    fundName: string(27, "Name of the mutual fund"),
    fundFamily: string(28, "Company that offers the mutual fund"),
    fundType: string(29, "Type of the mutual fund; values are not documented"),
    fundFrontLoad: string(
      30,
      "Charge on buying the fund, as decimal text; percent by custom, which is not documented",
      { pattern: numberText },
    ),
    fundBackLoad: string(
      31,
      "Charge on selling the fund, as decimal text; percent by custom, which is not documented",
      { pattern: numberText },
    ),
    fundBackLoadTimeInterval: string(
      32,
      "Time after which the charge on selling no longer applies; format is not documented",
    ),
    fundManagementFee: string(
      33,
      "Yearly management fee of the fund, as decimal text; percent by custom, which is not documented",
      { pattern: numberText },
    ),
    fundClosed: bool(34, "Whether the fund is closed"),
    fundClosedForNewInvestors: bool(35, "Whether the fund takes no new investors"),
    fundClosedForNewMoney: bool(36, "Whether the fund takes no new money, not even from its investors"),
    fundNotifyAmount: string(37, "Amount from which the fund has to be notified of an order", {
      unit: "the contract's currency",
      pattern: numberText,
    }),
    fundMinimumInitialPurchase: string(38, "Smallest first purchase", {
      unit: "the contract's currency",
      pattern: numberText,
    }),
    fundMinimumSubsequentPurchase: string(39, "Smallest later purchase", {
      unit: "the contract's currency",
      pattern: numberText,
      aka: ["fundSubsequentMinimumPurchase"],
    }),
    fundBlueSkyStates: string(40, "US states in which the fund may be sold, joined by commas, or All", {
      pattern: wordListText,
    }),
    fundBlueSkyTerritories: string(41, "US territories in which the fund may be sold, joined by commas", {
      pattern: wordListText,
    }),
    fundDistributionPolicyIndicator: string(42, "Whether the fund pays its income out or keeps it", {
      codes: fundDistributionPolicyIndicators,
      pattern: codeText,
    }),
    fundAssetType: string(43, "What the fund invests in", { codes: fundAssetTypes, pattern: codeText }),
    cusip: string(44, "CUSIP of a bond, or the broker's own id where the user may not see CUSIPs", {
      pattern: bondIdText,
    }),
    issueDate: string(45, "Day on which the bond was issued; often empty, for lack of data rights", {
      unit: "yyyymmdd",
      pattern: dayText,
    }),
    ratings: string(46, "Credit ratings of the bond, by Moody's and S&P; often empty, for lack of data rights", {
      pattern: ratingsText,
    }),
    bondType: string(47, "Type of bond, such as CORP; often empty", { pattern: codeText }),
    coupon: double(48, "Interest rate of the bond; often 0, for lack of data rights", {
      blank: true,
      unit: "percent a year",
      min: 0,
    }),
    couponType: string(49, "Kind of coupon, such as FIXED; often empty", { pattern: codeText }),
    convertible: bool(50, "Whether the bond can be converted into shares"),
    callable: bool(51, "Whether the issuer may redeem the bond early"),
    puttable: bool(52, "Whether the holder may return the bond early", { aka: ["putable"] }),
    descAppend: string(53, "Description of the bond in one line: symbol, coupon and maturity"),
    nextOptionDate: string(
      54,
      "Next day on which an embedded call or put can be used; callable and puttable bonds only",
      { unit: "yyyymmdd", pattern: dayText },
    ),
    nextOptionType: string(55, "Kind of the next embedded option; values are not documented", { pattern: codeText }),
    nextOptionPartial: bool(56, "Whether the next embedded option may be used for a part of the bond"),
    bondNotes: string(57, "Notes on the bond in words", { aka: ["notes"] }),
    ineligibilityReasonList: many(
      58,
      IneligibilityReason,
      "Reasons why the instrument cannot be traded in this account; empty when it can",
    ),
    eventContract1: string(59, "First text of an event contract; the content is not documented"),
    eventContractDescription1: string(60, "First line that describes an event contract"),
    eventContractDescription2: string(61, "Second line that describes an event contract"),
    minAlgoSize: string(62, "Smallest order size for algorithms", { unit: "shares or contracts", pattern: numberText }),
    lastPricePrecision: string(
      63,
      "Smallest step in which last prices are stated, such as 0.0001; sent by newer hosts whatever the server version",
      {
        pattern: numberText,
        since: "FRACTIONAL_LAST_SIZE",
      },
    ),
    lastSizePrecision: string(
      64,
      "Smallest step in which last sizes are stated, such as 0.000001; sent by newer hosts whatever the server version",
      {
        pattern: numberText,
        since: "FRACTIONAL_LAST_SIZE",
      },
    ),
    settlementMethod: string(
      65,
      "How a derivative is settled; clients know it from API release 10.50 on, hosts send it to older ones too",
      { codes: settlementMethods, pattern: codeText },
    ),
    mdSizeMultiplier: int(
      null,
      "Multiplier of sizes in market data; server versions 110 to 163 only, ignored by later clients",
      { min: 0 },
    ),
    sizeMinTick: decimal(null, "Smallest size step; server version 163 only, replaced by minSize and the increments", {
      unit: "shares or contracts",
      min: 0,
    }),
  },
  { brief: ["longName", "minTick", "validExchanges", "timeZoneId"] },
);
