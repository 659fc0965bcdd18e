/** The coloured window groups of TWS: which there are, what they show, and changing what they show. */
import { contractInfoWords } from "../codes/system-codes.ts";
import { contractInfoText, displayGroupsText } from "../patterns.ts";
import { int, request, response, shape, string, version } from "../schema.ts";

export const QueryDisplayGroupsRequest = shape("QueryDisplayGroupsRequest", {
  reqId: int(1, "Id of this request, repeated in the answer"),
});

export const QUERY_DISPLAY_GROUPS = request({
  id: 67,
  name: "QUERY_DISPLAY_GROUPS",
  about: "Asks which display groups TWS has. DISPLAY_GROUP_LIST answers once.",
  shape: QueryDisplayGroupsRequest,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "QueryDisplayGroups",
    call: "queryDisplayGroups",
    tws: "the coloured chain icon (window group) of a window",
  },
});

export const DisplayGroupList = shape("DisplayGroupList", {
  reqId: int(1, "Id of the request that this answers"),
  groups: string(2, "Numbers of the groups joined by vertical bars, the most used first", {
    pattern: displayGroupsText,
  }),
});

export const DISPLAY_GROUP_LIST = response({
  id: 67,
  name: "DISPLAY_GROUP_LIST",
  about: "The display groups of TWS, in answer to QUERY_DISPLAY_GROUPS.",
  shape: DisplayGroupList,
  text: [version, "reqId", "groups"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "DisplayGroupList",
    call: "displayGroupList",
    tws: "colours offered by the chain icon of a window",
  },
});

export const SubscribeToGroupEventsRequest = shape("SubscribeToGroupEventsRequest", {
  reqId: int(1, "Id of this subscription, repeated in every answer and in later requests about the group"),
  groupId: int(2, "Number of the group, 1 to 7", { min: 0 }),
});

export const SUBSCRIBE_TO_GROUP_EVENTS = request({
  id: 68,
  name: "SUBSCRIBE_TO_GROUP_EVENTS",
  about: "Subscribes to what a display group shows. DISPLAY_GROUP_UPDATED answers at once and with every change.",
  shape: SubscribeToGroupEventsRequest,
  text: [version, "reqId", "groupId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "SubscribeToGroupEvents",
    call: "subscribeToGroupEvents",
    tws: "linking a window to a colour group",
  },
});

export const DisplayGroupUpdated = shape("DisplayGroupUpdated", {
  reqId: int(1, "Id of the subscription that this answers"),
  contractInfo: string(2, "What the group shows: conId@exchange, none or combo", {
    codes: contractInfoWords,
    pattern: contractInfoText,
  }),
});

export const DISPLAY_GROUP_UPDATED = response({
  id: 68,
  name: "DISPLAY_GROUP_UPDATED",
  about: "What a display group shows now, in answer to SUBSCRIBE_TO_GROUP_EVENTS.",
  shape: DisplayGroupUpdated,
  text: [version, "reqId", "contractInfo"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "DisplayGroupUpdated",
    call: "displayGroupUpdated",
    tws: "the symbol selected in a colour group",
  },
});

export const UpdateDisplayGroupRequest = shape("UpdateDisplayGroupRequest", {
  reqId: int(1, "Id of the subscription whose group is to change"),
  contractInfo: string(2, "What the group is to show: conId or conId@exchange, or none", {
    codes: contractInfoWords,
    pattern: contractInfoText,
  }),
});

export const UPDATE_DISPLAY_GROUP = request({
  id: 69,
  name: "UPDATE_DISPLAY_GROUP",
  about: "Changes what a subscribed display group shows. The host answers only with an error.",
  shape: UpdateDisplayGroupRequest,
  text: [version, "reqId", "contractInfo"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "UpdateDisplayGroup",
    call: "updateDisplayGroup",
    tws: "selecting another symbol in a linked window",
  },
});

export const UnsubscribeFromGroupEventsRequest = shape("UnsubscribeFromGroupEventsRequest", {
  reqId: int(1, "Id of the subscription that is to end"),
});

export const UNSUBSCRIBE_FROM_GROUP_EVENTS = request({
  id: 70,
  name: "UNSUBSCRIBE_FROM_GROUP_EVENTS",
  about: "Ends a subscription made by SUBSCRIBE_TO_GROUP_EVENTS. The host does not confirm it.",
  shape: UnsubscribeFromGroupEventsRequest,
  text: [version, "reqId"],
  protobuf: "PROTOBUF_REST_MESSAGES_3",
  sends: 1,
  official: {
    csharp: "UnsubscribeFromGroupEvents",
    call: "unsubscribeFromGroupEvents",
    tws: "unlinking a window from its colour group",
  },
});
