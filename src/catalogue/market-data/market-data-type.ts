import { int, request, response, shape, version } from "../schema.ts";

export const MarketDataTypeRequest = shape("MarketDataTypeRequest", {
  marketDataType: int(1, "TODO"),
});

export const REQ_MARKET_DATA_TYPE = request({
  id: 59,
  name: "REQ_MARKET_DATA_TYPE",
  about: "TODO",
  shape: MarketDataTypeRequest,
  text: [version, "marketDataType"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const MarketDataType = shape("MarketDataType", {
  reqId: int(1, "TODO"),
  marketDataType: int(2, "TODO"),
});

export const MARKET_DATA_TYPE = response({
  id: 58,
  name: "MARKET_DATA_TYPE",
  about: "TODO",
  shape: MarketDataType,
  text: [version, "reqId", "marketDataType"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
