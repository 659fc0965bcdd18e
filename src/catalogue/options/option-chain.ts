/**
 * Option chains: expirations and strikes of an underlying, by exchange and trading class.
 */
import { doubles, int, repeat, request, response, shape, string, strings } from "../schema.ts";
import { codeText, dayText, exchangeText, numberText, symbolText } from "../patterns.ts";
import { securityTypes } from "../codes/contract-codes.ts";

export const SecDefOptParamsRequest = shape("SecDefOptParamsRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it"),
  underlyingSymbol: string(2, "Symbol of the underlying", { pattern: symbolText }),
  futFopExchange: string(
    3,
    "Exchange of the options on a future; empty for options on other underlyings, which means all exchanges",
    { pattern: exchangeText },
  ),
  underlyingSecType: string(4, "Security type of the underlying", { codes: securityTypes, pattern: codeText }),
  underlyingConId: int(5, "Contract id of the underlying", { min: 0 }),
});

export const REQ_SEC_DEF_OPT_PARAMS = request({
  id: 78,
  name: "REQ_SEC_DEF_OPT_PARAMS",
  about:
    "Asks for the option chain of an underlying. Answered by one SECURITY_DEFINITION_OPTION_PARAMETER for each exchange and trading class, then by SECURITY_DEFINITION_OPTION_PARAMETER_END.",
  since: "SEC_DEF_OPT_PARAMS_REQ",
  shape: SecDefOptParamsRequest,
  text: ["reqId", "underlyingSymbol", "futFopExchange", "underlyingSecType", "underlyingConId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "RequestSecurityDefinitionOptionalParameters",
    call: "reqSecDefOptParams",
    tws: "Option Chain window: expirations and strikes",
  },
});

export const SecDefOptParameter = shape("SecDefOptParameter", {
  reqId: int(1, "Id of the request that this answers"),
  exchange: string(2, "Exchange of the options", { pattern: exchangeText }),
  underlyingConId: int(3, "Contract id of the underlying", { min: 0 }),
  tradingClass: string(4, "Trading class of the options", { pattern: symbolText }),
  multiplier: string(5, "Units of the underlying that one option stands for", { pattern: numberText }),
  expirations: strings(6, "Last trade dates of the options", { filled: true, pattern: dayText }),
  strikes: doubles(7, "Strike prices; not every strike exists for every expiration", {
    unit: "the contract's currency",
  }),
});

export const SECURITY_DEFINITION_OPTION_PARAMETER = response({
  id: 75,
  name: "SECURITY_DEFINITION_OPTION_PARAMETER",
  about: "Expirations and strikes of one exchange and trading class. Answers REQ_SEC_DEF_OPT_PARAMS.",
  since: "SEC_DEF_OPT_PARAMS_REQ",
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
  official: {
    csharp: "SecurityDefinitionOptionParameter",
    call: "securityDefinitionOptionParameter",
    tws: "Option Chain window: expirations and strikes",
  },
});

export const SecDefOptParameterEnd = shape("SecDefOptParameterEnd", {
  reqId: int(1, "Id of the request that this answers"),
});

export const SECURITY_DEFINITION_OPTION_PARAMETER_END = response({
  id: 76,
  name: "SECURITY_DEFINITION_OPTION_PARAMETER_END",
  about:
    "Says that all answers to a REQ_SEC_DEF_OPT_PARAMS have been sent; it is the only answer if there are no options.",
  since: "SEC_DEF_OPT_PARAMS_REQ",
  shape: SecDefOptParameterEnd,
  text: ["reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "SecurityDefinitionOptionParameterEnd",
    call: "securityDefinitionOptionParameterEnd",
    tws: "none: API only",
  },
});
