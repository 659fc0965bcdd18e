import { int, many, repeat, request, response, shape, string } from "../schema.ts";

export const SmartComponentsRequest = shape("SmartComponentsRequest", {
  reqId: int(1, "TODO"),
  bboExchange: string(2, "TODO"),
});

export const REQ_SMART_COMPONENTS = request({
  id: 83,
  name: "REQ_SMART_COMPONENTS",
  about: "TODO",
  shape: SmartComponentsRequest,
  text: ["reqId", "bboExchange"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const SmartComponent = shape("SmartComponent", {
  bitNumber: int(1, "TODO"),
  exchange: string(2, "TODO"),
  exchangeLetter: string(3, "TODO"),
});

export const SmartComponents = shape("SmartComponents", {
  reqId: int(1, "TODO"),
  smartComponents: many(2, SmartComponent, "TODO"),
});

export const SMART_COMPONENTS = response({
  id: 82,
  name: "SMART_COMPONENTS",
  about: "TODO",
  shape: SmartComponents,
  text: ["reqId", repeat("smartComponents", "componentsCount", "bitNumber", "exchange", "exchangeLetter")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
