/** Tests of @stoqey/ib that cannot pass at a simulated host, and why. May only shrink. */

const realPrices = "it compares with prices and volumes of the real market on a day of 2023 or 2024";
const realContract = "it names a contract of the real market that the invented one does not have";
const notEntitled =
  "it passes only where the login may not have the calendar: it waits for an error, or for the end of a scan";

export const notHere: Readonly<Record<string, string>> = {
  "api/historical-data.test.js: IBApi Historical data Tests Stock market data": realPrices,
  "api/historical-data.test.js: IBApi Historical data Tests Option market data": realContract,
  "api/historical-data.test.js: IBApi Historical data Tests Weekly market data": realPrices,
  "api/historical-data.test.js: IBApi Historical data Tests Monthly market data": realPrices,
  "api/contract-details.test.js: IBApi reqContractDetails Tests Option":
    "it compares with the contract id of a real option",
  "api-next-live/get-historical-ticks.test.js: ApiNext: getContractDetails() ETF historical bid/ask ticks": realPrices,
  "api/wsh-event-data.test.js: IBApi Fundamental Data reqWshEventData deprecated": notEntitled,
  "api/wsh-event-data.test.js: IBApi Fundamental Data reqWshEventData": notEntitled,
};
