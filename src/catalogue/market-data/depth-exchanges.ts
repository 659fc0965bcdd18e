import { bool, int, many, repeat, request, response, shape, since, string, until } from "../schema.ts";

export const MarketDepthExchangesRequest = shape("MarketDepthExchangesRequest", {});

export const REQ_MKT_DEPTH_EXCHANGES = request({
  id: 82,
  name: "REQ_MKT_DEPTH_EXCHANGES",
  about: "TODO",
  shape: MarketDepthExchangesRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const DepthMarketDataDescription = shape("DepthMarketDataDescription", {
  exchange: string(1, "TODO"),
  secType: string(2, "TODO"),
  listingExch: string(3, "TODO"),
  serviceDataType: string(4, "TODO"),
  aggGroup: int(5, "TODO"),
  isL2: bool(null, "TODO"),
});

export const MarketDepthExchanges = shape("MarketDepthExchanges", {
  depthMarketDataDescriptions: many(1, DepthMarketDataDescription, "TODO"),
});

export const MKT_DEPTH_EXCHANGES = response({
  id: 80,
  name: "MKT_DEPTH_EXCHANGES",
  about: "TODO",
  shape: MarketDepthExchanges,
  text: [
    repeat(
      "depthMarketDataDescriptions",
      "nDepthMktDataDescriptions",
      "exchange",
      "secType",
      since("SERVICE_DATA_TYPE", "listingExch", "serviceDataType", "aggGroup"),
      until("SERVICE_DATA_TYPE", "isL2"),
    ),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
