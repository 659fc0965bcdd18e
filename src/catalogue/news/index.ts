/** Every message about news, bulletins, company events and fundamental data. */
export * from "./fundamental-data.ts";
export * from "./news-articles.ts";
export * from "./news-bulletins.ts";
export * from "./wall-street-horizon.ts";
