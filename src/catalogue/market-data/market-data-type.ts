/**
 * Freshness of quotes: the switch that allows frozen or delayed data, and the notice of which kind a subscription gets.
 */
import { int, request, response, shape, version } from "../schema.ts";
import { marketDataTypes } from "../codes/market-data-codes.ts";

export const MarketDataTypeRequest = shape("MarketDataTypeRequest", {
  marketDataType: int(1, "Oldest kind of data that is welcome; live data still comes first where the user has it", {
    codes: marketDataTypes,
    min: 0,
  }),
});

export const REQ_MARKET_DATA_TYPE = request({
  id: 59,
  name: "REQ_MARKET_DATA_TYPE",
  about:
    "Allows frozen or delayed data for the requests of this connection that follow. Not answered itself; MARKET_DATA_TYPE says for each REQ_MKT_DATA what is delivered.",
  shape: MarketDataTypeRequest,
  text: [version, "marketDataType"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: {
    csharp: "RequestMarketDataType",
    call: "reqMarketDataType",
    tws: "live, frozen or delayed quotes in a Watchlist",
  },
});

export const MarketDataType = shape("MarketDataType", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  marketDataType: int(2, "Kind of data that the ticks of this request have from now on", {
    codes: marketDataTypes,
    min: 0,
  }),
});

export const MARKET_DATA_TYPE = response({
  id: 58,
  name: "MARKET_DATA_TYPE",
  about:
    "Says whether the ticks of a REQ_MKT_DATA are live, frozen, delayed or delayed and frozen. Sent before the first tick, and when the kind changes.",
  shape: MarketDataType,
  text: [version, "reqId", "marketDataType"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: {
    csharp: "MarketDataType",
    call: "marketDataType",
    tws: "marking of frozen or delayed quotes in a Watchlist",
  },
});
