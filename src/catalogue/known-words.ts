/**
 * Words that mean something in the protocol by themselves: codes of the enumerations, and the exchanges and currencies
 * that are met most. A piece of text that is one of them is rather a field of its own than part of a free text.
 */
import { faMethods, orderTypes, timesInForce, actions, orderStatuses } from "./codes/order-codes.ts";
import { secIdTypes, securityTypes } from "./codes/contract-codes.ts";
import { newsProviders } from "./codes/news-codes.ts";
import type { CodeTable } from "./codes/code-table.ts";

const tables: readonly CodeTable[] = [
  securityTypes,
  secIdTypes,
  actions,
  orderTypes,
  timesInForce,
  orderStatuses,
  faMethods,
  newsProviders,
];

const exchanges =
  "SMART NYSE NASDAQ ISLAND ARCA AMEX BATS BYX BEX IEX DRCTEDGE EDGEA CBOE CBOE2 ISE PHLX CME CBOT GLOBEX NYMEX COMEX ICE " +
  "IDEALPRO FUNDSERV PAXOS ZEROHASH IBIS LSE LSEETF SEHK TSEJ TSE ASX EUREX EBS AEB SBF BVME IBKRATS OVERNIGHT NMS COMB";
const currencies = "USD EUR GBP CHF JPY CAD AUD HKD CNH SEK NOK DKK SGD NZD MXN INR KRW PLN CZK HUF ZAR ILS BASE";

export const knownWords: ReadonlySet<string> = new Set([
  ...tables.flatMap(({ codes }) =>
    codes.map(({ code }) => String(code)).filter((code) => /^[A-Za-z ]{2,}$/.test(code)),
  ),
  ...exchanges.split(" "),
  ...currencies.split(" "),
]);
