/**
 * Quotes (level 1): the subscription or snapshot, its end, and what surrounds the ticks. The ticks themselves are in
 * ticks.ts, option-computation.ts and news-articles.ts.
 */
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
  versions,
  when,
} from "../schema.ts";
import { exchangeMapText, exchangeText, genericTickListText, numberText, optionsText } from "../patterns.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { genericTicks, snapshotPermissions } from "../codes/market-data-codes.ts";

export const MarketDataRequest = shape("MarketDataRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["tickerId"] }),
  contract: one(2, Contract, "The instrument to quote"),
  genericTickList: string(3, "Additional data wanted, as ids joined by commas; must be empty for a snapshot", {
    pattern: genericTickListText,
    codes: genericTicks,
    aka: ["genericTicks"],
  }),
  snapshot: bool(4, "Whether to send the quote once, within 11 seconds, instead of a stream"),
  regulatorySnapshot: bool(
    5,
    "Whether to buy one consolidated quote of a US stock; costs 0.01 USD each, in paper accounts too",
    { aka: ["regulatorySnaphsot"] },
  ),
  marketDataOptions: tags(6, "Reserved for the vendor; leave it empty", {
    pattern: optionsText,
    aka: ["mktDataOptions"],
  }),
});

export const REQ_MKT_DATA = request({
  id: 1,
  name: "REQ_MKT_DATA",
  about:
    "Subscribes to quotes of one instrument, or asks for one snapshot. Answered by MARKET_DATA_TYPE, TICK_REQ_PARAMS and ticks (TICK_PRICE, TICK_SIZE, TICK_STRING, TICK_GENERIC, TICK_OPTION_COMPUTATION, TICK_EFP, TICK_NEWS), by TICK_SNAPSHOT_END at the end of a snapshot, or by REROUTE_MKT_DATA_REQ for CFDs.",
  shape: MarketDataRequest,
  text: [
    version,
    "reqId",
    ...requestContract.slice(0, -1),
    versions({ since: 10 }, "contract.tradingClass"),
    when(
      is("contract.secType", "BAG"),
      repeat("contract.comboLegs", "comboLegsCount", "conId", "ratio", "action", "exchange"),
    ),
    optional("contract.deltaNeutralContract", "deltaNeutralContractPresent", "conId", "delta", "price"),
    "genericTickList",
    "snapshot",
    since("REQ_SMART_COMPONENTS", "regulatorySnapshot"),
    versions({ since: 11 }, tagText("marketDataOptions")),
  ],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 11,
  notes: [
    "A generic tick that the host does not know, or does not allow for the security type, refuses the whole request with error 321, whose text lists the allowed ones.",
    "Every subscription takes a market data line until CANCEL_MKT_DATA; error 101 means that none is left.",
    "The official Python client refuses to send non-empty options.",
    "Message versions 9 and 10, from clients of about 2010 to 2013, end earlier: 10 added the trading class, 11 the options (inferred from one logged request and the clients' history).",
  ],
  official: { csharp: "RequestMarketData", call: "reqMktData", tws: "a row in a Watchlist" },
});

export const CancelMarketData = shape("CancelMarketData", {
  reqId: int(1, "Id of the request to end", { aka: ["tickerId"] }),
});

export const CANCEL_MKT_DATA = request({
  id: 2,
  name: "CANCEL_MKT_DATA",
  about:
    "Ends a subscription made with REQ_MKT_DATA and frees its market data line. Not answered; error 300 if there is none with that id.",
  shape: CancelMarketData,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 2,
  official: { csharp: "CancelMarketData", call: "cancelMktData", tws: "removing a row from a Watchlist" },
});

export const TickSnapshotEnd = shape("TickSnapshotEnd", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
});

export const TICK_SNAPSHOT_END = response({
  id: 57,
  name: "TICK_SNAPSHOT_END",
  about:
    "Says that a snapshot asked for with REQ_MKT_DATA is complete, about 11 seconds after the request. Ticks that have not come by then do not exist.",
  shape: TickSnapshotEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_MARKET_DATA",
  sends: 1,
  official: { csharp: "TickSnapshotEnd", call: "tickSnapshotEnd", tws: "none: API only" },
});

export const TickReqParams = shape("TickReqParams", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  minTick: decimal(2, "Smallest price step of the quotes; can be finer than the step allowed in orders", {
    unit: "the contract's currency",
  }),
  bboExchange: string(3, "Name of the map that REQ_SMART_COMPONENTS resolves, from exchange letters to exchanges", {
    pattern: exchangeMapText,
  }),
  snapshotPermissions: int(4, "What the user may ask for in snapshots; the values are not documented", {
    codes: snapshotPermissions,
    min: 0,
  }),
  lastPricePrecision: string(
    5,
    "Smallest step in which last prices are stated, such as 0.0001; can be finer than minTick",
    {
      pattern: numberText,
      since: "FRACTIONAL_LAST_SIZE",
    },
  ),
  lastSizePrecision: string(
    6,
    "Smallest step in which last sizes are stated, such as 0.000001; shows whether fractions come",
    {
      pattern: numberText,
      since: "FRACTIONAL_LAST_SIZE",
    },
  ),
});

export const TICK_REQ_PARAMS = response({
  id: 81,
  name: "TICK_REQ_PARAMS",
  about:
    "Describes the quotes that follow for a REQ_MKT_DATA: price step, exchange map and snapshot permissions. Sent once, before the ticks.",
  since: "REQ_SMART_COMPONENTS",
  shape: TickReqParams,
  text: ["reqId", "minTick", "bboExchange", "snapshotPermissions"],
  protobuf: "PROTOBUF_MARKET_DATA",
  notes: ["Hosts that know the two precisions send them at lower server versions too; they have been captured at 206."],
  official: { csharp: "TickReqParams", call: "tickReqParams", tws: "price step of a Watchlist row" },
});

export const RerouteMarketDataRequest = shape("RerouteMarketDataRequest", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  conId: int(2, "Contract id of the underlying, which has quotes", { min: 0 }),
  exchange: string(3, "Primary exchange of the underlying", { pattern: exchangeText }),
});

export const REROUTE_MKT_DATA_REQ = response({
  id: 91,
  name: "REROUTE_MKT_DATA_REQ",
  about:
    "Says that the instrument asked for with REQ_MKT_DATA has no quotes of its own (stock and forex CFDs), and which contract to ask for instead. The program must send the new request itself.",
  since: "CFD_REROUTE",
  shape: RerouteMarketDataRequest,
  text: ["reqId", "conId", "exchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "RerouteMktDataReq", call: "rerouteMktDataReq", tws: "none: API only" },
});
