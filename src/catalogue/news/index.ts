export * from "./fundamental-data.ts";
export * from "./news-articles.ts";
export * from "./news-bulletins.ts";
export * from "./wall-street-horizon.ts";
