/** The coloured window groups: seven of them, with what they show, shared by all clients as the windows of one TWS are. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { ClientPort, Service } from "../service.ts";

const groupCount = 7;

interface Subscription {
  readonly client: ClientPort;
  readonly reqId: number;
  readonly group: number;
}

export function displayGroupsService(): Service<
  "QUERY_DISPLAY_GROUPS" | "SUBSCRIBE_TO_GROUP_EVENTS" | "UPDATE_DISPLAY_GROUP" | "UNSUBSCRIBE_FROM_GROUP_EVENTS"
> {
  const shown = new Map<number, string>();
  let subscriptions: readonly Subscription[] = [];
  const find = (client: ClientPort, reqId: number | null | undefined): Subscription | undefined =>
    subscriptions.find((one) => one.client === client && one.reqId === reqId);
  const tell = ({ client, reqId, group }: Subscription): void =>
    client.send("DISPLAY_GROUP_UPDATED", { reqId, contractInfo: shown.get(group) ?? "none" });
  const unknown = (client: ClientPort, reqId: number | null | undefined): void =>
    refuseAsInvalid(client, reqId ?? -1, "No subscription to a group has this id");
  return {
    answers: {
      QUERY_DISPLAY_GROUPS: ({ reqId }, from) => {
        const groups = Array.from({ length: groupCount }, (_unused, index) => index + 1).join("|");
        from.send("DISPLAY_GROUP_LIST", { reqId: reqId ?? -1, groups });
      },
      SUBSCRIBE_TO_GROUP_EVENTS: ({ reqId, groupId }, from) => {
        if (typeof reqId !== "number" || typeof groupId !== "number" || groupId < 1 || groupId > groupCount) {
          refuseAsInvalid(from, reqId ?? -1, `There is no group ${groupId}`);
          return;
        }
        const subscription = { client: from, reqId, group: groupId };
        subscriptions = [...subscriptions.filter((one) => one !== find(from, reqId)), subscription];
        tell(subscription);
      },
      UPDATE_DISPLAY_GROUP: ({ reqId, contractInfo }, from) => {
        const subscription = find(from, reqId);
        if (!subscription) return unknown(from, reqId);
        shown.set(subscription.group, contractInfo || "none");
        for (const one of subscriptions) if (one.group === subscription.group) tell(one);
      },
      UNSUBSCRIBE_FROM_GROUP_EVENTS: ({ reqId }, from) => {
        const subscription = find(from, reqId);
        if (!subscription) return unknown(from, reqId);
        subscriptions = subscriptions.filter((one) => one !== subscription);
      },
    },
    clientLeft: (client) => {
      subscriptions = subscriptions.filter((one) => one.client !== client);
    },
  };
}
