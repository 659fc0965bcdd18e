import { many, repeat, request, response, shape, string } from "../schema.ts";

export const FamilyCodesRequest = shape("FamilyCodesRequest", {});

export const REQ_FAMILY_CODES = request({
  id: 80,
  name: "REQ_FAMILY_CODES",
  about: "TODO",
  shape: FamilyCodesRequest,
  text: [],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const FamilyCode = shape("FamilyCode", {
  accountId: string(1, "TODO"),
  familyCode: string(2, "TODO"),
});

export const FamilyCodes = shape("FamilyCodes", {
  familyCodes: many(1, FamilyCode, "TODO"),
});

export const FAMILY_CODES = response({
  id: 78,
  name: "FAMILY_CODES",
  about: "TODO",
  shape: FamilyCodes,
  text: [repeat("familyCodes", "nFamilyCodes", "accountId", "familyCode")],
  protobuf: "PROTOBUF_REST_MESSAGES_2",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
