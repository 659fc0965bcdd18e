import { int, request, response, shape, string, version } from "../schema.ts";

export const QueryDisplayGroupsRequest = shape("QueryDisplayGroupsRequest", {
  reqId: int(1, "TODO"),
});

export const QUERY_DISPLAY_GROUPS = request({
  id: 67,
  name: "QUERY_DISPLAY_GROUPS",
  about: "TODO",
  shape: QueryDisplayGroupsRequest,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const DisplayGroupList = shape("DisplayGroupList", {
  reqId: int(1, "TODO"),
  groups: string(2, "TODO"),
});

export const DISPLAY_GROUP_LIST = response({
  id: 67,
  name: "DISPLAY_GROUP_LIST",
  about: "TODO",
  shape: DisplayGroupList,
  text: [version, "reqId", "groups"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const SubscribeToGroupEventsRequest = shape("SubscribeToGroupEventsRequest", {
  reqId: int(1, "TODO"),
  groupId: int(2, "TODO"),
});

export const SUBSCRIBE_TO_GROUP_EVENTS = request({
  id: 68,
  name: "SUBSCRIBE_TO_GROUP_EVENTS",
  about: "TODO",
  shape: SubscribeToGroupEventsRequest,
  text: [version, "reqId", "groupId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const DisplayGroupUpdated = shape("DisplayGroupUpdated", {
  reqId: int(1, "TODO"),
  contractInfo: string(2, "TODO"),
});

export const DISPLAY_GROUP_UPDATED = response({
  id: 68,
  name: "DISPLAY_GROUP_UPDATED",
  about: "TODO",
  shape: DisplayGroupUpdated,
  text: [version, "reqId", "contractInfo"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const UpdateDisplayGroupRequest = shape("UpdateDisplayGroupRequest", {
  reqId: int(1, "TODO"),
  contractInfo: string(2, "TODO"),
});

export const UPDATE_DISPLAY_GROUP = request({
  id: 69,
  name: "UPDATE_DISPLAY_GROUP",
  about: "TODO",
  shape: UpdateDisplayGroupRequest,
  text: [version, "reqId", "contractInfo"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const UnsubscribeFromGroupEventsRequest = shape("UnsubscribeFromGroupEventsRequest", {
  reqId: int(1, "TODO"),
});

export const UNSUBSCRIBE_FROM_GROUP_EVENTS = request({
  id: 70,
  name: "UNSUBSCRIBE_FROM_GROUP_EVENTS",
  about: "TODO",
  shape: UnsubscribeFromGroupEventsRequest,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
