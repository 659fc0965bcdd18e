/** The calendar of company events as JSON: kinds of events with their filters, and the events themselves, invented. */
import { mix } from "../market/hash.ts";
import { listed } from "../universe/derived-listings.ts";
import { byConId } from "../universe/find.ts";
import { dayFrom, dayFromText, dayOf, dayText, civil } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";

interface EventKind {
  readonly tag: string;
  readonly name: string;
  /** Months in which it falls, 1 to 12. */
  readonly months: readonly number[];
}

const kinds: readonly EventKind[] = [
  { tag: "wshe_ed", name: "Earnings Dates", months: [1, 4, 7, 10] },
  { tag: "wshe_qe", name: "Quarter Ends", months: [3, 6, 9, 12] },
  { tag: "wshe_div", name: "Dividend Dates", months: [2, 5, 8, 11] },
  { tag: "wshe_bod", name: "Board of Directors Meetings", months: [3, 9] },
  { tag: "wshe_cc", name: "Conference Calls", months: [1, 4, 7, 10] },
  { tag: "wshe_sh", name: "Shareholder Meetings", months: [5] },
  { tag: "wshe_splits", name: "Splits", months: [] },
];

export const eventMetadata = JSON.stringify({
  validated: true,
  data: {
    meta_data: {
      event_types: kinds.map(({ tag, name }) => ({
        tag,
        name,
        columns: [
          { tag: "index_date", name: "Date", type: "date" },
          { tag: "event_status", name: "Status", type: "string" },
        ],
      })),
      filters: [
        { tag: "country", name: "Country", type: "string" },
        { tag: "watchlist", name: "Watchlist", type: "list of contract ids" },
        { tag: "limit_region", name: "Events in a region", type: "number" },
        { tag: "limit", name: "Events", type: "number" },
      ],
    },
  },
});

export interface EventQuery {
  readonly conIds: readonly number[];
  /** Kinds by tag; empty: all. */
  readonly tags: readonly string[];
  /** Days since 1970, both included. */
  readonly from: number;
  readonly to: number;
  readonly max: number;
}

/** Documented: events of one answer. */
const eventsMax = 100;
const spanDays = 180;

interface Filter {
  readonly watchlist?: readonly string[];
  readonly limit?: number;
}

/** @returns undefined for a filter that is no JSON object */
export function readQuery(
  conId: number | null | undefined,
  filter: string,
  startDate: string,
  endDate: string,
  limit: number | null | undefined,
  ms: number,
): EventQuery | undefined {
  let given: Filter & Record<string, unknown> = {};
  if (filter !== "") {
    try {
      given = JSON.parse(filter) as Filter & Record<string, unknown>;
    } catch {
      return undefined;
    }
    if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  }
  const today = dayOf(ms);
  const watchlist = Array.isArray(given.watchlist) ? given.watchlist.map(Number) : [];
  const asked = conId ? [conId] : watchlist;
  const everyone = listed.filter(({ secType }) => secType === "STK").map((each) => each.conId);
  const wished = limit ?? given.limit ?? eventsMax;
  return {
    conIds: asked.length > 0 ? asked : everyone,
    tags: kinds.map(({ tag }) => tag).filter((tag) => String(given[tag]) === "true"),
    from: dayFromText(startDate) ?? today,
    to: dayFromText(endDate) ?? today + spanDays,
    max: wished > 0 ? Math.min(wished, eventsMax) : eventsMax,
  };
}

const isCompany = (of: Listing | undefined): of is Listing => of?.secType === "STK" && of.facts.stockType !== "ETF";

export function companyEvents({ conIds, tags, from, to, max }: EventQuery): string {
  const events = conIds
    .map((conId) => byConId(conId))
    .filter(isCompany)
    .flatMap((of) =>
      kinds
        .filter(({ tag }) => tags.length === 0 || tags.includes(tag))
        .flatMap(({ tag, name, months }, kind) => {
          const found = [];
          for (let year = civil(from).year; year <= civil(to).year; year += 1)
            for (const month of months) {
              const day = dayFrom(year, month, 1 + (mix(of.conId, year * 12 + month, kind) % 27));
              if (day >= from && day <= to)
                found.push({
                  conids: [String(of.conId)],
                  event_type: tag,
                  event_name: name,
                  index_date: dayText(day),
                  index_date_type: "DATE",
                  data: { symbol: of.symbol, company: of.longName, event_status: "UNCONFIRMED" },
                });
            }
          return found;
        }),
    )
    .sort((one, other) => (one.index_date < other.index_date ? -1 : one.index_date > other.index_date ? 1 : 0));
  return JSON.stringify(events.slice(0, max));
}
