/** Which accounts belong together under an advisor or broker. */
import { accountText } from "../patterns.ts";
import { many, repeat, request, response, shape, string } from "../schema.ts";

export const FamilyCodesRequest = shape("FamilyCodesRequest", {});

export const REQ_FAMILY_CODES = request({
  id: 80,
  name: "REQ_FAMILY_CODES",
  about: "Asks to which families the accounts of the login belong. FAMILY_CODES answers once.",
  since: "REQ_FAMILY_CODES",
  shape: FamilyCodesRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "RequestFamilyCodes", call: "reqFamilyCodes", tws: "none: API only" },
});

export const FamilyCode = shape("FamilyCode", {
  accountId: string(1, "Account of the login", { pattern: accountText, aka: ["accountID"] }),
  familyCode: string(2, "The advisor's or broker's account with A behind it; empty for an account without a family", {
    pattern: accountText,
    aka: ["familyCodeStr"],
  }),
});

export const FamilyCodes = shape("FamilyCodes", {
  familyCodes: many(1, FamilyCode, "One entry per account"),
});

export const FAMILY_CODES = response({
  id: 78,
  name: "FAMILY_CODES",
  about: "The accounts of the login with their family codes, in answer to REQ_FAMILY_CODES.",
  since: "REQ_FAMILY_CODES",
  shape: FamilyCodes,
  text: [repeat("familyCodes", "nFamilyCodes", "accountId", "familyCode")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  notes: ["Hosts list the accounts without a family only from server version 154 on."],
  official: { csharp: "FamilyCodes", call: "familyCodes", tws: "none: API only" },
});
