/** REQ_MKT_DATA: quotes as a stream or once, live, frozen or delayed; and the switch between these. */
import { refuseAsFailed, refuseAsInvalid } from "../accounts/refusals.ts";
import { Subscriptions } from "../accounts/subscriptions.ts";
import { decimalText } from "../contracts/details.ts";
import { resolve } from "../contracts/resolve.ts";
import { mapOf } from "../contracts/venues.ts";
import { seedFor } from "../../base/random.ts";
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { byConId } from "../universe/find.ts";
import { type Listing, minTickOf } from "../universe/listing.ts";
import type { Desk } from "./desk.ts";
import { illegalList, readGenericTicks } from "./generic-tick-list.ts";
import { noLineLeft } from "./lines.ts";
import { NewsFeed } from "./news-feed.ts";
import {
  delayedInstead,
  isSubscribed,
  lacksUnderlying,
  marketDataTypes,
  notSubscribed,
  partNotSubscribed,
} from "./permission.ts";
import { QuoteStream } from "./quote-stream.ts";

type Request = FieldsOf<"REQ_MKT_DATA">;

const codes = { noSubscription: 300, notSubscribed: 354, partNotSubscribed: 10090, delayedInstead: 10167 } as const;
/** Documented: a snapshot is complete so long after its request. */
const snapshotMs = 11_000;
/** CFDs on stocks and pairs have no quotes of their own, from this server version on. */
const rerouteSince = 125;
const reroutedKinds = new Set(["STK", "CASH"]);
const notionalPermissions = { live: 3, delayed: 4 } as const;

interface Open {
  readonly stream: Planned;
  readonly giveBack: () => void;
}

export function marketDataService(desk: Desk): Service<"REQ_MKT_DATA" | "CANCEL_MKT_DATA" | "REQ_MARKET_DATA_TYPE"> {
  const { surroundings, universe, lines } = desk;
  const open = new Subscriptions<Open>(({ stream, giveBack }) => {
    stream.cancel();
    giveBack();
  });
  const newsSeed = seedFor(surroundings.settings.seed, "news");

  /** What the client gets of what it allows. @returns nothing after a refusal */
  const permitted = (client: ClientPort, reqId: number, of: Listing, paid: boolean): boolean | undefined => {
    const asked = desk.askedTypes.get(client.connection) ?? marketDataTypes.live;
    const subscribed = paid || isSubscribed(surroundings.settings, of);
    const delayedAllowed = asked === marketDataTypes.delayed || asked === marketDataTypes.delayedFrozen;
    if (!subscribed && !delayedAllowed) {
      client.error(reqId, codes.notSubscribed, notSubscribed(of));
      return undefined;
    }
    if (!subscribed) client.error(reqId, codes.delayedInstead, delayedInstead);
    return !subscribed;
  };

  const describeQuotes = (client: ClientPort, reqId: number, of: Listing, delayed: boolean): void => {
    if (client.serverVersion < 114) return;
    client.send("TICK_REQ_PARAMS", {
      reqId,
      minTick: decimalText(minTickOf(of)),
      bboExchange: of.exchanges.includes("SMART") ? mapOf(of) : "",
      snapshotPermissions: delayed ? notionalPermissions.delayed : notionalPermissions.live,
      lastPricePrecision: "0.000001",
      lastSizePrecision: "0.000001",
    });
  };

  /** @returns whether the request was sent elsewhere */
  const reroute = (client: ClientPort, reqId: number, of: Listing): boolean => {
    const underlying = of.secType === "CFD" ? byConId(of.underlying) : undefined;
    if (!underlying || client.serverVersion < rerouteSince || !reroutedKinds.has(underlying.secType)) return false;
    client.send("REROUTE_MKT_DATA_REQ", {
      reqId,
      conId: underlying.conId,
      exchange: underlying.primaryExchange || (underlying.exchanges[0] ?? ""),
    });
    return true;
  };

  const answer = (request: Request, client: ClientPort): void => {
    const reqId = request.reqId ?? -1;
    if (open.get(client, reqId)) return refuseAsFailed(client, reqId, "Duplicate ticker id");
    const secType = (request.contract?.secType ?? "").toUpperCase();
    const snapshot = (request.snapshot ?? false) || (request.regulatorySnapshot ?? false);
    const list = request.genericTickList ?? "";
    if (snapshot && list !== "")
      return refuseAsInvalid(client, reqId, "Snapshot market data subscription is not applicable to generic ticks");
    const wanted = list === "" ? undefined : readGenericTicks(list, secType || "STK", client.serverVersion);
    if (list !== "" && !wanted) return refuseAsInvalid(client, reqId, illegalList(list, secType || "STK"));
    if (secType === "NEWS") return subscribeToNews(request, client, reqId);
    const resolved = resolve(universe, request.contract, client, reqId);
    if (!resolved) return;
    const of = resolved.listing;
    if (reroute(client, reqId, of)) return;
    const paid = request.regulatorySnapshot ?? false;
    if (paid && (of.secType !== "STK" || of.currency !== "USD"))
      return refuseAsInvalid(client, reqId, "Regulatory snapshots are available for US stocks only");
    const delayed = permitted(client, reqId, of, paid);
    if (delayed === undefined) return;
    const giveBack = snapshot ? (): void => {} : lines.take();
    if (!giveBack) return client.error(reqId, noLineLeft.code, noLineLeft.words);
    validateDelta(request, client, reqId, of);
    const greeks = !lacksUnderlying(surroundings.settings, of);
    if (!greeks) client.error(reqId, codes.partNotSubscribed, partNotSubscribed(of));
    describeQuotes(client, reqId, of, delayed);
    const frozen = [marketDataTypes.frozen, marketDataTypes.delayedFrozen].includes(
      (desk.askedTypes.get(client.connection) ?? 1) as 2,
    );
    const stream = new QuoteStream(desk, client, reqId, of, {
      delayed,
      frozenAllowed: frozen,
      greeks,
      codes: wanted?.codes ?? [],
      quotesOff: wanted?.quotesOff ?? false,
    });
    stream.send();
    if (snapshot) {
      const ends = surroundings.after(snapshotMs, () => {
        open.end(client, reqId);
        client.send("TICK_SNAPSHOT_END", { reqId });
      });
      return open.set(client, reqId, { stream: ends, giveBack });
    }
    const news = wanted?.codes.includes(292)
      ? new NewsFeed(desk, client, reqId, newsSeed, [of], wanted.newsProviders)
      : undefined;
    const follows = desk.pulse.follow(() => {
      stream.send();
      news?.send();
    });
    open.set(client, reqId, { stream: follows, giveBack });
  };

  /** The broad tape of one provider: `BRFG:BRFG_ALL` at the exchange `BRFG`. */
  const subscribeToNews = (request: Request, client: ClientPort, reqId: number): void => {
    const provider = (request.contract?.symbol ?? "").split(":")[0] ?? "";
    const feed = NewsFeed.ofProvider(desk, client, reqId, newsSeed, provider);
    if (!feed) return client.error(reqId, 200, "No security definition has been found for the request");
    const giveBack = lines.take();
    if (!giveBack) return client.error(reqId, noLineLeft.code, noLineLeft.words);
    open.set(client, reqId, { stream: desk.pulse.follow(() => feed.send()), giveBack });
  };

  const validateDelta = (request: Request, client: ClientPort, reqId: number, of: Listing): void => {
    const hedge = request.contract?.deltaNeutralContract;
    const underlying = hedge && byConId(hedge.conId ?? 0);
    if (of.pricing.kind !== "combo" || !underlying) return;
    const now = surroundings.now();
    const price = hedge.price || desk.market.quote(underlying, now).last;
    const deltas = of.pricing.legs.map(({ listing, ratio, sign }) =>
      listing.conId === underlying.conId
        ? ratio * sign
        : ratio * sign * (desk.market.model(listing, now, undefined, price)?.delta ?? 0),
    );
    client.send("DELTA_NEUTRAL_VALIDATION", {
      reqId,
      deltaNeutralContract: {
        conId: underlying.conId,
        delta: hedge.delta || deltas.reduce((sum, delta) => sum + delta, 0),
        price,
      },
    });
  };

  return {
    answers: {
      REQ_MKT_DATA: answer,
      CANCEL_MKT_DATA: ({ reqId }, from) => {
        const id = reqId ?? -1;
        if (!open.end(from, id)) from.error(id, codes.noSubscription, `Can't find EId with tickerId:${id}`);
      },
      REQ_MARKET_DATA_TYPE: ({ marketDataType }, from) => {
        const type = marketDataType ?? 0;
        if (type < 1 || type > 4) return refuseAsInvalid(from, -1, `Invalid market data type ${type}`);
        desk.askedTypes.set(from.connection, type);
      },
    },
    clientLeft: (client) => {
      open.endAll(client);
      desk.askedTypes.delete(client.connection);
    },
  };
}
