import { doubles, int, repeat, request, response, shape, string, strings } from "../schema.ts";

export const SecDefOptParamsRequest = shape("SecDefOptParamsRequest", {
  reqId: int(1, "TODO"),
  underlyingSymbol: string(2, "TODO"),
  futFopExchange: string(3, "TODO"),
  underlyingSecType: string(4, "TODO"),
  underlyingConId: int(5, "TODO"),
});

export const REQ_SEC_DEF_OPT_PARAMS = request({
  id: 78,
  name: "REQ_SEC_DEF_OPT_PARAMS",
  about: "TODO",
  shape: SecDefOptParamsRequest,
  text: ["reqId", "underlyingSymbol", "futFopExchange", "underlyingSecType", "underlyingConId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const SecDefOptParameter = shape("SecDefOptParameter", {
  reqId: int(1, "TODO"),
  exchange: string(2, "TODO"),
  underlyingConId: int(3, "TODO"),
  tradingClass: string(4, "TODO"),
  multiplier: string(5, "TODO"),
  expirations: strings(6, "TODO"),
  strikes: doubles(7, "TODO"),
});

export const SECURITY_DEFINITION_OPTION_PARAMETER = response({
  id: 75,
  name: "SECURITY_DEFINITION_OPTION_PARAMETER",
  about: "TODO",
  shape: SecDefOptParameter,
  text: [
    "reqId",
    "exchange",
    "underlyingConId",
    "tradingClass",
    "multiplier",
    repeat("expirations", "expCount"),
    repeat("strikes", "strikeCount"),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const SecDefOptParameterEnd = shape("SecDefOptParameterEnd", {
  reqId: int(1, "TODO"),
});

export const SECURITY_DEFINITION_OPTION_PARAMETER_END = response({
  id: 76,
  name: "SECURITY_DEFINITION_OPTION_PARAMETER_END",
  about: "TODO",
  shape: SecDefOptParameterEnd,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
