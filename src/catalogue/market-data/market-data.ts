import {
  bool,
  decimal,
  int,
  is,
  one,
  optional,
  repeat,
  request,
  response,
  shape,
  since,
  string,
  tagText,
  tags,
  version,
  when,
} from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";

export const MarketDataRequest = shape("MarketDataRequest", {
  reqId: int(1, "TODO"),
  contract: one(2, Contract, "TODO"),
  genericTickList: string(3, "TODO"),
  snapshot: bool(4, "TODO"),
  regulatorySnapshot: bool(5, "TODO"),
  marketDataOptions: tags(6, "TODO"),
});

export const REQ_MKT_DATA = request({
  id: 1,
  name: "REQ_MKT_DATA",
  about: "TODO",
  shape: MarketDataRequest,
  text: [
    version,
    "reqId",
    ...requestContract,
    when(
      is("contract.secType", "BAG"),
      repeat("contract.comboLegs", "comboLegsCount", "conId", "ratio", "action", "exchange"),
    ),
    optional("contract.deltaNeutralContract", "deltaNeutralContractPresent", "conId", "delta", "price"),
    "genericTickList",
    "snapshot",
    since("REQ_SMART_COMPONENTS", "regulatorySnapshot"),
    tagText("marketDataOptions"),
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 11,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const CancelMarketData = shape("CancelMarketData", {
  reqId: int(1, "TODO"),
});

export const CANCEL_MKT_DATA = request({
  id: 2,
  name: "CANCEL_MKT_DATA",
  about: "TODO",
  shape: CancelMarketData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 2,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickSnapshotEnd = shape("TickSnapshotEnd", {
  reqId: int(1, "TODO"),
});

export const TICK_SNAPSHOT_END = response({
  id: 57,
  name: "TICK_SNAPSHOT_END",
  about: "TODO",
  shape: TickSnapshotEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickReqParams = shape("TickReqParams", {
  reqId: int(1, "TODO"),
  minTick: decimal(2, "TODO"),
  bboExchange: string(3, "TODO"),
  snapshotPermissions: int(4, "TODO"),
  lastPricePrecision: string(5, "TODO", { since: "FRACTIONAL_LAST_SIZE" }),
  lastSizePrecision: string(6, "TODO", { since: "FRACTIONAL_LAST_SIZE" }),
});

export const TICK_REQ_PARAMS = response({
  id: 81,
  name: "TICK_REQ_PARAMS",
  about: "TODO",
  shape: TickReqParams,
  text: ["reqId", "minTick", "bboExchange", "snapshotPermissions"],
  protobuf: "PROTOBUF_MARKET_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const RerouteMarketDataRequest = shape("RerouteMarketDataRequest", {
  reqId: int(1, "TODO"),
  conId: int(2, "TODO"),
  exchange: string(3, "TODO"),
});

export const REROUTE_MKT_DATA_REQ = response({
  id: 91,
  name: "REROUTE_MKT_DATA_REQ",
  about: "TODO",
  shape: RerouteMarketDataRequest,
  text: ["reqId", "conId", "exchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
