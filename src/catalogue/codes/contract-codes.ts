/**
 * The enumerations that describe an instrument: what kind it is, how it is identified, and the classifications that
 * contract data carries for stocks and funds.
 */
import { codeTable } from "./code-table.ts";

export const securityTypes = codeTable(
  "secType",
  "Kind of instrument",
  "TWS API documentation, contracts; the SecType enumeration of the official Java client",
  "open",
  [
    { code: "STK", name: "Stock", about: "Stock, exchange-traded fund or other share-like security." },
    { code: "OPT", name: "Option", about: "Option on a stock or an index." },
    { code: "FUT", name: "Future", about: "Futures contract with a fixed month." },
    {
      code: "CONTFUT",
      name: "Continuous future",
      about: "The lead months of a future joined together; data only, not tradable.",
    },
    {
      code: "FUT+CONTFUT",
      name: "Futures and continuous future",
      about: "In contract searches: dated futures and the continuous one together.",
    },
    { code: "FOP", name: "Futures option", about: "Option on a future." },
    { code: "IND", name: "Index", about: "Index; has data but cannot be traded." },
    {
      code: "CASH",
      name: "Forex",
      about: "Currency pair: symbol is the base currency, currency the quote currency; exchange IDEALPRO.",
    },
    {
      code: "CFD",
      name: "CFD",
      about: "Contract for difference; quotes of stock CFDs come from the underlying (see REROUTE_MKT_DATA_REQ).",
    },
    { code: "BAG", name: "Combo", about: "Combination of other instruments, described by its legs." },
    { code: "BOND", name: "Bond", about: "Bond or note." },
    { code: "BILL", name: "Bill", about: "Treasury bill." },
    { code: "FIXED", name: "Fixed income", about: "Fixed-income instrument of another kind." },
    { code: "FUND", name: "Mutual fund", about: "Mutual fund, bought by amount; exchange FUNDSERV." },
    { code: "WAR", name: "Warrant", about: "Option issued by a bank or company, traded like a share." },
    {
      code: "IOPT",
      name: "Structured product",
      about: "Structured product, such as a Dutch warrant or a certificate.",
    },
    { code: "CMDTY", name: "Commodity", about: "Spot commodity, such as gold." },
    {
      code: "CRYPTO",
      name: "Cryptocurrency",
      about: "Cryptocurrency at a partner exchange such as PAXOS or ZEROHASH; sizes are fractional.",
    },
    { code: "EC", name: "Event contract", about: "Event contract; most of these are modelled as OPT or FOP instead." },
    { code: "FWD", name: "Forward", about: "Forward: agreement to trade at a later date." },
    { code: "SLB", name: "Stock lending", about: "Stock loan and borrow." },
    { code: "BSK", name: "Basket", about: "Basket of securities." },
    { code: "ICU", about: "Listed in the official Java client; the meaning is not documented." },
    { code: "ICS", name: "Inter-commodity spread", about: "Exchange-defined spread between commodities." },
    { code: "NEWS", name: "News", about: "News feed of one provider, used as the contract of a news subscription." },
  ],
);

export const rights = codeTable(
  "right",
  "Option right",
  "TWS API documentation, class Contract; captured open orders",
  "open",
  [
    { code: "C", name: "Call", about: "The right to buy the underlying." },
    { code: "P", name: "Put", about: "The right to sell the underlying." },
    { code: "CALL", name: "Call", about: "The same as C; accepted in requests." },
    { code: "PUT", name: "Put", about: "The same as P; accepted in requests." },
    { code: "?", about: "Not an option: what hosts write into orders on other instruments." },
    { code: "0", about: "Not an option: what some hosts and older clients write for other instruments." },
  ],
);

export const secIdTypes = codeTable(
  "secIdType",
  "Kind of security identifier",
  "TWS API documentation, class Contract",
  "open",
  [
    { code: "ISIN", name: "ISIN", about: "International identifier of twelve characters, such as US0378331005." },
    { code: "CUSIP", name: "CUSIP", about: "North American identifier of nine characters, such as 037833100." },
    { code: "SEDOL", name: "SEDOL", about: "British identifier of seven characters." },
    { code: "RIC", name: "RIC", about: "Reuters instrument code, such as AAPL.O." },
    { code: "FIGI", name: "FIGI", about: "Financial Instrument Global Identifier of twelve characters." },
  ],
);

export const stockTypes = codeTable(
  "stockType",
  "Kind of share",
  "values seen in contract data; no list is documented",
  "open",
  [
    { code: "COMMON", name: "Common stock", about: "Ordinary share." },
    { code: "PREFERRED", name: "Preferred stock", about: "Preferred share." },
    { code: "PREFERENCE", name: "Preference share", about: "Preference share, the name used outside North America." },
    { code: "ADR", name: "American depositary receipt", about: "US receipt for shares of a foreign company." },
    { code: "GDR", name: "Global depositary receipt", about: "Receipt for foreign shares traded outside the US." },
    {
      code: "NY REG SHRS",
      name: "New York registry shares",
      about: "Foreign share registered in New York, such as those of Dutch companies.",
    },
    { code: "REIT", name: "Real estate investment trust", about: "Share of a real estate investment trust." },
    { code: "ETF", name: "Exchange-traded fund", about: "Share of an exchange-traded fund." },
    { code: "ETN", name: "Exchange-traded note", about: "Exchange-traded debt that follows an index." },
    { code: "ETC", name: "Exchange-traded commodity", about: "Exchange-traded security that follows a commodity." },
    { code: "CLOSED-END FUND", name: "Closed-end fund", about: "Share of a fund with a fixed number of shares." },
    { code: "MLP", name: "Master limited partnership", about: "Unit of a listed limited partnership." },
    { code: "RIGHT", name: "Right", about: "Subscription right." },
    { code: "UNIT", name: "Unit", about: "Unit that bundles shares with other securities." },
  ],
);

export const fundDistributionPolicyIndicators = codeTable(
  "fundDistributionPolicyIndicator",
  "What a mutual fund does with its income",
  "the enumeration of the official clients",
  "open",
  [
    { code: "None", name: "None", about: "Not stated." },
    { code: "N", name: "Accumulation Fund", about: "Income stays in the fund." },
    { code: "Y", name: "Income Fund", about: "Income is paid out." },
  ],
);

export const fundAssetTypes = codeTable(
  "fundAssetType",
  "What a mutual fund invests in",
  "the enumeration of the official clients",
  "open",
  [
    { code: "None", name: "None", about: "Not stated." },
    { code: "000", name: "Others", about: "None of the other classes." },
    { code: "001", name: "Money Market", about: "Short-term debt." },
    { code: "002", name: "Fixed Income", about: "Bonds." },
    { code: "003", name: "Multi-asset", about: "A mix of asset classes." },
    { code: "004", name: "Equity", about: "Shares." },
    { code: "005", name: "Sector", about: "Shares of one sector." },
    { code: "006", name: "Guaranteed", about: "Fund with a guarantee on the capital." },
    { code: "007", name: "Alternative", about: "Alternative investments." },
  ],
);

export const settlementMethods = codeTable(
  "settlementMethod",
  "How a derivative is settled",
  "values seen in contract data; no list is documented",
  "open",
  [
    { code: "Physical Delivery", name: "Physical delivery", about: "The underlying is delivered." },
    { code: "Cash", name: "Cash settlement", about: "The difference is paid in cash." },
  ],
);
