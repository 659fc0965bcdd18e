import { int, one, request, response, shape, string, tagText, tags, version } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const FundamentalsDataRequest = shape("FundamentalsDataRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  reportType: string(3, "TODO"),
  fundamentalsDataOptions: tags(4, "TODO"),
});

export const REQ_FUNDAMENTAL_DATA = request({
  id: 52,
  name: "REQ_FUNDAMENTAL_DATA",
  about: "TODO",
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
    tagText("fundamentalsDataOptions"),
  ],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 2,
  notes: [
    "Official Python client writes one extra int (option count) before the options string at sv>=70; Java writes only the options string (C#/C++ not checked). Removed from API 10.47+.",
    "removed in API 10.47",
  ],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelFundamentalsData = shape("CancelFundamentalsData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_FUNDAMENTAL_DATA = request({
  id: 53,
  name: "CANCEL_FUNDAMENTAL_DATA",
  about: "TODO",
  shape: CancelFundamentalsData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_SCAN_DATA",
  sends: 1,
  notes: ["removed in API 10.47"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const FundamentalsData = shape("FundamentalsData", {
  reqId: int(1, "TODO"),
  data: string(2, "TODO"),
});

export const FUNDAMENTAL_DATA = response({
  id: 51,
  name: "FUNDAMENTAL_DATA",
  about: "TODO",
  shape: FundamentalsData,
  text: [version, "reqId", "data"],
  protobuf: "PROTOBUF_SCAN_DATA",
  notes: ["removed in API 10.47"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
