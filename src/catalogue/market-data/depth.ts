/**
 * Market depth (order books): the subscription, its end, and the two kinds of row updates. Rows of books without market
 * makers come as MARKET_DEPTH, rows with market makers or of SMART books as MARKET_DEPTH_L2.
 */
import { bool, int, one, request, response, shape, since, string, tagText, tags, version } from "../schema.ts";
import { exchangeText, optionsText } from "../patterns.ts";
import { Contract } from "../groups/contract.ts";
import { MarketDepthData } from "../groups/market-depth-data.ts";

export const MarketDepthRequest = shape("MarketDepthRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument whose book is wanted; its exchange decides which book"),
  numRows: int(3, "Number of rows wanted on each side of the book", { min: 0 }),
  isSmartDepth: bool(4, "Whether to join the books of several exchanges; must be repeated when cancelling"),
  marketDepthOptions: tags(5, "Reserved for the vendor; leave it empty", {
    pattern: optionsText,
    aka: ["mktDepthOptions"],
  }),
});

export const REQ_MKT_DEPTH = request({
  id: 10,
  name: "REQ_MKT_DEPTH",
  about:
    "Subscribes to the order book of one instrument. Answered by MARKET_DEPTH or MARKET_DEPTH_L2 until CANCEL_MKT_DEPTH, or by REROUTE_MKT_DEPTH_REQ for CFDs; error 309 means too many books at once.",
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
  notes: [
    "The official Python client refuses to send non-empty options.",
    "Error 317 says that the book was reset: empty it before the next row is applied.",
  ],
  official: { csharp: "RequestMarketDepth", call: "reqMktDepth", tws: "opening BookTrader or Market Depth Trader" },
});

export const CancelMarketDepth = shape("CancelMarketDepth", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
  isSmartDepth: bool(2, "Whether it was a SMART book; must be as in the request"),
});

export const CANCEL_MKT_DEPTH = request({
  id: 11,
  name: "CANCEL_MKT_DEPTH",
  about: "Ends a subscription made with REQ_MKT_DEPTH. Not answered; error 310 if there is none with that id.",
  shape: CancelMarketDepth,
  text: [version, "reqId", since("SMART_DEPTH", "isSmartDepth")],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: { csharp: "CancelMarketDepth", call: "cancelMktDepth", tws: "closing BookTrader or Market Depth Trader" },
});

export const MarketDepth = shape("MarketDepth", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  marketDepthData: one(2, MarketDepthData, "The change of one row"),
});

export const MARKET_DEPTH = response({
  id: 12,
  name: "MARKET_DEPTH",
  about:
    "Changes one row of a book without market makers. Sent for REQ_MKT_DEPTH, first once for each row, then at every change.",
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
  sends: 1,
  streaming: true,
  official: { csharp: "MarketDepth", call: "updateMktDepth", tws: "BookTrader or Market Depth Trader rows" },
});

export const MarketDepthL2 = shape("MarketDepthL2", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  marketDepthData: one(2, MarketDepthData, "The change of one row, with its market maker or exchange"),
});

export const MARKET_DEPTH_L2 = response({
  id: 13,
  name: "MARKET_DEPTH_L2",
  about:
    "Changes one row of a book that names market makers, or of a SMART book that names exchanges. Sent for REQ_MKT_DEPTH, first once for each row, then at every change.",
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
  sends: 1,
  streaming: true,
  official: {
    csharp: "MarketDepthL2",
    call: "updateMktDepthL2",
    tws: "Market Depth Trader rows with exchange or market maker",
  },
});

export const RerouteMarketDepthRequest = shape("RerouteMarketDepthRequest", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  conId: int(2, "Contract id of the underlying, which has a book", { min: 0 }),
  exchange: string(3, "Primary exchange of the underlying", { pattern: exchangeText }),
});

export const REROUTE_MKT_DEPTH_REQ = response({
  id: 92,
  name: "REROUTE_MKT_DEPTH_REQ",
  about:
    "Says that the book asked for with REQ_MKT_DEPTH does not exist (CFDs have none), and which contract to ask for instead. The program must send the new request itself.",
  since: "CFD_REROUTE",
  shape: RerouteMarketDepthRequest,
  text: ["reqId", "conId", "exchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "RerouteMktDepthReq", call: "rerouteMktDepthReq", tws: "none: API only" },
});
