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
