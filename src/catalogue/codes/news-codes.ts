/**
 * Code tables of news: kinds of bulletins and articles, and the reports that fundamental data requests could ask for
 * while they existed.
 */
import { codeTable } from "./code-table.ts";

export const bulletinTypes = codeTable(
  "bulletin type",
  "What a bulletin of the broker is about",
  "TWS API documentation, chapter on bulletins",
  "open",
  [
    { code: 1, about: "An ordinary news bulletin." },
    { code: 2, about: "An exchange is no longer available for trading." },
    { code: 3, about: "An exchange is available for trading again." },
  ],
);

export const articleTypes = codeTable(
  "article type",
  "How the body of a news article is encoded",
  "TWS API documentation, chapter on news",
  "open",
  [
    { code: 0, about: "Plain text or HTML; line ends may be written as HTML entities." },
    { code: 1, about: "A binary document, usually PDF, in base64." },
  ],
);

export const fundamentalReportTypes = codeTable(
  "fundamental report",
  "Report to ask for with REQ_FUNDAMENTAL_DATA",
  "TWS API documentation, chapter on fundamental data",
  "open",
  [
    { code: "ReportSnapshot", about: "Overview of the company, with its key ratios." },
    { code: "ReportsFinSummary", about: "Summary of its finances." },
    { code: "ReportRatios", about: "Financial ratios." },
    { code: "ReportsFinStatements", about: "Its financial statements." },
    { code: "ReportsOwnership", about: "Who owns the company; a large report." },
    { code: "RESC", about: "Analysts' estimates." },
    { code: "CalendarReport", about: "Calendar of the company's events." },
  ],
);

export const newsProviders = codeTable(
  "news provider",
  "Who publishes news; which ones an account gets depends on its subscriptions",
  "captured NEWS_PROVIDERS answers and the TWS API documentation, chapter on news; hosts may list others",
  "open",
  [
    { code: "BRF", about: "Briefing.com." },
    { code: "BRFG", about: "Briefing.com, general market columns." },
    { code: "BRFUPDN", about: "Briefing.com, analyst actions." },
    { code: "BZ", about: "Benzinga Pro." },
    { code: "DJ-N", about: "Dow Jones, global equity trader news." },
    { code: "DJ-GM", about: "Dow Jones, global markets." },
    { code: "DJ-RT", about: "Dow Jones, top stories, real time." },
    { code: "DJ-RTA", about: "Dow Jones, top stories of Asia and the Pacific." },
    { code: "DJ-RTE", about: "Dow Jones, top stories of Europe." },
    { code: "DJ-RTG", about: "Dow Jones, top stories, global." },
    { code: "DJ-RTPRO", about: "Dow Jones, top stories, professional." },
    { code: "DJNL", about: "Dow Jones, newsletters." },
    { code: "DJTOP", about: "Dow Jones, top stories." },
    { code: "FLY", about: "The Fly." },
    { code: "MT", about: "Midnight Trader." },
    { code: "RTRS", about: "Reuters." },
  ],
);
