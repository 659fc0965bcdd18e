import { bool, int, long, many, repeat, request, response, shape, since, string, tagText, tags } from "../schema.ts";

export const NewsProvidersRequest = shape("NewsProvidersRequest", {});

export const REQ_NEWS_PROVIDERS = request({
  id: 85,
  name: "REQ_NEWS_PROVIDERS",
  about: "TODO",
  shape: NewsProvidersRequest,
  text: [],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const NewsProvider = shape("NewsProvider", {
  providerCode: string(1, "TODO"),
  providerName: string(2, "TODO"),
});

export const NewsProviders = shape("NewsProviders", {
  newsProviders: many(1, NewsProvider, "TODO"),
});

export const NEWS_PROVIDERS = response({
  id: 85,
  name: "NEWS_PROVIDERS",
  about: "TODO",
  shape: NewsProviders,
  text: [repeat("newsProviders", "nNewsProviders", "providerCode", "providerName")],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const NewsArticleRequest = shape("NewsArticleRequest", {
  reqId: int(1, "TODO"),
  providerCode: string(2, "TODO"),
  articleId: string(3, "TODO"),
  newsArticleOptions: tags(4, "TODO"),
});

export const REQ_NEWS_ARTICLE = request({
  id: 84,
  name: "REQ_NEWS_ARTICLE",
  about: "TODO",
  shape: NewsArticleRequest,
  text: ["reqId", "providerCode", "articleId", since("NEWS_QUERY_ORIGINS", tagText("newsArticleOptions"))],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const NewsArticle = shape("NewsArticle", {
  reqId: int(1, "TODO"),
  articleType: int(2, "TODO"),
  articleText: string(3, "TODO"),
});

export const NEWS_ARTICLE = response({
  id: 83,
  name: "NEWS_ARTICLE",
  about: "TODO",
  shape: NewsArticle,
  text: ["reqId", "articleType", "articleText"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalNewsRequest = shape("HistoricalNewsRequest", {
  reqId: int(1, "TODO"),
  conId: int(2, "TODO"),
  providerCodes: string(3, "TODO"),
  startDateTime: string(4, "TODO"),
  endDateTime: string(5, "TODO"),
  totalResults: int(6, "TODO"),
  historicalNewsOptions: tags(7, "TODO"),
});

export const REQ_HISTORICAL_NEWS = request({
  id: 86,
  name: "REQ_HISTORICAL_NEWS",
  about: "TODO",
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
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalNews = shape("HistoricalNews", {
  reqId: int(1, "TODO"),
  time: string(2, "TODO"),
  providerCode: string(3, "TODO"),
  articleId: string(4, "TODO"),
  headline: string(5, "TODO"),
});

export const HISTORICAL_NEWS = response({
  id: 86,
  name: "HISTORICAL_NEWS",
  about: "TODO",
  shape: HistoricalNews,
  text: ["reqId", "time", "providerCode", "articleId", "headline"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const HistoricalNewsEnd = shape("HistoricalNewsEnd", {
  reqId: int(1, "TODO"),
  hasMore: bool(2, "TODO"),
});

export const HISTORICAL_NEWS_END = response({
  id: 87,
  name: "HISTORICAL_NEWS_END",
  about: "TODO",
  shape: HistoricalNewsEnd,
  text: ["reqId", "hasMore"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const TickNews = shape("TickNews", {
  reqId: int(1, "TODO"),
  timestamp: long(2, "TODO"),
  providerCode: string(3, "TODO"),
  articleId: string(4, "TODO"),
  headline: string(5, "TODO"),
  extraData: string(6, "TODO"),
});

export const TICK_NEWS = response({
  id: 84,
  name: "TICK_NEWS",
  about: "TODO",
  shape: TickNews,
  text: ["reqId", "timestamp", "providerCode", "articleId", "headline", "extraData"],
  protobuf: "PROTOBUF_NEWS_DATA",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
