/**
 * Fundamental data of a company, as reports in XML. The request was removed from the clients with API 10.47.
 */
import { int, one, request, response, shape, stray, string, tagText, tags, version } from "../schema.ts";
import { optionsText, wordText, xmlText } from "../patterns.ts";
import { Contract } from "../groups/contract.ts";
import { fundamentalReportTypes } from "../codes/news-codes.ts";

export const FundamentalsDataRequest = shape("FundamentalsDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  contract: one(2, Contract, "The stock whose company is meant"),
  reportType: string(3, "Report wanted", { filled: true, pattern: wordText, codes: fundamentalReportTypes }),
  fundamentalsDataOptions: tags(4, "Reserved for the vendor; leave it empty", {
    pattern: optionsText,
    aka: ["fundamentalDataOptions"],
  }),
  optionsCount: int(
    null,
    "Number of options; written by some clients only (the official Python client, ib_async), ignored by hosts",
    { min: 0 },
  ),
});

export const REQ_FUNDAMENTAL_DATA = request({
  id: 52,
  name: "REQ_FUNDAMENTAL_DATA",
  about:
    "Asks for one report about a company. Answered once by FUNDAMENTAL_DATA; error 430 if there is none, 10358 if it is not allowed.",
  shape: FundamentalsDataRequest,
  text: [
    version,
    "reqId",
    "contract.conId",
    "contract.symbol",
    "contract.secType",
    "contract.exchange",
    "contract.primaryExch",
    "contract.currency",
    "contract.localSymbol",
    "reportType",
    stray("optionsCount"),
    tagText("fundamentalsDataOptions"),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 2,
  notes: [
    "The official Python client writes one more number, the count of the options, before the options; the Java client writes the options only. What the C# and C++ clients write was not checked.",
    "Removed from the clients with API 10.47.",
  ],
  official: { csharp: "RequestFundamentalData", call: "reqFundamentalData", tws: "Fundamentals Explorer window" },
});

export const CancelFundamentalsData = shape("CancelFundamentalsData", {
  reqId: int(1, "Id of the request to end"),
});

export const CANCEL_FUNDAMENTAL_DATA = request({
  id: 53,
  name: "CANCEL_FUNDAMENTAL_DATA",
  about: "Ends a REQ_FUNDAMENTAL_DATA that has not been answered yet. Not answered.",
  shape: CancelFundamentalsData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  notes: ["Removed from the clients with API 10.47."],
  official: {
    csharp: "CancelFundamentalData",
    call: "cancelFundamentalData",
    tws: "closing the Fundamentals Explorer window",
  },
});

export const FundamentalsData = shape("FundamentalsData", {
  reqId: int(1, "Id of the request that this answers"),
  data: string(2, "The report as an XML document", { pattern: xmlText }),
});

export const FUNDAMENTAL_DATA = response({
  id: 51,
  name: "FUNDAMENTAL_DATA",
  about: "One report about a company. Answers REQ_FUNDAMENTAL_DATA.",
  shape: FundamentalsData,
  text: [version, "reqId", "data"],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["Removed from the clients with API 10.47."],
  sends: 1,
  official: { csharp: "FundamentalData", call: "fundamentalData", tws: "Fundamentals Explorer window" },
});
