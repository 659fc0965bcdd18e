/** The exchange by which programs of third parties prove to the host who made them; hardly ever seen. */
import { bool, request, response, shape, string, token, version } from "../schema.ts";

export const VerifyRequest = shape("VerifyRequest", {
  apiName: string(1, "Name of the program, as registered with the vendor"),
  apiVersion: string(2, "Version of the program"),
});

export const VERIFY_REQUEST = request({
  id: 65,
  name: "VERIFY_REQUEST",
  about: "Starts the verification of a program. VERIFY_MESSAGE_API answers with a challenge.",
  shape: VerifyRequest,
  text: [version, "apiName", "apiVersion"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  notes: ["Clients send it only where extra authentication was switched on before connecting."],
  official: { csharp: "VerifyRequest", call: "verifyRequest", tws: "none: API only" },
});

export const VerifyMessageApi = shape("VerifyMessageApi", {
  apiData: string(1, "The challenge"),
});

export const VERIFY_MESSAGE_API = response({
  id: 65,
  name: "VERIFY_MESSAGE_API",
  about: "The challenge to a program that started verification with VERIFY_REQUEST; VERIFY_MESSAGE answers it.",
  shape: VerifyMessageApi,
  text: [version, "apiData"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  uncertain: "No recorded message of this kind was available to check the layout.",
  sends: 1,
  official: { csharp: "VerifyMessageApi", call: "verifyMessageAPI", tws: "none: API only" },
});

export const VerifyMessageRequest = shape("VerifyMessageRequest", {
  apiData: string(1, "The program's answer to the challenge"),
});

export const VERIFY_MESSAGE = request({
  id: 66,
  name: "VERIFY_MESSAGE",
  about: "Answers the challenge of VERIFY_MESSAGE_API. VERIFY_COMPLETED ends the exchange.",
  shape: VerifyMessageRequest,
  text: [version, "apiData"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "VerifyMessage", call: "verifyMessage", tws: "none: API only" },
});

export const VerifyCompleted = shape("VerifyCompleted", {
  isSuccessful: bool(1, "Whether the program was accepted"),
  errorText: string(2, "Why it was not; empty on success"),
});

export const VERIFY_COMPLETED = response({
  id: 66,
  name: "VERIFY_COMPLETED",
  about: "The outcome of the verification that VERIFY_REQUEST started.",
  shape: VerifyCompleted,
  text: [version, token("isSuccessful", { words: ["false", "true"] }), "errorText"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  uncertain:
    "The Java client reads the outcome as the words true and false; the Python client declares a boolean, which would read 0 and 1.",
  sends: 1,
  official: { csharp: "VerifyCompleted", call: "verifyCompleted", tws: "none: API only" },
});

export const VerifyAndAuthRequest = shape("VerifyAndAuthRequest", {
  apiName: string(null, "Name of the program, as registered with the vendor"),
  apiVersion: string(null, "Version of the program"),
  opaqueIsvKey: string(null, "Key that the vendor gave to the maker of the program"),
});

export const VERIFY_AND_AUTH_REQUEST = request({
  id: 72,
  name: "VERIFY_AND_AUTH_REQUEST",
  about: "Starts verification and login of a program. VERIFY_AND_AUTH_MESSAGE_API answers with challenges.",
  shape: VerifyAndAuthRequest,
  text: [version, "apiName", "apiVersion", "opaqueIsvKey"],
  sends: 1,
  notes: ["It has no protobuf form and stays text at any server version."],
  official: { csharp: "VerifyAndAuthRequest", call: "verifyAndAuthRequest", tws: "none: API only" },
});

export const VerifyAndAuthMessageApi = shape("VerifyAndAuthMessageApi", {
  apiData: string(null, "The challenge to the program"),
  xyzChallenge: string(null, "The challenge to the user's login"),
});

export const VERIFY_AND_AUTH_MESSAGE_API = response({
  id: 69,
  name: "VERIFY_AND_AUTH_MESSAGE_API",
  about: "The challenges to a program that sent VERIFY_AND_AUTH_REQUEST; VERIFY_AND_AUTH_MESSAGE answers them.",
  shape: VerifyAndAuthMessageApi,
  text: [version, "apiData", "xyzChallenge"],
  uncertain: "No recorded message of this kind was available to check the layout.",
  sends: 1,
  official: { csharp: "VerifyAndAuthMessageApi", call: "verifyAndAuthMessageAPI", tws: "none: API only" },
});

export const VerifyAndAuthMessage = shape("VerifyAndAuthMessage", {
  apiData: string(null, "The program's answer to its challenge"),
  xyzResponse: string(null, "The answer to the challenge of the user's login"),
});

export const VERIFY_AND_AUTH_MESSAGE = request({
  id: 73,
  name: "VERIFY_AND_AUTH_MESSAGE",
  about: "Answers the challenges of VERIFY_AND_AUTH_MESSAGE_API. VERIFY_AND_AUTH_COMPLETED ends the exchange.",
  shape: VerifyAndAuthMessage,
  text: [version, "apiData", "xyzResponse"],
  sends: 1,
  notes: ["It has no protobuf form and stays text at any server version."],
  official: { csharp: "VerifyAndAuthMessage", call: "verifyAndAuthMessage", tws: "none: API only" },
});

export const VerifyAndAuthCompleted = shape("VerifyAndAuthCompleted", {
  isSuccessful: bool(null, "Whether program and login were accepted"),
  errorText: string(null, "Why they were not; empty on success"),
});

export const VERIFY_AND_AUTH_COMPLETED = response({
  id: 70,
  name: "VERIFY_AND_AUTH_COMPLETED",
  about: "The outcome of the exchange that VERIFY_AND_AUTH_REQUEST started.",
  shape: VerifyAndAuthCompleted,
  text: [version, token("isSuccessful", { words: ["false", "true"] }), "errorText"],
  uncertain: "No recorded message of this kind was available to check the layout.",
  sends: 1,
  official: { csharp: "VerifyAndAuthCompleted", call: "verifyAndAuthCompleted", tws: "none: API only" },
});
