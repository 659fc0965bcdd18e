/** Reports on companies as XML: the shape of those that hosts send, with invented figures that hang together. */
import { mix } from "../market/hash.ts";
import { civil, dayOf } from "../universe/days.ts";
import type { Listing } from "../universe/listing.ts";
import { sharesOutstanding } from "./statistics.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

interface Year {
  readonly year: number;
  readonly revenue: number;
  readonly income: number;
  readonly earnings: number;
  readonly dividend: number;
}

/** Five fiscal years, the newest first; millions, and per share. */
function yearsOf(of: Listing, price: number, ms: number): readonly Year[] {
  const shares = sharesOutstanding(of) / 1e6;
  const newest = civil(dayOf(ms)).year - 1;
  const earnings = price / (12 + (of.conId % 25));
  const margin = 0.06 + (of.conId % 17) / 100;
  return Array.from({ length: 5 }, (_, back) => {
    const growth = 1 / (1.06 + (mix(of.conId, back) % 5) / 100) ** back;
    const perShare = earnings * growth;
    const income = perShare * shares;
    return {
      year: newest - back,
      revenue: income / margin,
      income,
      earnings: perShare,
      dividend: of.pricing.kind === "spot" ? of.pricing.yield * of.pricing.price * growth : 0,
    };
  });
}

const ids = (of: Listing): string =>
  `<CoIDs><CoID Type="RepNo">${of.conId}</CoID><CoID Type="CompanyName">${escaped(of.longName)}</CoID></CoIDs>` +
  `<Issues><Issue ID="1" Type="C" Desc="Common Stock" Order="1"><IssueID Type="Name">Ordinary Shares</IssueID>` +
  `<IssueID Type="Ticker">${escaped(of.symbol)}</IssueID><IssueID Type="ISIN">${of.isin}</IssueID>` +
  `<Exchange Code="${of.primaryExchange}" Country="USA">${of.primaryExchange}</Exchange></Issue></Issues>`;

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const two = (value: number): string => value.toFixed(2);
const five = (value: number): string => value.toFixed(5);

type Report = (of: Listing, price: number, ms: number) => string;

const ratio = (name: string, value: string): string => `<Ratio FieldName="${name}" Type="N">${value}</Ratio>`;

const snapshot: Report = (of, price, ms) => {
  const [last] = yearsOf(of, price, ms) as [Year];
  const shares = sharesOutstanding(of);
  return (
    `${head}<ReportSnapshot Major="1" Minor="0" Revision="1">${ids(of)}` +
    `<CoGeneralInfo><CoStatus Code="1">Active</CoStatus><CoType Code="EQU">Equity Issue</CoType>` +
    `<SharesOut Date="${last.year}-12-31" TotalFloat="${(shares * 0.97).toFixed(1)}">${shares.toFixed(1)}</SharesOut>` +
    `<ReportingCurrency Code="${of.currency}">${of.currency}</ReportingCurrency></CoGeneralInfo>` +
    `<TextInfo><Text Type="Business Summary">${escaped(of.longName)} is described here by invented figures only.</Text></TextInfo>` +
    `<peerInfo><IndustryInfo><Industry type="TRBC" order="1" reported="0" code="1">${escaped(of.facts.industry ?? "")}</Industry></IndustryInfo></peerInfo>` +
    `<Ratios PriceCurrency="${of.currency}" ReportingCurrency="${of.currency}" ExchangeRate="1.00000" LatestAvailableDate="${last.year}-12-31">` +
    `<Group ID="Price and Volume">${ratio("NPRICE", five(price))}${ratio("MKTCAP", five((price * shares) / 1e6))}</Group>` +
    `<Group ID="Income Statement">${ratio("TTMREV", five(last.revenue))}${ratio("TTMNIAC", five(last.income))}</Group>` +
    `<Group ID="Per share data">${ratio("TTMEPSXCLX", five(last.earnings))}</Group>` +
    `<Group ID="Other Ratios">${ratio("PEEXCLXOR", five(price / last.earnings))}${ratio("TTMPR2REV", five((price * shares) / 1e6 / last.revenue))}</Group>` +
    `</Ratios></ReportSnapshot>`
  );
};

const summary: Report = (of, price, ms) => {
  const years = yearsOf(of, price, ms);
  const rows = (name: string, value: (year: Year) => number): string =>
    years
      .map((year) => `<${name} asofDate="${year.year}-12-31" reportType="A" period="12M">${two(value(year))}</${name}>`)
      .join("");
  return (
    `${head}<FinancialSummary><EPSs currency="${of.currency}">${rows("EPS", (year) => year.earnings)}</EPSs>` +
    `<DividendPerShares currency="${of.currency}">${rows("DividendPerShare", (year) => year.dividend)}</DividendPerShares>` +
    `<TotalRevenues currency="${of.currency}">${rows("TotalRevenue", (year) => year.revenue * 1e6)}</TotalRevenues></FinancialSummary>`
  );
};

const statements: Report = (of, price, ms) => {
  const line = (code: string, value: number): string => `<lineItem coaCode="${code}">${two(value)}</lineItem>`;
  const periods = yearsOf(of, price, ms)
    .map(
      (year) =>
        `<FiscalPeriod Type="Annual" EndDate="${year.year}-12-31" FiscalYear="${year.year}">` +
        `<Statement Type="INC"><FPHeader><PeriodLength>12</PeriodLength><periodType Code="M">Months</periodType></FPHeader>` +
        `${line("RTLR", year.revenue)}${line("NINC", year.income)}${line("SDBF", year.earnings)}</Statement>` +
        `<Statement Type="BAL">${line("ATOT", year.revenue * 1.4)}${line("LTLL", year.revenue * 0.8)}${line("QTLE", year.revenue * 0.6)}</Statement>` +
        `<Statement Type="CAS">${line("OTLO", year.income * 1.2)}</Statement></FiscalPeriod>`,
    )
    .join("");
  return `${head}<ReportFinancialStatements Major="1" Minor="0" Revision="1">${ids(of)}<FinancialStatements><AnnualPeriods>${periods}</AnnualPeriods></FinancialStatements></ReportFinancialStatements>`;
};

const ratiosReport: Report = (of, price, ms) => {
  const [last] = yearsOf(of, price, ms) as [Year];
  return `${head}<ReportRatios>${ids(of)}<Ratios PriceCurrency="${of.currency}"><Group ID="Valuation">${ratio("PEEXCLXOR", five(price / last.earnings))}${ratio("TTMEPSXCLX", five(last.earnings))}</Group></Ratios></ReportRatios>`;
};

const ownership: Report = (of) => {
  const shares = sharesOutstanding(of);
  const owners = Array.from({ length: 5 }, (_, at) => {
    const quantity = Math.round(shares * (0.08 - at * 0.012));
    return `<Owner ownerId="${at + 1}"><type>1</type><name>Example Asset Management ${at + 1}</name><quantity asofDate="2026-09-30">${quantity}</quantity><currency>${of.currency}</currency></Owner>`;
  }).join("");
  return `${head}<OwnershipDetails><ISIN>${of.isin}</ISIN><floatShares asofDate="2026-09-30">${shares}</floatShares>${owners}</OwnershipDetails>`;
};

const estimates: Report = (of, price, ms) => {
  const [last] = yearsOf(of, price, ms) as [Year];
  return `${head}<REarnEstCons><Company><CoName><Name>${escaped(of.longName)}</Name></CoName></Company><ConsEstimates><FYEstimates><FYEstimate type="EPS" unit="U"><FYPeriod periodType="A" fYear="${last.year + 1}" endMonth="12"><ConsEstimate type="Mean"><ConsValue dateType="CURR">${two(last.earnings * 1.08)}</ConsValue></ConsEstimate></FYPeriod></FYEstimate></FYEstimates></ConsEstimates></REarnEstCons>`;
};

const calendar: Report = (of, _, ms) => {
  const { year } = civil(dayOf(ms));
  return `${head}<WSHData><Company><CompanyName>${escaped(of.longName)}</CompanyName><Ticker>${escaped(of.symbol)}</Ticker></Company><EarningsList><Earnings><Period>Q4 ${year}</Period><Date>${year + 1}0${1 + (of.conId % 2)}2${of.conId % 8}</Date></Earnings></EarningsList></WSHData>`;
};

const reports: Readonly<Record<string, Report>> = {
  ReportSnapshot: snapshot,
  ReportsFinSummary: summary,
  ReportRatios: ratiosReport,
  ReportsFinStatements: statements,
  ReportsOwnership: ownership,
  RESC: estimates,
  CalendarReport: calendar,
};

/** @returns undefined for a report that does not exist */
export const companyReport = (type: string, of: Listing, price: number, ms: number): string | undefined =>
  Object.hasOwn(reports, type) ? reports[type]?.(of, price, ms) : undefined;
