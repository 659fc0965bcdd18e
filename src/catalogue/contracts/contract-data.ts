/**
 * Looking up instruments: the request and its cancellation, one message an instrument, one a bond, and the end mark.
 */
import {
  at,
  between,
  int,
  is,
  one,
  repeat,
  request,
  response,
  sentinel,
  shape,
  since,
  tagPairs,
  unsetTexts,
  until,
  version,
  versions,
  when,
} from "../schema.ts";
import { Contract, requestContract } from "../groups/contract.ts";
import { ContractDetails } from "../groups/contract-details.ts";

export const ContractDataRequest = shape("ContractDataRequest", {
  reqId: int(1, "Request id, repeated in every answer"),
  contract: one(2, Contract, "What is known of the instrument; fields left empty match anything"),
});

export const REQ_CONTRACT_DATA = request({
  id: 9,
  name: "REQ_CONTRACT_DATA",
  about:
    "Asks for all instruments that match a description, with their details. Answered by CONTRACT_DATA, or BOND_CONTRACT_DATA for bonds, for each, then CONTRACT_DATA_END; by ERR_MSG 200 when nothing matches.",
  shape: ContractDataRequest,
  text: [
    version,
    "reqId",
    ...requestContract,
    "contract.includeExpired",
    "contract.secIdType",
    "contract.secId",
    since("BOND_ISSUERID", "contract.issuerId"),
  ],
  protobuf: "PROTOBUF_CONTRACT_DATA",
  sends: 8,
  official: {
    csharp: "RequestContractData",
    call: "reqContractDetails",
    tws: "Financial Instrument Info > Description",
  },
});

export const CancelContractData = shape("CancelContractData", {
  reqId: int(1, "Id of the REQ_CONTRACT_DATA to be cancelled"),
});

export const CANCEL_CONTRACT_DATA = request({
  id: 106,
  name: "CANCEL_CONTRACT_DATA",
  about: "Cancels a REQ_CONTRACT_DATA that is still being answered. Not answered.",
  shape: CancelContractData,
  text: null,
  since: "CANCEL_CONTRACT_DATA",
  protobuf: "CANCEL_CONTRACT_DATA",
  official: { csharp: "CancelContractData", call: "cancelContractData", tws: "none: API only" },
});

export const ContractData = shape("ContractData", {
  reqId: int(1, "Id of the request that is answered"),
  contract: one(2, Contract, "One instrument that matches, fully described"),
  contractDetails: one(3, ContractDetails, "Further facts about that instrument"),
});

export const CONTRACT_DATA = response({
  id: 10,
  name: "CONTRACT_DATA",
  about: "One instrument that matches, with its details. Answers REQ_CONTRACT_DATA for everything but bonds.",
  shape: ContractData,
  text: [
    until("SIZE_RULES", version),
    versions({ since: 3 }, "reqId"),
    "contract.symbol",
    "contract.secType",
    "contract.lastTradeDateOrContractMonth",
    since("LAST_TRADE_DATE", "contract.lastTradeDate"),
    "contract.strike",
    "contract.right",
    "contract.exchange",
    "contract.currency",
    "contract.localSymbol",
    "contractDetails.marketName",
    "contract.tradingClass",
    "contract.conId",
    "contractDetails.minTick",
    between("MD_SIZE_MULTIPLIER", "SIZE_RULES", "contractDetails.mdSizeMultiplier"),
    "contract.multiplier",
    "contractDetails.orderTypes",
    "contractDetails.validExchanges",
    "contractDetails.priceMagnifier",
    versions({ since: 4 }, "contractDetails.underConId"),
    versions({ since: 5 }, "contractDetails.longName", "contract.primaryExch"),
    versions(
      { since: 6 },
      "contractDetails.contractMonth",
      "contractDetails.industry",
      "contractDetails.category",
      "contractDetails.subcategory",
      "contractDetails.timeZoneId",
      "contractDetails.tradingHours",
      "contractDetails.liquidHours",
    ),
    versions({ since: 8 }, "contractDetails.evRule", "contractDetails.evMultiplier"),
    versions({ since: 7 }, tagPairs("contractDetails.secIdList", "secIdListCount")),
    since("AGG_GROUP", ...sentinel(unsetTexts.int, "contractDetails.aggGroup")),
    since("UNDERLYING_INFO", "contractDetails.underSymbol", "contractDetails.underSecType"),
    since("MARKET_RULES", "contractDetails.marketRuleIds"),
    since("REAL_EXPIRATION_DATE", "contractDetails.realExpirationDate"),
    since("STOCK_TYPE", "contractDetails.stockType"),
    between("FRACTIONAL_SIZE_SUPPORT", "SIZE_RULES", "contractDetails.sizeMinTick"),
    since(
      "SIZE_RULES",
      "contractDetails.minSize",
      "contractDetails.sizeIncrement",
      "contractDetails.suggestedSizeIncrement",
    ),
    since(
      "FUND_DATA_FIELDS",
      when(
        is("contract.secType", "FUND"),
        ...at("contractDetails", "fundName", "fundFamily", "fundType", "fundFrontLoad", "fundBackLoad"),
        ...at("contractDetails", "fundBackLoadTimeInterval", "fundManagementFee", "fundClosed"),
        ...at("contractDetails", "fundClosedForNewInvestors", "fundClosedForNewMoney", "fundNotifyAmount"),
        ...at("contractDetails", "fundMinimumInitialPurchase", "fundMinimumSubsequentPurchase"),
        ...at("contractDetails", "fundBlueSkyStates", "fundBlueSkyTerritories"),
        ...at("contractDetails", "fundDistributionPolicyIndicator", "fundAssetType"),
      ),
    ),
    since(
      "INELIGIBILITY_REASONS",
      repeat("contractDetails.ineligibilityReasonList", "ineligibilityReasonListCount", "id", "description"),
    ),
  ],
  protobuf: "PROTOBUF_CONTRACT_DATA",
  implied: 8,
  sends: 8,
  official: { csharp: "ContractData", call: "contractDetails", tws: "Financial Instrument Info > Description" },
});

export const BOND_CONTRACT_DATA = response({
  id: 18,
  name: "BOND_CONTRACT_DATA",
  about: "One bond that matches, with its details. Answers REQ_CONTRACT_DATA for bonds.",
  shape: ContractData,
  text: [
    until("SIZE_RULES", version),
    versions({ since: 3 }, "reqId"),
    "contract.symbol",
    "contract.secType",
    "contractDetails.cusip",
    "contractDetails.coupon",
    "contract.lastTradeDateOrContractMonth",
    "contractDetails.issueDate",
    "contractDetails.ratings",
    "contractDetails.bondType",
    "contractDetails.couponType",
    "contractDetails.convertible",
    "contractDetails.callable",
    "contractDetails.puttable",
    "contractDetails.descAppend",
    "contract.exchange",
    "contract.currency",
    "contractDetails.marketName",
    "contract.tradingClass",
    "contract.conId",
    "contractDetails.minTick",
    between("MD_SIZE_MULTIPLIER", "SIZE_RULES", "contractDetails.mdSizeMultiplier"),
    "contractDetails.orderTypes",
    "contractDetails.validExchanges",
    "contractDetails.nextOptionDate",
    "contractDetails.nextOptionType",
    "contractDetails.nextOptionPartial",
    "contractDetails.bondNotes",
    versions({ since: 4 }, "contractDetails.longName"),
    since(
      "BOND_TRADING_HOURS",
      "contractDetails.timeZoneId",
      "contractDetails.tradingHours",
      "contractDetails.liquidHours",
    ),
    versions({ since: 6 }, "contractDetails.evRule", "contractDetails.evMultiplier"),
    versions({ since: 5 }, tagPairs("contractDetails.secIdList", "secIdListCount")),
    since("AGG_GROUP", ...sentinel(unsetTexts.int, "contractDetails.aggGroup")),
    since("MARKET_RULES", "contractDetails.marketRuleIds"),
    since(
      "SIZE_RULES",
      "contractDetails.minSize",
      "contractDetails.sizeIncrement",
      "contractDetails.suggestedSizeIncrement",
    ),
  ],
  protobuf: "PROTOBUF_CONTRACT_DATA",
  implied: 6,
  sends: 6,
  official: {
    csharp: "BondContractData",
    call: "bondContractDetails",
    tws: "Financial Instrument Info > Description of a bond",
  },
});

export const ContractDataEnd = shape("ContractDataEnd", {
  reqId: int(1, "Id of the request whose answers end here"),
});

export const CONTRACT_DATA_END = response({
  id: 52,
  name: "CONTRACT_DATA_END",
  about: "Says that all matching instruments have been sent. Ends the answer to REQ_CONTRACT_DATA.",
  shape: ContractDataEnd,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_CONTRACT_DATA",
  sends: 1,
  official: { csharp: "ContractDataEnd", call: "contractDetailsEnd", tws: "none: API only" },
});
