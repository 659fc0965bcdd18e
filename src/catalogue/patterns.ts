/**
 * What the text of a value looks like. An exported log shows both a NUL and a hyphen as `-`; a pattern tells the reader
 * which of two splits puts a plausible value into a field. Patterns are evidence, never validation: a value that does
 * not match is still decoded and shown.
 *
 * Sources: the captured messages of the corpus and the vendor's public documentation of each field.
 */
export interface Pattern {
  readonly name: string;
  readonly about: string;
  /** Matches the whole value. The empty text is always allowed unless `filled`. */
  readonly test: { readonly test: (text: string) => boolean };
  /** The value is never empty. */
  readonly filled: boolean;
  /** How many hyphens a value may hold. */
  readonly hyphens: number;
  /** Hyphens belong to the form (dates, ranges, documents); else they are allowed but unusual. */
  readonly hyphenated: boolean;
}

const pattern = (
  name: string,
  about: string,
  test: Pattern["test"],
  {
    filled = false,
    hyphens = 0,
    hyphenated = false,
  }: { filled?: boolean; hyphens?: number; hyphenated?: boolean } = {},
): Pattern => ({ name, about, test, filled, hyphens, hyphenated });

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One document: it begins and ends with a tag, and its declaration stands only once. */
const isXml = (text: string): boolean =>
  /^\s*<[\s\S]*>\s*$/.test(text) && text.lastIndexOf("<?xml") <= text.indexOf("<?xml");

/** Ticker symbols: `AAPL`, `BRK B`, `EUR`, `ESZ6`, `7203.T`; hyphens occur in a few (`BTC-USD`). */
export const symbolText = pattern(
  "symbol",
  "a ticker symbol",
  /^(?!\d+(?:\.\d*)?[eE]?$)[A-Z0-9][A-Za-z0-9 .'&/^*+_$!]{0,31}(?:-[A-Za-z][A-Za-z0-9 ]{0,11})?$/,
  { hyphens: 1 },
);
export const currencyText = pattern("currency", "a three-letter currency code", /^[A-Z]{3}$/);
/** `BASE` stands for the account's base currency in account messages. */
export const accountCurrencyText = pattern("account currency", "a currency code or BASE", /^(?:[A-Z]{3}|BASE)$/);
export const exchangeText = pattern("exchange", "an exchange or destination", /^[A-Z][A-Z0-9.]{1,19}$/);
export const exchangeListText = pattern(
  "exchange list",
  "exchanges joined by commas",
  /^[A-Z][A-Z0-9.]*(?:,[A-Z][A-Z0-9.]*)*$/,
);
export const accountText = pattern("account", "an account id or a model/group name", /^[A-Z]{1,3}\d{4,9}[A-Z]?$/);
export const accountListText = pattern(
  "account list",
  "account ids joined by commas",
  /^[A-Z]{1,3}\d{4,9}[A-Z]?(?:,[A-Z]{1,3}\d{4,9}[A-Z]?)*,?$/,
);
/** `20261218`, `202612`, or with the time and zone of the last trade. */
export const contractMonthText = pattern(
  "contract month or day",
  "yyyymm, or yyyymmdd, with a time and zone where the host adds them",
  /^\d{6}(?:\d{2})?(?:[ -]\d{2}:\d{2}(?::\d{2})?(?: (?:(?:Etc\/)?(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Za-z_]+(?:\/[A-Za-z_]+)*))?)?$/,
  { hyphens: 2, hyphenated: true },
);
export const dayText = pattern("day", "yyyymmdd", /^\d{8}$/);
export const monthText = pattern("month", "yyyymm", /^\d{6}$/);
/** The API's date-times: `20260218 15:04:05`, with two blanks in older ones, a zone, or the UTC form with a dash. */
export const dateTimeText = pattern(
  "date and time",
  "yyyymmdd hh:mm:ss with an optional zone, or yyyymmdd-hh:mm:ss in UTC",
  /^\d{8}(?:(?: {1,2}|-)\d{2}:\d{2}(?::\d{2})?(?:[Z]| (?:(?:Etc\/)?(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Za-z_]+(?:\/[A-Za-z_]+)*))?)?$/,
  { hyphens: 2, hyphenated: true },
);
/** A date-time, a bare day, or seconds since 1970, as bars carry them. */
export const barTimeText = pattern(
  "bar time",
  "yyyymmdd, yyyymmdd hh:mm:ss with an optional zone, or seconds since 1970",
  /^(?:\d{8}(?:(?: {1,2}|-)\d{2}:\d{2}(?::\d{2})?(?:Z| (?:(?:Etc\/)?(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Za-z_]+(?:\/[A-Za-z_]+)*))?)?|\d{9,10})$/,
  { filled: true, hyphens: 2, hyphenated: true },
);
export const clockText = pattern("time of day", "hh:mm or hh:mm:ss", /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?$/);
export const newsTimeText = pattern(
  "news time",
  "yyyy-mm-dd hh:mm:ss with optional tenths",
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/,
  { filled: true, hyphens: 2, hyphenated: true },
);
/** `20260218:0930-20260218:1600;20260219:CLOSED`. */
export const tradingHoursText = pattern(
  "trading hours",
  "sessions by day, joined by semicolons",
  /^(?:\d{8}:(?:CLOSED|\d{4}-\d{8}:\d{4}|\d{4}-\d{4}(?:,\d{4}-\d{4})*)(?:,\d{8}:\d{4}-\d{8}:\d{4})*;?)+$/,
  { hyphens: Infinity, hyphenated: true },
);
export const timeZoneText = pattern(
  "time zone",
  "a zone name such as US/Eastern or EST (Eastern Standard Time)",
  /^(?:(?:Etc\/)?(?:GMT|UTC)(?:[+-]\d{1,2})?|GB-Eire|NZ-CHAT|W-SU|[A-Z][A-Za-z_]*(?:\/[A-Za-z_]+)*)(?: ?\([A-Za-z .]+\))?$/,
  { hyphens: 1, hyphenated: true },
);
export const numberListText = pattern("number list", "whole numbers joined by commas", /^\d+(?:,\d+)*$/);
/** Generic ticks may carry names and a provider suffix: `233,236,mdoff,292:BRFG+DJNL`. */
export const genericTicksText = pattern(
  "generic tick list",
  "generic tick ids joined by commas",
  /^(?:\d+|mdoff)(?::[A-Z0-9+:_]+)?(?:,(?:\d+|mdoff)(?::[A-Z0-9+:_]+)?)*,?$/,
);
export const wordText = pattern("word", "a single word", /^[A-Za-z][A-Za-z0-9_.+]*$/);
export const wordListText = pattern(
  "word list",
  "words joined by commas",
  /^[A-Za-z0-9_.+ ]+(?:,[A-Za-z0-9_.+ ]+)*,?$/,
);
export const execIdText = pattern(
  "execution id",
  "four hexadecimal groups joined by dots",
  /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+){2,4}$/,
  { filled: true },
);
export const barSizeText = pattern(
  "bar size",
  "a number and a unit",
  /^\d+ (?:secs?|mins?|hours?|days?|weeks?|months?|[DWMY])$/i,
);
export const durationText = pattern("duration", "a number and S, D, W, M or Y", /^\d+ ?[SDWMY]$/);
export const periodText = pattern(
  "period",
  "a number and a unit in words",
  /^\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/,
);
export const numberText = pattern("number", "a number", /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?$/, {
  hyphens: 2,
  hyphenated: true,
});
export const xmlText = pattern("XML", "an XML document", { test: isXml }, { hyphens: Infinity, hyphenated: true });
export const jsonText = pattern(
  "JSON",
  "a JSON object or list",
  { test: isJson },
  { hyphens: Infinity, hyphenated: true },
);
export const providerText = pattern("news provider", "a provider code", /^[A-Z][A-Z0-9-]{1,9}$/, {
  hyphens: 1,
  hyphenated: true,
});
export const providerListText = pattern(
  "news providers",
  "provider codes joined by plus signs",
  /^[A-Z][A-Z0-9-]*(?:\+[A-Z][A-Z0-9-]*)*$/,
  { hyphens: 8, hyphenated: true },
);
export const articleIdText = pattern(
  "article id",
  "provider code, $ and an id",
  /^(?:DJ-[A-Z]{1,6}|[A-Z]{2,10})\$[0-9A-Za-z$]+$/,
  {
    filled: true,
    hyphens: 2,
    hyphenated: true,
  },
);
export const optionsText = pattern("options", "tag=value; repeated", /^(?:[^=;]+=[^;]*;)+$/, {
  hyphens: Infinity,
  hyphenated: true,
});
export const urlSafeText = pattern(
  "token",
  "letters, digits and a few signs, no blanks",
  /^[A-Za-z0-9_.:+/=,@$#]+(?:-[A-Za-z0-9_.:+/=,@$#]+){0,2}$/,
  { hyphens: 2 },
);
export const cusipText = pattern("CUSIP", "nine letters and digits", /^[A-Z0-9]{8,12}$/);
export const contractInfoText = pattern(
  "contract info",
  "conId@exchange, or none or combo",
  /^(?:none|combo|\d+(?:@[A-Z0-9.]+)?)$/,
);

// ── Market data, history, scanner and news ──

/** Bar dates as `formatDate` 1, 2 and 3 produce them; 3 leaves the year out: `1019 16:11:48 America/New_York`. */
export const barDateText = pattern(
  "bar date",
  "yyyymmdd, yyyymmdd or mmdd with hh:mm:ss and an optional zone, or seconds since 1970",
  /^(?:(?:\d{8}|\d{4}(?= ))(?:(?: {1,2}|-)\d{2}:\d{2}(?::\d{2})?(?:Z| (?:(?:Etc\/)?(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Za-z_]+(?:\/[A-Za-z_]+)*))?)?|\d{9,10})$/,
  { filled: true, hyphens: 2, hyphenated: true },
);
/** Generic ticks as programs write them: blanks after commas, provider codes with hyphens (`292:DJ-N+BRFG`). */
export const genericTickListText = pattern(
  "generic tick request",
  "generic tick ids or mdoff joined by commas, news ones with provider codes",
  /^ *(?:\d+|mdoff)(?::[A-Z0-9+:_-]+)?(?:, *(?:\d+|mdoff)(?::[A-Z0-9+:_-]+)?)*,? *$/i,
  { hyphens: 4, hyphenated: true },
);
/** `a6`, `9c0001`: the name of a map from single letters to exchanges. */
export const exchangeMapText = pattern("exchange map", "a short code of letters and digits", /^[0-9A-Za-z]{1,8}$/);
/** The one letter that stands for an exchange in BID_EXCH, ASK_EXCH and LAST_EXCH ticks. */
export const exchangeLetterText = pattern("exchange letter", "one letter or digit", /^[0-9A-Za-z]$/);
/** A bound of a news search: the form of news times, or of the other date-times, or empty. */
export const newsBoundText = pattern(
  "news search bound",
  "yyyy-mm-dd hh:mm:ss with optional tenths, or yyyymmdd with a time",
  /^(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d(?:\.\d+)?)?)?|\d{8}(?:(?: {1,2}|-)\d\d:\d\d(?::\d\d)?(?:Z| [A-Za-z][\w/+:-]*)?)?)$/,
  { hyphens: 3, hyphenated: true },
);
/** `STK`, `STOCK.EU`, `BOND.GOVT.NON-US`. */
export const scannerInstrumentText = pattern(
  "scanner instrument",
  "words joined by dots",
  /^[A-Z][A-Za-z0-9._]*(?:NON-US)?$/,
  { hyphens: 1, hyphenated: true },
);
/** `STK.US.MAJOR`, or several joined by commas. */
/** `Annual,true`; several pairs are joined by semicolons. */
export const scannerSettingsText = pattern(
  "scanner settings",
  "a name and a value joined by a comma",
  /^[A-Za-z][\w ]*, ?[\w.%+ ]+(?:;[A-Za-z][\w ]*, ?[\w.%+ ]+)*;?$/,
);
export const scannerLocationText = pattern(
  "scanner location",
  "words joined by dots, several joined by commas",
  /^[A-Z](?:[A-Za-z0-9._]|NON-US)*(?:,[A-Z](?:[A-Za-z0-9._]|NON-US)*)*$/,
  { hyphens: 4, hyphenated: true },
);
export const moodyRatingText = pattern("Moody's rating", "such as Aaa, Baa2 or NR", /^[A-Za-z]{1,3}[1-3]?$/);
export const spRatingText = pattern("S&P rating", "such as AAA, BBB- or NR", /^[A-Za-z]{1,3}[+-]?$/, {
  hyphens: 1,
  hyphenated: true,
});
/**
 * Symbols of contracts: as tickers, with commas where a combination names its legs (`IBKR,MCD`). What may be the beginning
 * of a number with an exponent is none, but for one digit and a capital E (`6E`): writers of that letter write a point too.
 */
export const contractSymbolText = pattern(
  "contract symbol",
  "a symbol, or symbols of legs joined by commas",
  /^(?!\d+\.\d*[eE]?$|\d+e$|\d{2,}E$)[A-Za-z0-9^][A-Za-z0-9 .,'&/^*+_$!@()]{0,39}(?:-[A-Za-z][A-Za-z0-9 ]{0,11})?$/,
  { hyphens: 1 },
);
/** Enumerated texts: `LMT`, `STP LMT`, `LMT + MKT`, `None`, `?`. */
export const codeText = pattern(
  "code",
  "a question mark, or a short code of one or more words",
  /^(?:\?|[A-Za-z][A-Za-z0-9 +_.]{0,39})$/,
);
/** `COMMON`, `NY REG SHRS`, `CLOSED-END FUND`. */
export const stockTypeText = pattern(
  "stock type",
  "capital letters, words joined by blanks or hyphens",
  /^[A-Z][A-Z .&/]*(?:-[A-Z][A-Z .&/]*)*$/,
  { hyphens: 1, hyphenated: true },
);
/** `aussieBond:YearsToExpiration=3`; without an argument the colon ends it. */
export const evRuleText = pattern(
  "economic value rule",
  "a name, a colon and an optional argument",
  /^[A-Za-z][A-Za-z0-9_]*:(?:[A-Za-z0-9_]+=[A-Za-z0-9_.,]+)?$/,
);
/** `8229=IBDBUYTX`. */
export const overrideText = pattern(
  "error override",
  "tags, with values, joined by commas",
  /^[A-Za-z0-9]+(?:=[A-Za-z0-9_]+)?(?:[,;] ?[A-Za-z0-9]+(?:=[A-Za-z0-9_]+)?)*$/,
);
/** ISIN, CUSIP, SEDOL, RIC or FIGI. */
export const securityIdText = pattern("security id", "letters and digits, dots in RICs", /^[A-Za-z0-9.=^_/]{4,24}$/);
/** CUSIPs, or the broker's own `IBCID194154340`. */
export const bondIdText = pattern("bond id", "a CUSIP, or IBCID and digits", /^[A-Z0-9]{8,20}$/);
/** `331641614|-1,331641617|1`. */
export const comboDescriptionText = pattern(
  "combo legs",
  "conId and signed ratio of each leg",
  /^\d+\|-?\d+(?:,\d+\|-?\d+)*$/,
  { hyphens: 8, hyphenated: true },
);
/** `45587459.0/DU1000001/100`. */
export const allocationText = pattern(
  "allocation",
  "permId and number, account and quantity",
  /^\d+(?:\.\d+)?\/[^/]+\/\d+(?:\.\d+)?(?:[,;].+)?$/,
  { hyphens: 8, hyphenated: true },
);
/** Requests also take `All`, `AllNonProp` and, from advisors, a group name, which only an open pattern could hold. */
export const accountOrAllText = pattern(
  "account or All",
  "an account id, or All for every account",
  /^(?:[A-Z]{1,3}\d{4,9}[A-Z]?|All(?:NonProp)?)$/,
);
/** `NetLiquidation,BuyingPower,$LEDGER:USD`. */
export const accountTagsText = pattern(
  "account tags",
  "summary tags joined by commas",
  /^[A-Za-z$][A-Za-z0-9:$+]*(?:, ?[A-Za-z$][A-Za-z0-9:$+]*)*,?$/,
);
/** `NetLiquidation`, `AvailableFunds-S`, `DayTradesRemainingT+1`. */
export const accountKeyText = pattern(
  "account key",
  "a word, with -C, -S or the like for a segment",
  /^[A-Za-z$][A-Za-z0-9_:+]{2,}(?:-[A-Z])?$/,
  { hyphens: 1, hyphenated: true },
);
/** Most figures are numbers, a few are words such as `true`, `INDIVIDUAL` or `STKMRGN`. */
export const accountFigureText = pattern(
  "account figure",
  "a number or words",
  /^(?:-?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?%?|[A-Za-z][A-Za-z0-9 _.,()&/+]*)$/,
  { hyphens: 2, hyphenated: true },
);
/** `4|1|2|5|3|6|7`. */
export const displayGroupsText = pattern("display groups", "group numbers joined by vertical bars", /^\d+(?:\|\d+)*$/);
/** `Healthcare-Products`, `Auto-Cars/Light Trucks`, `REITS-Regional Malls`. */
export const industryText = pattern(
  "industry group",
  "words with capitals, also joined by hyphens",
  /^[A-Z][A-Za-z0-9&/ .,()']*(?:-[A-Z][A-Za-z0-9&/ .,()']*)*$/,
  { hyphens: 3, hyphenated: true },
);
/** Metadata of news: `A:800015:L:en:K:n/a:C:0.97`. */
export const newsMetadataText = pattern(
  "news metadata",
  "letters and values joined by colons",
  /^[A-Za-z]{1,3}:[^-]*$/,
);
/** What scans report beside the contract: figures or short words. */
export const scanFigureText = pattern("scan figure", "a figure or a short word", /^-?[A-Za-z0-9.,%$ ]{1,24}$/, {
  hyphens: 1,
  hyphenated: true,
});
export const ratingsText = pattern("ratings", "bond ratings, by one or two agencies", /^[A-Za-z0-9+/ .,()]{1,24}-?$/, {
  hyphens: 1,
  hyphenated: true,
});

/** Of these values commas are a part; in all others that have no blank behind them they are rare. */
export const withCommas: ReadonlySet<Pattern> = new Set([
  accountListText,
  accountTagsText,
  comboDescriptionText,
  exchangeListText,
  genericTickListText,
  genericTicksText,
  jsonText,
  numberListText,
  overrideText,
  scannerLocationText,
  scannerSettingsText,
  tradingHoursText,
  wordListText,
  xmlText,
]);
