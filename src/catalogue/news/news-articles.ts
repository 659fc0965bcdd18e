/**
 * News of providers that the user is subscribed to: the providers, past headlines, articles, and headlines as they come.
 */
import { bool, int, long, many, repeat, request, response, shape, since, string, tagText, tags } from "../schema.ts";
import {
  articleIdText,
  newsBoundText,
  newsTimeText,
  optionsText,
  providerListText,
  providerText,
  newsMetadataText,
} from "../patterns.ts";
import { articleTypes, newsProviders } from "../codes/news-codes.ts";

export const NewsProvidersRequest = shape("NewsProvidersRequest", {});

export const REQ_NEWS_PROVIDERS = request({
  id: 85,
  name: "REQ_NEWS_PROVIDERS",
  about: "Asks which news providers the user is subscribed to for the API. Answered once by NEWS_PROVIDERS.",
  since: "REQ_NEWS_PROVIDERS",
  shape: NewsProvidersRequest,
  text: [],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "RequestNewsProviders", call: "reqNewsProviders", tws: "list of providers in a News window" },
});

export const NewsProvider = shape("NewsProvider", {
  providerCode: string(1, "Code of the provider, as requests for news need it", {
    filled: true,
    codes: newsProviders,
    pattern: providerText,
    aka: ["code"],
  }),
  providerName: string(2, "Name of the provider", { aka: ["name"] }),
});

export const NewsProviders = shape("NewsProviders", {
  newsProviders: many(1, NewsProvider, "One entry for each provider", { aka: ["providers"] }),
});

export const NEWS_PROVIDERS = response({
  id: 85,
  name: "NEWS_PROVIDERS",
  about: "Lists the news providers that the user is subscribed to. Answers REQ_NEWS_PROVIDERS.",
  since: "REQ_NEWS_PROVIDERS",
  shape: NewsProviders,
  text: [repeat("newsProviders", "nNewsProviders", "providerCode", "providerName")],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "NewsProviders", call: "newsProviders", tws: "list of providers in a News window" },
});

export const NewsArticleRequest = shape("NewsArticleRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["requestId"] }),
  providerCode: string(2, "Code of the provider", { codes: newsProviders, pattern: providerText }),
  articleId: string(3, "Id of the article, from TICK_NEWS or HISTORICAL_NEWS", { pattern: articleIdText }),
  newsArticleOptions: tags(4, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
});

export const REQ_NEWS_ARTICLE = request({
  id: 84,
  name: "REQ_NEWS_ARTICLE",
  about:
    "Asks for the body of one article. Answered once by NEWS_ARTICLE; errors 10276 and 10277 if the provider is not allowed.",
  since: "REQ_NEWS_ARTICLE",
  shape: NewsArticleRequest,
  text: ["reqId", "providerCode", "articleId", since("NEWS_QUERY_ORIGINS", tagText("newsArticleOptions"))],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "RequestNewsArticle", call: "reqNewsArticle", tws: "opening a headline in a News window" },
});

export const NewsArticle = shape("NewsArticle", {
  reqId: int(1, "Id of the request that this answers", { aka: ["requestId"] }),
  articleType: int(2, "How the body is encoded", { codes: articleTypes, min: 0 }),
  articleText: string(3, "The body; line ends are HTML entities in plain text, and a binary document is in base64"),
});

export const NEWS_ARTICLE = response({
  id: 83,
  name: "NEWS_ARTICLE",
  about: "The body of one article. Answers REQ_NEWS_ARTICLE.",
  since: "REQ_NEWS_ARTICLE",
  shape: NewsArticle,
  text: ["reqId", "articleType", "articleText"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "NewsArticle", call: "newsArticle", tws: "text of a story in a News window" },
});

export const HistoricalNewsRequest = shape("HistoricalNewsRequest", {
  reqId: int(1, "Id of the request, chosen by the program; its answers carry it", { aka: ["requestId"] }),
  conId: int(2, "Contract id of the instrument that the news is about", { min: 0 }),
  providerCodes: string(3, "Codes of the providers to search, joined by plus signs", { pattern: providerListText }),
  startDateTime: string(4, "Headlines must be later than this; empty for no limit", { pattern: newsBoundText }),
  endDateTime: string(5, "Headlines may be as late as this; empty for now", { pattern: newsBoundText }),
  totalResults: int(6, "Number of headlines wanted, at most 300", { min: 0 }),
  historicalNewsOptions: tags(7, "Reserved for the vendor; leave it empty", { pattern: optionsText }),
});

export const REQ_HISTORICAL_NEWS = request({
  id: 86,
  name: "REQ_HISTORICAL_NEWS",
  about:
    "Asks for past headlines about one instrument. Answered by one HISTORICAL_NEWS for each headline, then by HISTORICAL_NEWS_END.",
  since: "REQ_HISTORICAL_NEWS",
  shape: HistoricalNewsRequest,
  text: [
    "reqId",
    "conId",
    "providerCodes",
    "startDateTime",
    "endDateTime",
    "totalResults",
    since("NEWS_QUERY_ORIGINS", tagText("historicalNewsOptions")),
  ],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: {
    csharp: "RequestHistoricalNews",
    call: "reqHistoricalNews",
    tws: "older headlines of a symbol in a News window",
  },
});

export const HistoricalNews = shape("HistoricalNews", {
  reqId: int(1, "Id of the request that this answers", { aka: ["requestId"] }),
  time: string(2, "Time of the article; its zone is not documented", { pattern: newsTimeText }),
  providerCode: string(3, "Code of the provider", { codes: newsProviders, pattern: providerText }),
  articleId: string(4, "Id of the article, with which REQ_NEWS_ARTICLE asks for its body", { pattern: articleIdText }),
  headline: string(
    5,
    "The headline; may begin with metadata in braces, such as {A:800015:L:en}, then often an exclamation mark",
  ),
});

export const HISTORICAL_NEWS = response({
  id: 86,
  name: "HISTORICAL_NEWS",
  about: "One past headline. Answers REQ_HISTORICAL_NEWS.",
  since: "REQ_HISTORICAL_NEWS",
  shape: HistoricalNews,
  text: ["reqId", "time", "providerCode", "articleId", "headline"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "HistoricalNews", call: "historicalNews", tws: "an older headline in a News window" },
});

export const HistoricalNewsEnd = shape("HistoricalNewsEnd", {
  reqId: int(1, "Id of the request that this answers", { aka: ["requestId"] }),
  hasMore: bool(2, "Whether there are more headlines than were asked for"),
});

export const HISTORICAL_NEWS_END = response({
  id: 87,
  name: "HISTORICAL_NEWS_END",
  about: "Says that all headlines of a REQ_HISTORICAL_NEWS have been sent.",
  since: "REQ_HISTORICAL_NEWS",
  shape: HistoricalNewsEnd,
  text: ["reqId", "hasMore"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "HistoricalNewsEnd", call: "historicalNewsEnd", tws: "none: API only" },
});

export const TickNews = shape("TickNews", {
  reqId: int(1, "Id of the request that this answers", { aka: ["tickerId"] }),
  timestamp: long(2, "Time of the article", { min: 100_000_000, unit: "ms since 1970-01-01 UTC", aka: ["timeStamp"] }),
  providerCode: string(3, "Code of the provider", { codes: newsProviders, pattern: providerText }),
  articleId: string(4, "Id of the article, with which REQ_NEWS_ARTICLE asks for its body", { pattern: articleIdText }),
  headline: string(5, "The headline"),
  extraData: string(6, "Metadata of the article, such as A:800015:L:en; its parts are not documented", {
    pattern: newsMetadataText,
  }),
});

export const TICK_NEWS = response({
  id: 84,
  name: "TICK_NEWS",
  about:
    "One headline as it comes. Sent for a REQ_MKT_DATA with generic tick 292, on an instrument or on the broad tape of a provider.",
  since: "TICK_NEWS",
  shape: TickNews,
  text: ["reqId", "timestamp", "providerCode", "articleId", "headline", "extraData"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TickNews", call: "tickNews", tws: "a new headline in a News window" },
});
