/** The set-up of a financial advisor: allocation groups and account names, read and replaced as XML. */
import { faDataTypes } from "../codes/advisor-codes.ts";
import { xmlText } from "../patterns.ts";
import { int, request, response, shape, since, string, version } from "../schema.ts";

export const FARequest = shape("FARequest", {
  faDataType: int(1, "Which part of the set-up is wanted", { codes: faDataTypes, min: 1, aka: ["faData"] }),
});

export const REQ_FA = request({
  id: 18,
  name: "REQ_FA",
  about: "Asks for a part of the advisor's set-up. RECEIVE_FA answers; a login that is not an advisor's gets an error.",
  shape: FARequest,
  text: [version, "faDataType"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  notes: ["While a replacement is still being saved, 10230 answers."],
  official: { csharp: "RequestFA", call: "requestFA", tws: "Advisor Setup window: Groups and Accounts (aliases)" },
});

export const FAReplace = shape("FAReplace", {
  reqId: int(1, "Id of this request, repeated in the answer"),
  faDataType: int(2, "Which part of the set-up is replaced; groups only, by now", {
    codes: faDataTypes,
    min: 1,
    aka: ["faData"],
  }),
  xml: string(3, "The whole new part of the set-up; what it leaves out is deleted", {
    pattern: xmlText,
    aka: ["cxml"],
  }),
});

export const REPLACE_FA = request({
  id: 19,
  name: "REPLACE_FA",
  about: "Replaces a part of the advisor's set-up. REPLACE_FA_END answers when it is saved.",
  shape: FAReplace,
  text: [version, "faDataType", "xml", since("REPLACE_FA_END", "reqId")],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  sends: 1,
  notes: [
    "Clients refuse to send profiles with 585 from server version 177 on.",
    "Groups that name unknown accounts are refused with 10231.",
  ],
  official: { csharp: "ReplaceFA", call: "replaceFA", tws: "Advisor Setup window: saving changed Groups" },
});

export const ReceiveFA = shape("ReceiveFA", {
  faDataType: int(1, "Which part of the set-up this is", { codes: faDataTypes, min: 1, aka: ["faData"] }),
  xml: string(2, "That part of the set-up", { pattern: xmlText, aka: ["cxml", "faXmlData"] }),
});

export const RECEIVE_FA = response({
  id: 16,
  name: "RECEIVE_FA",
  about: "A part of the advisor's set-up, in answer to REQ_FA.",
  shape: ReceiveFA,
  text: [version, "faDataType", "xml"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  notes: ["It carries no request id; the type tells which request it answers."],
  sends: 1,
  official: { csharp: "ReceiveFA", call: "receiveFA", tws: "Advisor Setup window: Groups and Accounts (aliases)" },
});

export const ReplaceFAEnd = shape("ReplaceFAEnd", {
  reqId: int(1, "Id of the request that this answers"),
  text: string(2, "What the host says about the outcome"),
});

export const REPLACE_FA_END = response({
  id: 103,
  name: "REPLACE_FA_END",
  about: "Says that the replacement asked for with REPLACE_FA is done.",
  since: "REPLACE_FA_END",
  shape: ReplaceFAEnd,
  text: ["reqId", "text"],
  protobuf: "PROTOBUF_REST_MESSAGES_1",
  official: { csharp: "ReplaceFAEnd", call: "replaceFAEnd", tws: "saved Groups in the Advisor Setup window" },
});
