/** REQ_WSH_META_DATA and REQ_WSH_EVENT_DATA: kinds of company events first, then the events; one request of each at a time. */
import type { ClientPort, Planned, Service } from "../service.ts";
import { companyEvents, eventMetadata, readQuery } from "./company-events.ts";
import type { Desk } from "./desk.ts";

const answerMs = 50;
const codes = {
  metaDuplicate: 10278,
  metaCancelFailed: 10280,
  eventDuplicate: 10281,
  metaMissing: 10282,
  eventCancelFailed: 10284,
  eventInvalid: 10309,
} as const;

/** What a connection has open, and whether it was told the kinds of events. */
interface Calendar {
  meta: { readonly reqId: number; readonly planned: Planned } | undefined;
  event: { readonly reqId: number; readonly planned: Planned } | undefined;
  told: boolean;
}

export function companyEventsService({
  surroundings,
}: Desk): Service<"REQ_WSH_META_DATA" | "CANCEL_WSH_META_DATA" | "REQ_WSH_EVENT_DATA" | "CANCEL_WSH_EVENT_DATA"> {
  const calendars = new Map<number, Calendar>();
  const calendarOf = ({ connection }: ClientPort): Calendar => {
    let calendar = calendars.get(connection);
    if (!calendar) {
      calendar = { meta: undefined, event: undefined, told: false };
      calendars.set(connection, calendar);
    }
    return calendar;
  };

  return {
    answers: {
      REQ_WSH_META_DATA: ({ reqId }, client) => {
        const id = reqId ?? -1;
        const calendar = calendarOf(client);
        if (calendar.meta) return client.error(id, codes.metaDuplicate, "Duplicate WSH meta-data request");
        const planned = surroundings.after(answerMs, () => {
          calendar.meta = undefined;
          calendar.told = true;
          client.send("WSH_META_DATA", { reqId: id, dataJson: eventMetadata });
        });
        calendar.meta = { reqId: id, planned };
      },
      CANCEL_WSH_META_DATA: ({ reqId }, client) => {
        const calendar = calendarOf(client);
        if (calendar.meta?.reqId !== reqId)
          return client.error(reqId ?? -1, codes.metaCancelFailed, "Failed to cancel WSH meta-data request");
        calendar.meta?.planned.cancel();
        calendar.meta = undefined;
      },
      REQ_WSH_EVENT_DATA: (request, client) => {
        const id = request.reqId ?? -1;
        const calendar = calendarOf(client);
        if (!calendar.told) return client.error(id, codes.metaMissing, "WSH metadata was not requested");
        if (calendar.event) return client.error(id, codes.eventDuplicate, "Duplicate WSH event request");
        const filter = request.filter ?? "";
        const query = readQuery(
          request.conId,
          filter,
          request.startDate ?? "",
          request.endDate ?? "",
          request.totalLimit,
          surroundings.now(),
        );
        if (!query || (request.conId && filter !== ""))
          return client.error(id, codes.eventInvalid, "WSH event request is not valid");
        const planned = surroundings.after(answerMs, () => {
          calendar.event = undefined;
          client.send("WSH_EVENT_DATA", { reqId: id, dataJson: companyEvents(query) });
        });
        calendar.event = { reqId: id, planned };
      },
      CANCEL_WSH_EVENT_DATA: ({ reqId }, client) => {
        const calendar = calendarOf(client);
        if (calendar.event?.reqId !== reqId)
          return client.error(reqId ?? -1, codes.eventCancelFailed, "Failed to cancel WSH event data request");
        calendar.event?.planned.cancel();
        calendar.event = undefined;
      },
    },
    clientLeft: (client) => {
      const calendar = calendars.get(client.connection);
      calendar?.meta?.planned.cancel();
      calendar?.event?.planned.cancel();
      calendars.delete(client.connection);
    },
  };
}
