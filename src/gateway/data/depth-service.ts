/** REQ_MKT_DEPTH: the order book of one exchange, or of all that SMART asks. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { resolve } from "../contracts/resolve.ts";
import { bookAt, venuesOf } from "../contracts/venues.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { byConId } from "../universe/find.ts";
import type { Listing } from "../universe/listing.ts";
import { type BookChange, bookAtMoment, type BookNow, type Naming, sideChanges } from "./book.ts";
import type { Desk } from "./desk.ts";
import { flowOf } from "./flow.ts";
import { isSubscribed, notSubscribed } from "./permission.ts";
import { sizeText } from "./sizes.ts";

const codes = { tooMany: 309, none: 310, unsupported: 10092, notSubscribed: 354, exchanges: 2152 } as const;
/** What a smart book is made of. Source: real hosts' words for 2152. */
function exchangesText(of: Listing): string {
  const venues = venuesOf(of);
  const deep = venues.filter((venue) => bookAt(venue, of.secType) !== undefined);
  const top = venues.filter((venue) => !deep.includes(venue));
  return `Exchanges - Depth: ${deep.join("; ")}; Top: ${top.join("; ")}; `;
}
/** Documented: three books, one more for every hundred market data lines beyond three hundred, sixty at most. */
const booksMaxOf = (lines: number): number => Math.min(60, Math.max(3, Math.floor(lines / 100)));
/** More rows do not exist on a side. */
const rowsMax = 20;
const rerouteSince = 125;

interface Open {
  readonly planned: Planned;
  readonly conId: number;
  readonly smart: boolean;
}

export function depthService(desk: Desk): Service<"REQ_MKT_DEPTH" | "CANCEL_MKT_DEPTH"> {
  const { surroundings, universe, market, pulse } = desk;
  const open = new Subscriptions<Open>(({ planned }) => planned.cancel());

  const send = (client: ClientPort, reqId: number, of: Listing, naming: Naming, change: BookChange): void => {
    const { position, operation, side, row } = change;
    const marketDepthData = {
      position,
      operation,
      side,
      price: row.price,
      size: sizeText(of, client.serverVersion, row.size),
    };
    if (naming.kind === "none") return client.send("MARKET_DEPTH", { reqId, marketDepthData });
    client.send("MARKET_DEPTH_L2", {
      reqId,
      marketDepthData: { ...marketDepthData, marketMaker: row.maker, isSmartDepth: naming.kind === "venues" },
    });
  };

  const follow = (client: ClientPort, reqId: number, of: Listing, rows: number, naming: Naming): Planned => {
    let before: BookNow = { bids: [], asks: [] };
    const flows = flowOf(desk.link, of);
    const update = (): void => {
      if (!flows()) return;
      const after = bookAtMoment(market, of, surroundings.now(), rows, naming);
      for (const change of [...sideChanges(before.bids, after.bids, 1), ...sideChanges(before.asks, after.asks, 0)])
        send(client, reqId, of, naming, change);
      before = after;
    };
    update();
    return pulse.follow(update);
  };

  return {
    answers: {
      REQ_MKT_DEPTH: (request, client) => {
        const reqId = request.reqId ?? -1;
        const smart = request.isSmartDepth ?? false;
        if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
        if (request.contract?.secType === "BAG")
          return refuseAsInvalid(client, reqId, "Market depth does not support combos.");
        const resolved = resolve(universe, request.contract, client, reqId);
        if (!resolved) return;
        const of = resolved.listing;
        if ((request.numRows ?? 0) <= 0)
          return refuseAsInvalid(client, reqId, "Market depth rows requested must be greater than zero.");
        const underlying = of.secType === "CFD" ? byConId(of.underlying) : undefined;
        if (underlying && client.serverVersion >= rerouteSince && underlying.secType !== "IND")
          return client.send("REROUTE_MKT_DEPTH_REQ", {
            reqId,
            conId: underlying.conId,
            exchange: underlying.primaryExchange || (underlying.exchanges[0] ?? ""),
          });
        const book = bookAt(resolved.exchange, of.secType);
        const routed = smart && resolved.exchange === "SMART" && of.secType === "STK";
        if (!book && !routed)
          return client.error(
            reqId,
            codes.unsupported,
            "Deep market data is not supported for this combination of security type/exchange",
          );
        if (!isSubscribed(surroundings.settings, of))
          return client.error(reqId, codes.notSubscribed, notSubscribed(of));
        // Requests for one instrument count once.
        const books = new Set(open.all.map(({ what }) => what.conId));
        const booksMax = booksMaxOf(surroundings.settings.marketDataLinesMax);
        if (!books.has(of.conId) && books.size >= booksMax)
          return client.error(
            reqId,
            codes.tooMany,
            `Max number (${booksMax}) of market depth requests has been reached`,
          );
        const naming: Naming = routed
          ? { kind: "venues", venues: venuesOf(of) }
          : book?.serviceDataType === "Deep2"
            ? { kind: "makers" }
            : { kind: "none" };
        if (routed) client.error(reqId, codes.exchanges, exchangesText(of));
        const rows = Math.min(request.numRows ?? 0, rowsMax);
        open.set(client, reqId, { planned: follow(client, reqId, of, rows, naming), conId: of.conId, smart });
      },
      CANCEL_MKT_DEPTH: ({ reqId, isSmartDepth }, client) => {
        const id = reqId ?? -1;
        const found = open.get(client, id);
        // Versions that cannot tell the two kinds apart do not say which they mean.
        const same = client.serverVersion < 146 || found?.smart === (isSmartDepth ?? false);
        if (!found || !same)
          return client.error(id, codes.none, `Can't find the subscribed market depth with tickerId:${id}`);
        open.end(client, id);
      },
    },
    clientLeft: (client) => open.endAll(client),
  };
}
