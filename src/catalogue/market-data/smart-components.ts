/**
 * The exchanges behind the single letters in BID_EXCH, ASK_EXCH and LAST_EXCH ticks.
 */
import { int, many, repeat, request, response, shape, string } from "../schema.ts";
import { exchangeLetterText, exchangeMapText, exchangeText } from "../patterns.ts";

export const SmartComponentsRequest = shape("SmartComponentsRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  bboExchange: string(2, "Name of the map wanted, as TICK_REQ_PARAMS gave it for a quote", {
    pattern: exchangeMapText,
  }),
});

export const REQ_SMART_COMPONENTS = request({
  id: 83,
  name: "REQ_SMART_COMPONENTS",
  about:
    "Asks which exchanges the letters of one exchange map stand for. Answered once by SMART_COMPONENTS; works only while the exchanges are open.",
  since: "REQ_SMART_COMPONENTS",
  shape: SmartComponentsRequest,
  text: ["reqId", "bboExchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "RequestSmartComponents",
    call: "reqSmartComponents",
    tws: "Bid Exch and Ask Exch columns of a Watchlist",
  },
});

export const SmartComponent = shape("SmartComponent", {
  bitNumber: int(1, "Number of the bit that stands for the exchange in masks of the map, counted from 0", { min: 0 }),
  exchange: string(2, "Name of the exchange", { pattern: exchangeText }),
  exchangeLetter: string(3, "Letter that stands for the exchange in ticks", { pattern: exchangeLetterText }),
});

export const SmartComponents = shape("SmartComponents", {
  reqId: int(1, "Id of the request that this answers"),
  smartComponents: many(2, SmartComponent, "One entry for each exchange of the map", {
    aka: ["smartComponentMap", "theMap", "components"],
  }),
});

export const SMART_COMPONENTS = response({
  id: 82,
  name: "SMART_COMPONENTS",
  about: "Lists the exchanges of one exchange map with their letters. Answers REQ_SMART_COMPONENTS.",
  since: "REQ_SMART_COMPONENTS",
  shape: SmartComponents,
  text: ["reqId", repeat("smartComponents", "componentsCount", "bitNumber", "exchange", "exchangeLetter")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "SmartComponents",
    call: "smartComponents",
    tws: "letters in the Bid Exch and Ask Exch columns of a Watchlist",
  },
});
