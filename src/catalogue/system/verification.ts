import { bool, request, response, shape, string, token, version } from "../schema.ts";

export const VerifyRequest = shape("VerifyRequest", {
  apiName: string(1, "TODO"),
  apiVersion: string(2, "TODO"),
});

export const VERIFY_REQUEST = request({
  id: 65,
  name: "VERIFY_REQUEST",
  about: "TODO",
  shape: VerifyRequest,
  text: [version, "apiName", "apiVersion"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyMessageApi = shape("VerifyMessageApi", {
  apiData: string(1, "TODO"),
});

export const VERIFY_MESSAGE_API = response({
  id: 65,
  name: "VERIFY_MESSAGE_API",
  about: "TODO",
  shape: VerifyMessageApi,
  text: [version, "apiData"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  uncertain: "not exercised",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyMessageRequest = shape("VerifyMessageRequest", {
  apiData: string(1, "TODO"),
});

export const VERIFY_MESSAGE = request({
  id: 66,
  name: "VERIFY_MESSAGE",
  about: "TODO",
  shape: VerifyMessageRequest,
  text: [version, "apiData"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyCompleted = shape("VerifyCompleted", {
  isSuccessful: bool(1, "TODO"),
  errorText: string(2, "TODO"),
});

export const VERIFY_COMPLETED = response({
  id: 66,
  name: "VERIFY_COMPLETED",
  about: "TODO",
  shape: VerifyCompleted,
  text: [version, token("isSuccessful", { words: ["false", "true"] }), "errorText"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  uncertain: 'success is the text "true"/"false" in Java; the Python signature says bool',
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyAndAuthRequest = shape("VerifyAndAuthRequest", {
  apiName: string(null, "TODO"),
  apiVersion: string(null, "TODO"),
  opaqueIsvKey: string(null, "TODO"),
});

export const VERIFY_AND_AUTH_REQUEST = request({
  id: 72,
  name: "VERIFY_AND_AUTH_REQUEST",
  about: "TODO",
  shape: VerifyAndAuthRequest,
  text: [version, "apiName", "apiVersion", "opaqueIsvKey"],
  sends: 1,
  notes: ["text only, no protobuf form"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyAndAuthMessageApi = shape("VerifyAndAuthMessageApi", {
  apiData: string(null, "TODO"),
  xyzChallenge: string(null, "TODO"),
});

export const VERIFY_AND_AUTH_MESSAGE_API = response({
  id: 69,
  name: "VERIFY_AND_AUTH_MESSAGE_API",
  about: "TODO",
  shape: VerifyAndAuthMessageApi,
  text: [version, "apiData", "xyzChallenge"],
  uncertain: "not exercised by any test vector",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyAndAuthMessage = shape("VerifyAndAuthMessage", {
  apiData: string(null, "TODO"),
  xyzResponse: string(null, "TODO"),
});

export const VERIFY_AND_AUTH_MESSAGE = request({
  id: 73,
  name: "VERIFY_AND_AUTH_MESSAGE",
  about: "TODO",
  shape: VerifyAndAuthMessage,
  text: [version, "apiData", "xyzResponse"],
  sends: 1,
  notes: ["text only, no protobuf form"],
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const VerifyAndAuthCompleted = shape("VerifyAndAuthCompleted", {
  isSuccessful: bool(null, "TODO"),
  errorText: string(null, "TODO"),
});

export const VERIFY_AND_AUTH_COMPLETED = response({
  id: 70,
  name: "VERIFY_AND_AUTH_COMPLETED",
  about: "TODO",
  shape: VerifyAndAuthCompleted,
  text: [version, token("isSuccessful", { words: ["false", "true"] }), "errorText"],
  uncertain: "not exercised by any test vector",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
