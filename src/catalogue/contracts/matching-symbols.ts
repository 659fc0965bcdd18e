/**
 * Searching instruments by symbol or name.
 */
import { int, many, one, repeat, request, response, shape, since, string, strings } from "../schema.ts";
import { securityTypes } from "../codes/contract-codes.ts";
import { codeText } from "../patterns.ts";
import { Contract } from "../groups/contract.ts";

export const MatchingSymbolsRequest = shape("MatchingSymbolsRequest", {
  reqId: int(1, "Request id, repeated in the answer"),
  pattern: string(2, "Beginning of a symbol, or a part of a company's name"),
});

export const REQ_MATCHING_SYMBOLS = request({
  id: 81,
  name: "REQ_MATCHING_SYMBOLS",
  about:
    "Searches instruments by the beginning of a symbol or a part of a name. Answered by SYMBOL_SAMPLES; one request a second is allowed.",
  since: "REQ_MATCHING_SYMBOLS",
  shape: MatchingSymbolsRequest,
  text: ["reqId", "pattern"],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: {
    csharp: "RequestMatchingSymbols",
    call: "reqMatchingSymbols",
    tws: "matches while typing a symbol into a Watchlist",
  },
});

export const ContractDescription = shape("ContractDescription", {
  contract: one(1, Contract, "An instrument that matches, with conId, symbol, kind, listing exchange and currency"),
  derivativeSecTypes: strings(2, "Kinds of derivatives that exist on the instrument", {
    codes: securityTypes,
    pattern: codeText,
  }),
});

export const SymbolSamples = shape("SymbolSamples", {
  reqId: int(1, "Id of the request that is answered"),
  contractDescriptions: many(2, ContractDescription, "Instruments that match, 16 at most"),
});

export const SYMBOL_SAMPLES = response({
  id: 79,
  name: "SYMBOL_SAMPLES",
  about: "Instruments that match a search, with the kinds of derivatives on each. Answers REQ_MATCHING_SYMBOLS.",
  since: "REQ_MATCHING_SYMBOLS",
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
  official: { csharp: "SymbolSamples", call: "symbolSamples", tws: "matches while typing a symbol into a Watchlist" },
});
