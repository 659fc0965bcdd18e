import { int, many, one, repeat, request, response, shape, since, string, strings } from "../schema.ts";
import { Contract } from "../groups/contract.ts";

export const MatchingSymbolsRequest = shape("MatchingSymbolsRequest", {
  reqId: int(1, "TODO"),
  pattern: string(2, "TODO"),
});

export const REQ_MATCHING_SYMBOLS = request({
  id: 81,
  name: "REQ_MATCHING_SYMBOLS",
  about: "TODO",
  shape: MatchingSymbolsRequest,
  text: ["reqId", "pattern"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ContractDescription = shape("ContractDescription", {
  contract: one(1, Contract, "TODO"),
  derivativeSecTypes: strings(2, "TODO"),
});

export const SymbolSamples = shape("SymbolSamples", {
  reqId: int(1, "TODO"),
  contractDescriptions: many(2, ContractDescription, "TODO"),
});

export const SYMBOL_SAMPLES = response({
  id: 79,
  name: "SYMBOL_SAMPLES",
  about: "TODO",
  shape: SymbolSamples,
  text: [
    "reqId",
    repeat(
      "contractDescriptions",
      "nContractDescriptions",
      "contract.conId",
      "contract.symbol",
      "contract.secType",
      "contract.primaryExch",
      "contract.currency",
      repeat("derivativeSecTypes", "nDerivativeSecTypes"),
      since("BOND_ISSUERID", "contract.description", "contract.issuerId"),
    ),
  ],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
