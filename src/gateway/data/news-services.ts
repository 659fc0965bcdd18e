/** REQ_NEWS_PROVIDERS, REQ_HISTORICAL_NEWS, REQ_NEWS_ARTICLE, and the broker's bulletins. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { ClientPort, Planned, Service } from "../service.ts";
import { readMoment } from "./moments.ts";
import { bodyOf, newsTime, providers, storiesOf, storyById } from "./news.ts";
import type { Desk } from "./desk.ts";
import { seedFor } from "../../base/random.ts";

const answerMs = 30;
const articleUnavailable = 10172;
/** Documented: headlines an answer has at most. */
const headlinesMax = 300;
const backMs = 120 * 86_400_000;

const seedOf = ({ surroundings }: Desk): number => seedFor(surroundings.settings.seed, "news");

export const newsProvidersService = (): Service<"REQ_NEWS_PROVIDERS"> => ({
  answers: {
    REQ_NEWS_PROVIDERS: (_, from) =>
      from.send("NEWS_PROVIDERS", {
        newsProviders: providers.map(({ code, name }) => ({ providerCode: code, providerName: name })),
      }),
  },
});

export const historicalNewsService = (desk: Desk): Service<"REQ_HISTORICAL_NEWS"> => ({
  answers: {
    REQ_HISTORICAL_NEWS: (request, from) => {
      const reqId = request.reqId ?? -1;
      const of = desk.universe.byConId(request.conId ?? 0);
      const wanted = (request.providerCodes ?? "").split("+").filter((code) => code !== "");
      const unknown = wanted.find((code) => !providers.some((provider) => provider.code === code));
      if (!of) return refuseAsInvalid(from, reqId, "Invalid contract id");
      if (wanted.length === 0 || unknown !== undefined)
        return refuseAsInvalid(from, reqId, `News provider ${unknown ?? ""} is not subscribed`);
      const max = Math.min(request.totalResults ?? headlinesMax, headlinesMax);
      if (max <= 0) return refuseAsInvalid(from, reqId, "Total results must be greater than zero");
      desk.surroundings.after(answerMs, () => {
        const now = desk.surroundings.now();
        const end = readMoment(request.endDateTime ?? "", "UTC") ?? now;
        const start = readMoment(request.startDateTime ?? "", "UTC") ?? end - backMs;
        // The newest come first, and those that are too many are the oldest.
        const stories = storiesOf(seedOf(desk), of, start, Math.min(end, now), wanted).toReversed();
        for (const story of stories.slice(0, max))
          from.send("HISTORICAL_NEWS", {
            reqId,
            time: newsTime(story.at),
            providerCode: story.provider,
            articleId: story.articleId,
            headline: `{${story.metadata}}${story.headline}`,
          });
        from.send("HISTORICAL_NEWS_END", { reqId, hasMore: stories.length > max });
      });
    },
  },
});

export const newsArticleService = (desk: Desk): Service<"REQ_NEWS_ARTICLE"> => ({
  answers: {
    REQ_NEWS_ARTICLE: ({ reqId, providerCode, articleId }, from) => {
      desk.surroundings.after(answerMs, () => {
        const story = storyById(seedOf(desk), providerCode ?? "", articleId ?? "");
        if (!story)
          return from.error(reqId ?? -1, articleUnavailable, "Failed to request news article:No data available");
        from.send("NEWS_ARTICLE", { reqId: reqId ?? -1, articleType: 0, articleText: bodyOf(story) });
      });
    },
  },
});

/** Bulletins come about once in so long. */
const bulletinMs = 30 * 60_000;

const bulletinAt = (turn: number) => ({
  newsMsgId: (turn % 2_000_000) + 1,
  newsMsgType: 1,
  newsMessage: `====\nTo all traders:\nBulletin ${turn % 100_000} of the simulated gateway.\nNothing has happened.`,
  originatingExch: "NYSE,NASDAQ",
});

export function newsBulletinsService({ surroundings }: Desk): Service<"REQ_NEWS_BULLETINS" | "CANCEL_NEWS_BULLETINS"> {
  const listeners = new Map<number, Planned>();

  const end = ({ connection }: ClientPort): void => {
    listeners.get(connection)?.cancel();
    listeners.delete(connection);
  };

  return {
    answers: {
      REQ_NEWS_BULLETINS: ({ allMessages }, from) => {
        end(from);
        const now = surroundings.now();
        const today = Math.floor(now / 86_400_000) * 86_400_000;
        if (allMessages)
          for (let turn = Math.ceil(today / bulletinMs); turn * bulletinMs <= now; turn += 1)
            from.send("NEWS_BULLETINS", bulletinAt(turn));
        const wait = bulletinMs - (now % bulletinMs);
        const next = (): void => {
          from.send("NEWS_BULLETINS", bulletinAt(Math.floor(surroundings.now() / bulletinMs)));
          listeners.set(from.connection, surroundings.after(bulletinMs, next));
        };
        listeners.set(from.connection, surroundings.after(wait, next));
      },
      CANCEL_NEWS_BULLETINS: (_, from) => end(from),
    },
    clientLeft: end,
  };
}
