import { bool, int, one, request, response, shape, since, string, tagText, tags, version } from "../schema.ts";
import { Contract } from "../groups/contract.ts";
import { MarketDepthData } from "../groups/market-depth-data.ts";

export const MarketDepthRequest = shape("MarketDepthRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  numRows: int(3, "TODO"),
  isSmartDepth: bool(4, "TODO"),
  marketDepthOptions: tags(5, "TODO"),
});

export const REQ_MKT_DEPTH = request({
  id: 10,
  name: "REQ_MKT_DEPTH",
  about: "TODO",
  shape: MarketDepthRequest,
  text: [
    version,
    "reqId",
    "contract.conId",
    "contract.symbol",
    "contract.secType",
    "contract.lastTradeDateOrContractMonth",
    "contract.strike",
    "contract.right",
    "contract.multiplier",
    "contract.exchange",
    since("MKT_DEPTH_PRIM_EXCHANGE", "contract.primaryExch"),
    "contract.currency",
    "contract.localSymbol",
    "contract.tradingClass",
    "numRows",
    since("SMART_DEPTH", "isSmartDepth"),
    tagText("marketDepthOptions"),
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 5,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelMarketDepth = shape("CancelMarketDepth", {
  reqId: int(1, "TODO"),
  isSmartDepth: bool(2, "TODO"),
});

export const CANCEL_MKT_DEPTH = request({
  id: 11,
  name: "CANCEL_MKT_DEPTH",
  about: "TODO",
  shape: CancelMarketDepth,
  text: [version, "reqId", since("SMART_DEPTH", "isSmartDepth")],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const MarketDepth = shape("MarketDepth", {
  reqId: int(1, "TODO"),
  marketDepthData: one(2, MarketDepthData, "TODO"),
});

export const MARKET_DEPTH = response({
  id: 12,
  name: "MARKET_DEPTH",
  about: "TODO",
  shape: MarketDepth,
  text: [
    version,
    "reqId",
    "marketDepthData.position",
    "marketDepthData.operation",
    "marketDepthData.side",
    "marketDepthData.price",
    "marketDepthData.size",
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const MarketDepthL2 = shape("MarketDepthL2", {
  reqId: int(1, "TODO"),
  marketDepthData: one(2, MarketDepthData, "TODO"),
});

export const MARKET_DEPTH_L2 = response({
  id: 13,
  name: "MARKET_DEPTH_L2",
  about: "TODO",
  shape: MarketDepthL2,
  text: [
    version,
    "reqId",
    "marketDepthData.position",
    "marketDepthData.marketMaker",
    "marketDepthData.operation",
    "marketDepthData.side",
    "marketDepthData.price",
    "marketDepthData.size",
    since("SMART_DEPTH", "marketDepthData.isSmartDepth"),
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const RerouteMarketDepthRequest = shape("RerouteMarketDepthRequest", {
  reqId: int(1, "TODO"),
  conId: int(2, "TODO"),
  exchange: string(3, "TODO"),
});

export const REROUTE_MKT_DEPTH_REQ = response({
  id: 92,
  name: "REROUTE_MKT_DEPTH_REQ",
  about: "TODO",
  shape: RerouteMarketDepthRequest,
  text: ["reqId", "conId", "exchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
