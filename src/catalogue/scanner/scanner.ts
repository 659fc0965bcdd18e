/**
 * Market scanner: what it can be asked, the subscription to one scan, its end, and its results, which are contracts without
 * any quotes.
 */
import {
  bool,
  double,
  int,
  long,
  many,
  one,
  repeat,
  request,
  response,
  shape,
  since,
  string,
  tagText,
  tags,
  until,
  version,
} from "../schema.ts";
import {
  moodyRatingText,
  optionsText,
  scannerInstrumentText,
  scannerLocationText,
  scannerSettingsText,
  spRatingText,
  symbolText,
  wordText,
  xmlText,
  scanFigureText,
  dayText,
} from "../patterns.ts";
import { Contract } from "../groups/contract.ts";
import { scanCodes, scannerInstruments, scannerLocations, stockTypeFilters } from "../codes/scanner-codes.ts";

export const ScannerParametersRequest = shape("ScannerParametersRequest", {});

export const REQ_SCANNER_PARAMETERS = request({
  id: 24,
  name: "REQ_SCANNER_PARAMETERS",
  about: "Asks for everything that scans can be made of. Answered once by SCANNER_PARAMETERS.",
  shape: ScannerParametersRequest,
  text: [version],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  official: {
    csharp: "RequestScannerParameters",
    call: "reqScannerParameters",
    tws: "lists of scans and filters in the Advanced Market Scanner",
  },
});

export const ScannerParameters = shape("ScannerParameters", {
  xml: string(1, "Instruments, locations, scans and filters as one large XML document", {
    pattern: xmlText,
  }),
});

export const SCANNER_PARAMETERS = response({
  id: 19,
  name: "SCANNER_PARAMETERS",
  about:
    "Lists the instruments, locations, scan codes and filters of the scanner; not all of them work through the API. Answers REQ_SCANNER_PARAMETERS.",
  shape: ScannerParameters,
  text: [version, "xml"],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  official: {
    csharp: "ScannerParameters",
    call: "scannerParameters",
    tws: "lists of scans and filters in the Advanced Market Scanner",
  },
});

export const ScannerSubscription = shape(
  "ScannerSubscription",
  {
    numberOfRows: int(1, "Number of results wanted; never more than 50 come", {
      blank: true,
      special: { "-1": "as many as the host gives" },
    }),
    instrument: string(2, "Kind of instrument to scan", { pattern: scannerInstrumentText, codes: scannerInstruments }),
    locationCode: string(3, "Market to scan; several may be joined by commas", {
      pattern: scannerLocationText,
      codes: scannerLocations,
    }),
    scanCode: string(4, "What to rank by", { filled: true, pattern: wordText, codes: scanCodes }),
    abovePrice: double(5, "Only instruments at or above this price; unset for no limit", {
      blank: true,
      unit: "the contract's currency",
    }),
    belowPrice: double(6, "Only instruments at or below this price; unset for no limit", {
      blank: true,
      unit: "the contract's currency",
    }),
    aboveVolume: long(7, "Only instruments with at least this volume; unset for no limit", {
      blank: true,
      unit: "shares or contracts",
      min: 0,
    }),
    marketCapAbove: double(
      8,
      "Only companies with at least this market capitalisation, whether in units or millions is not documented; unset for no limit",
      {
        blank: true,
        min: 0,
      },
    ),
    marketCapBelow: double(
      9,
      "Only companies with at most this market capitalisation, whether in units or millions is not documented; unset for no limit",
      {
        blank: true,
        min: 0,
      },
    ),
    moodyRatingAbove: string(10, "Only bonds that Moody's rates this or better; empty for no limit", {
      pattern: moodyRatingText,
    }),
    moodyRatingBelow: string(11, "Only bonds that Moody's rates this or worse; empty for no limit", {
      pattern: moodyRatingText,
    }),
    spRatingAbove: string(12, "Only bonds that Standard & Poor's rates this or better; empty for no limit", {
      pattern: spRatingText,
    }),
    spRatingBelow: string(13, "Only bonds that Standard & Poor's rates this or worse; empty for no limit", {
      pattern: spRatingText,
    }),
    maturityDateAbove: string(
      14,
      "Only bonds that mature on this day or later, in an undocumented form; empty for no limit",
      { pattern: dayText },
    ),
    maturityDateBelow: string(
      15,
      "Only bonds that mature on this day or earlier, in an undocumented form; empty for no limit",
      { pattern: dayText },
    ),
    couponRateAbove: double(16, "Only bonds with at least this coupon; unset for no limit", {
      blank: true,
      unit: "percent",
      min: 0,
    }),
    couponRateBelow: double(17, "Only bonds with at most this coupon; unset for no limit", {
      blank: true,
      unit: "percent",
      min: 0,
    }),
    excludeConvertible: bool(18, "Whether to leave out convertible bonds", { blank: true }),
    averageOptionVolumeAbove: long(
      19,
      "Only underlyings whose options trade at least this much on average; unset for no limit",
      { blank: true, unit: "contracts", min: 0 },
    ),
    scannerSettingPairs: string(
      20,
      "Settings of the scan as name,value pairs, such as Annual,true for volatility scans; rarely used",
      { pattern: scannerSettingsText },
    ),
    stockTypeFilter: string(21, "Kind of stocks to keep; empty for all", { codes: stockTypeFilters }),
    scannerSubscriptionFilterOptions: tags(
      22,
      "Further filters by the names listed in SCANNER_PARAMETERS, such as usdMarketCapAbove=10000",
      { pattern: optionsText },
    ),
    scannerSubscriptionOptions: tags(23, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
  },
  { brief: ["instrument", "locationCode", "scanCode", "numberOfRows"] },
);

export const ScannerSubscriptionRequest = shape("ScannerSubscriptionRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  scannerSubscription: one(2, ScannerSubscription, "What to scan and what to rank by", { aka: ["subscription"] }),
});

export const REQ_SCANNER_SUBSCRIPTION = request({
  id: 22,
  name: "REQ_SCANNER_SUBSCRIPTION",
  about:
    "Subscribes to the results of one scan. Answered by SCANNER_DATA, again and again until CANCEL_SCANNER_SUBSCRIPTION; no more than ten scans can be open.",
  shape: ScannerSubscriptionRequest,
  text: [
    until("SCANNER_GENERIC_OPTS", version),
    "reqId",
    "scannerSubscription.numberOfRows",
    "scannerSubscription.instrument",
    "scannerSubscription.locationCode",
    "scannerSubscription.scanCode",
    "scannerSubscription.abovePrice",
    "scannerSubscription.belowPrice",
    "scannerSubscription.aboveVolume",
    "scannerSubscription.marketCapAbove",
    "scannerSubscription.marketCapBelow",
    "scannerSubscription.moodyRatingAbove",
    "scannerSubscription.moodyRatingBelow",
    "scannerSubscription.spRatingAbove",
    "scannerSubscription.spRatingBelow",
    "scannerSubscription.maturityDateAbove",
    "scannerSubscription.maturityDateBelow",
    "scannerSubscription.couponRateAbove",
    "scannerSubscription.couponRateBelow",
    "scannerSubscription.excludeConvertible",
    "scannerSubscription.averageOptionVolumeAbove",
    "scannerSubscription.scannerSettingPairs",
    "scannerSubscription.stockTypeFilter",
    since("SCANNER_GENERIC_OPTS", tagText("scannerSubscription.scannerSubscriptionFilterOptions")),
    tagText("scannerSubscription.scannerSubscriptionOptions"),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 4,
  notes: [
    "A scan that finds nothing may be answered by error 165 instead; filters generally need market data subscriptions.",
  ],
  official: { csharp: "RequestScannerSubscription", call: "reqScannerSubscription", tws: "running a Market Scanner" },
});

export const CancelScannerSubscription = shape("CancelScannerSubscription", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_SCANNER_SUBSCRIPTION = request({
  id: 23,
  name: "CANCEL_SCANNER_SUBSCRIPTION",
  about:
    "Ends a scan made with REQ_SCANNER_SUBSCRIPTION. Not answered, except by error 162 that the scan was cancelled, or 365 if there is none with that id.",
  shape: CancelScannerSubscription,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  official: { csharp: "CancelScannerSubscription", call: "cancelScannerSubscription", tws: "closing a Market Scanner" },
});

export const ScannerDataElement = shape("ScannerDataElement", {
  rank: int(1, "Place in the ranking, counted from 0", { min: 0 }),
  contract: one(2, Contract, "The instrument found"),
  marketName: string(3, "Name of the market's listing group, often the same as the trading class", {
    pattern: symbolText,
  }),
  distance: string(4, "Not documented; empty for most scans", { pattern: scanFigureText }),
  benchmark: string(5, "Not documented; empty for most scans", { pattern: scanFigureText }),
  projection: string(6, "Not documented; empty for most scans", { pattern: scanFigureText }),
  comboKey: string(7, "Legs of the combination found, in EFP scans; empty otherwise", { aka: ["legsStr"] }),
});

export const ScannerData = shape("ScannerData", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  scannerDataElement: many(2, ScannerDataElement, "The results, best first", { aka: ["rows"] }),
});

export const SCANNER_DATA = response({
  id: 20,
  name: "SCANNER_DATA",
  about: "The whole current result of a scan. Sent for REQ_SCANNER_SUBSCRIPTION, then again at intervals.",
  shape: ScannerData,
  text: [
    version,
    "reqId",
    repeat(
      "scannerDataElement",
      "numberOfElements",
      "rank",
      "contract.conId",
      "contract.symbol",
      "contract.secType",
      "contract.lastTradeDateOrContractMonth",
      "contract.strike",
      "contract.right",
      "contract.exchange",
      "contract.currency",
      "contract.localSymbol",
      "marketName",
      "contract.tradingClass",
      "distance",
      "benchmark",
      "projection",
      "comboKey",
    ),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["Clients report each row by itself and then an end; there is no message of its own for that end."],
  sends: 3,
  official: { csharp: "ScannerData", call: "scannerData, scannerDataEnd", tws: "result rows of a Market Scanner" },
});
