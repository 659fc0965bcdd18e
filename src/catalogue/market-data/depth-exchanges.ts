/**
 * Exchanges that offer market depth: the request for their list, and the list. The list holds all exchanges, whether the
 * user is subscribed to their data or not.
 */
import {
  bool,
  int,
  many,
  repeat,
  request,
  response,
  sentinel,
  shape,
  since,
  string,
  unsetTexts,
  until,
} from "../schema.ts";
import { codeText, exchangeText, wordText } from "../patterns.ts";
import { securityTypes } from "../codes/contract-codes.ts";
import { depthServiceTypes } from "../codes/market-data-codes.ts";

export const MarketDepthExchangesRequest = shape("MarketDepthExchangesRequest", {});

export const REQ_MKT_DEPTH_EXCHANGES = request({
  id: 82,
  name: "REQ_MKT_DEPTH_EXCHANGES",
  about:
    "Asks which exchanges offer market depth, and for which kinds of instruments. Answered once by MKT_DEPTH_EXCHANGES.",
  since: "REQ_MKT_DEPTH_EXCHANGES",
  shape: MarketDepthExchangesRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "RequestMktDepthExchanges", call: "reqMktDepthExchanges", tws: "none: API only" },
});

export const DepthMarketDataDescription = shape("DepthMarketDataDescription", {
  exchange: string(1, "Exchange that offers the book", { pattern: exchangeText }),
  secType: string(2, "Security type that the book is of", { codes: securityTypes, pattern: codeText }),
  listingExch: string(3, "Exchange on which the instruments are listed; empty where the book is not limited to one", {
    pattern: exchangeText,
  }),
  serviceDataType: string(4, "Kind of book, such as Deep or Deep2; not documented beyond its name", {
    pattern: wordText,
    codes: depthServiceTypes,
  }),
  // Hosts write the sentinel; the official clients take an empty one for unset too, other clients do not.
  aggGroup: int(5, "Smart-routing group that the book belongs to; unset where it belongs to none", { blank: true }),
  isL2: bool(null, "Placeholder of hosts below server version 120; by its name, whether rows name their market maker", {
    aka: ["unused"],
  }),
});

export const MarketDepthExchanges = shape("MarketDepthExchanges", {
  depthMarketDataDescriptions: many(
    1,
    DepthMarketDataDescription,
    "One entry for each exchange and kind of instrument with a book",
    { aka: ["depthMktDataDescriptions", "descriptions"] },
  ),
});

export const MKT_DEPTH_EXCHANGES = response({
  id: 80,
  name: "MKT_DEPTH_EXCHANGES",
  about: "Lists the exchanges that offer market depth. Answers REQ_MKT_DEPTH_EXCHANGES.",
  since: "REQ_MKT_DEPTH_EXCHANGES",
  shape: MarketDepthExchanges,
  text: [
    repeat(
      "depthMarketDataDescriptions",
      "nDepthMktDataDescriptions",
      "exchange",
      "secType",
      since("SERVICE_DATA_TYPE", "listingExch", "serviceDataType", ...sentinel(unsetTexts.int, "aggGroup")),
      until("SERVICE_DATA_TYPE", "isL2"),
    ),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  notes: [
    "Below server version 120 an entry ends in one number, which the clients read and ignore, instead of the last three fields.",
  ],
  official: { csharp: "MktDepthExchanges", call: "mktDepthExchanges", tws: "none: API only" },
});
