/** ETFs and mutual funds of the universe. A table; prices are invented, and those that follow an index move with it. */
import { isinFrom } from "./identifiers.ts";
import { type Listing, listing } from "./listing.ts";
import { fundVenues } from "./us-venues.ts";

const etf = (
  conId: number,
  symbol: string,
  primaryExchange: string,
  price: number,
  volatility: number,
  activity: number,
  dividends: number,
  name: string,
  path = symbol,
  market: "US" | "XETRA" = "US",
): Listing =>
  listing({
    conId,
    symbol,
    secType: "STK",
    exchanges: market === "US" ? ["SMART", ...fundVenues] : ["SMART", "IBIS2", "GETTEX2", "TGATE"],
    primaryExchange,
    currency: market === "US" ? "USD" : "EUR",
    longName: name,
    calendar: market === "US" ? "us-stocks" : "xetra",
    rule: market === "US" ? 26 : 1870,
    tradingClass: market === "US" ? (primaryExchange === "NASDAQ" ? "NMS" : symbol) : "XETRA",
    pricing: { kind: "spot", path, price, volatility: volatility / 100, yield: dividends / 100 },
    liquidity: { spreadSteps: 1, spreadPart: 0.00002, lot: market === "US" ? 100 : 1, tradeChance: activity / 100 },
    isin: isinFrom(market === "US" ? "US" : "IE", String(conId)),
    facts: {
      industry: "Funds",
      category: "Equity Fund",
      stockType: "ETF",
      ...(market === "US" ? { minSize: "0.0001", sizeIncrement: "0.0001" } : {}),
    },
  });

export const etfs: readonly Listing[] = [
  etf(756733, "SPY", "ARCA", 589.2, 16, 98, 1.2, "SPDR S&P 500 ETF TRUST", "SPX"),
  etf(320227571, "QQQ", "NASDAQ", 503.4, 21, 97, 0.6, "INVESCO QQQ TRUST SERIES 1", "NDX"),
  etf(9579970, "IWM", "ARCA", 228.6, 22, 92, 1.1, "ISHARES RUSSELL 2000 ETF", "RUT"),
  etf(73128548, "DIA", "ARCA", 436.1, 14, 60, 1.6, "SPDR DJIA TRUST", "INDU"),
  etf(51529211, "GLD", "ARCA", 244.7, 15, 78, 0, "SPDR GOLD SHARES", "XAU"),
  etf(15547841, "TLT", "NASDAQ", 91.8, 14, 84, 4.1, "ISHARES 20+ YEAR TREASURY BD"),
  etf(4215220, "XLF", "ARCA", 47.6, 18, 80, 1.5, "FINANCIAL SELECT SECTOR SPDR"),
  etf(4215217, "XLE", "ARCA", 94.2, 24, 74, 3.2, "ENERGY SELECT SECTOR SPDR"),
  etf(136155102, "VOO", "ARCA", 541.3, 16, 76, 1.3, "VANGUARD S&P 500 ETF", "SPX"),
  etf(75961111, "CSPX", "IBIS2", 562.7, 16, 24, 0, "ISHARES CORE S&P 500", "SPX", "XETRA"),
];

const fund = (
  conId: number,
  symbol: string,
  price: number,
  volatility: number,
  name: string,
  family: string,
  minimum: string,
): Listing =>
  listing({
    conId,
    symbol,
    secType: "FUND",
    exchanges: ["FUNDSERV"],
    primaryExchange: "",
    currency: "USD",
    longName: `${name} (${family})`,
    calendar: "funds",
    rule: 2963,
    localSymbol: isinFrom("US", String(conId)).slice(2, 11),
    tradingClass: isinFrom("US", String(conId)).slice(2, 11),
    sizeMin: "0.001",
    pricing: { kind: "spot", path: "SPX", price, volatility, yield: 0 },
    liquidity: { spreadSteps: 0, spreadPart: 0, lot: 1, tradeChance: 0 },
    isin: isinFrom("US", String(conId)),
    facts: {
      minSize: "0.001",
      sizeIncrement: "0.001",
      fundName: name,
      fundFamily: family,
      fundType: "",
      fundFrontLoad: "0",
      fundBackLoad: "0",
      fundBackLoadTimeInterval: "0",
      fundManagementFee: "0.04",
      fundClosed: false,
      fundClosedForNewInvestors: false,
      fundClosedForNewMoney: false,
      fundNotifyAmount: "10000000",
      fundMinimumInitialPurchase: minimum,
      fundMinimumSubsequentPurchase: "1",
      fundBlueSkyStates: "All",
      fundBlueSkyTerritories: "GUM,PRI,VIR",
      fundDistributionPolicyIndicator: "Y",
      fundAssetType: "004",
    },
  });

export const funds: readonly Listing[] = [
  fund(48013650, "VTSAX", 142.6, 0.16, "Vanguard Total Stock Market Index Fund A", "Vanguard", "3000"),
  fund(48013644, "VFIAX", 548.2, 0.16, "Vanguard 500 Index Fund Admiral", "Vanguard", "3000"),
  fund(48069322, "VINIX", 486.9, 0.16, "Vanguard Institutional Index Fund I", "Vanguard", "5000000"),
];
