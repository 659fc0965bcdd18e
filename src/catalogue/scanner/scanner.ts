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
import { Contract } from "../groups/contract.ts";

export const ScannerParametersRequest = shape("ScannerParametersRequest", {});

export const REQ_SCANNER_PARAMETERS = request({
  id: 24,
  name: "REQ_SCANNER_PARAMETERS",
  about: "TODO",
  shape: ScannerParametersRequest,
  text: [version],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ScannerParameters = shape("ScannerParameters", {
  xml: string(1, "TODO"),
});

export const SCANNER_PARAMETERS = response({
  id: 19,
  name: "SCANNER_PARAMETERS",
  about: "TODO",
  shape: ScannerParameters,
  text: [version, "xml"],
  protobuf: "PROTOBUF_SCAN_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ScannerSubscription = shape("ScannerSubscription", {
  numberOfRows: int(1, "TODO"),
  instrument: string(2, "TODO"),
  locationCode: string(3, "TODO"),
  scanCode: string(4, "TODO"),
  abovePrice: double(5, "TODO"),
  belowPrice: double(6, "TODO"),
  aboveVolume: long(7, "TODO"),
  marketCapAbove: double(8, "TODO"),
  marketCapBelow: double(9, "TODO"),
  moodyRatingAbove: string(10, "TODO"),
  moodyRatingBelow: string(11, "TODO"),
  spRatingAbove: string(12, "TODO"),
  spRatingBelow: string(13, "TODO"),
  maturityDateAbove: string(14, "TODO"),
  maturityDateBelow: string(15, "TODO"),
  couponRateAbove: double(16, "TODO"),
  couponRateBelow: double(17, "TODO"),
  excludeConvertible: bool(18, "TODO"),
  averageOptionVolumeAbove: long(19, "TODO"),
  scannerSettingPairs: string(20, "TODO"),
  stockTypeFilter: string(21, "TODO"),
  scannerSubscriptionFilterOptions: tags(22, "TODO"),
  scannerSubscriptionOptions: tags(23, "TODO"),
});

export const ScannerSubscriptionRequest = shape("ScannerSubscriptionRequest", {
  reqId: int(1, "TODO"),
  scannerSubscription: one(2, ScannerSubscription, "TODO"),
});

export const REQ_SCANNER_SUBSCRIPTION = request({
  id: 22,
  name: "REQ_SCANNER_SUBSCRIPTION",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelScannerSubscription = shape("CancelScannerSubscription", {
  reqId: int(1, "TODO"),
});

export const CANCEL_SCANNER_SUBSCRIPTION = request({
  id: 23,
  name: "CANCEL_SCANNER_SUBSCRIPTION",
  about: "TODO",
  shape: CancelScannerSubscription,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ScannerDataElement = shape("ScannerDataElement", {
  rank: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  marketName: string(3, "TODO"),
  distance: string(4, "TODO"),
  benchmark: string(5, "TODO"),
  projection: string(6, "TODO"),
  comboKey: string(7, "TODO"),
});

export const ScannerData = shape("ScannerData", {
  reqId: int(1, "TODO"),
  scannerDataElement: many(2, ScannerDataElement, "TODO"),
});

export const SCANNER_DATA = response({
  id: 20,
  name: "SCANNER_DATA",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
