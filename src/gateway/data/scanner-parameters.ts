/** The XML of SCANNER_PARAMETERS: the shape that hosts send, filled with the scans that this one knows. */
import { scanCodes, scannerInstruments, scannerLocations } from "../../catalogue/codes/scanner-codes.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** Kinds of instruments in which the location begins: STK.US belongs to STK. */
const instrumentOfLocation = (location: string): string => {
  const found = scannerInstruments.codes
    .map(({ code }) => code)
    .filter((code) => location === code || location.startsWith(`${code}.`));
  return found.toSorted((one, other) => other.length - one.length)[0] ?? location.split(".")[0] ?? "";
};

const filters: readonly (readonly [id: string, code: string, name: string, field: string])[] = [
  ["PRICE", "priceAbove", "Price Above", "abovePrice"],
  ["PRICE", "priceBelow", "Price Below", "belowPrice"],
  ["VOLUME", "volumeAbove", "Volume Above", "aboveVolume"],
  ["MKTCAP", "marketCapAbove1e6", "Capitalization Above 1e6", "marketCapAbove"],
  ["MKTCAP", "marketCapBelow1e6", "Capitalization Below 1e6", "marketCapBelow"],
  ["USDMKTCAP", "usdMarketCapAbove", "Capitalization Above in USD", "usdMarketCapAbove"],
  ["USDMKTCAP", "usdMarketCapBelow", "Capitalization Below in USD", "usdMarketCapBelow"],
  ["CHANGEPERC", "changePercAbove", "Change Above, percent", "changePercAbove"],
  ["CHANGEPERC", "changePercBelow", "Change Below, percent", "changePercBelow"],
  ["COUPON", "couponRateAbove", "Coupon Rate Above", "couponRateAbove"],
  ["COUPON", "couponRateBelow", "Coupon Rate Below", "couponRateBelow"],
];

export const scannerParameters = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  "<ScanParameterResponse>",
  '<InstrumentList varName="instrumentList">',
  ...scannerInstruments.codes.map(
    ({ code, about }) =>
      `<Instrument>${element("name", about.replace(/\.$/, ""))}${element("type", code)}${element("secType", code.split(".")[0] === "STOCK" || code.startsWith("ETF") ? "STK" : (code.split(".")[0] ?? ""))}${element("filters", filters.map(([id]) => id).join())}<group>${escaped(code)}.GLOBAL</group><shortName>${escaped(code)}</shortName></Instrument>`,
  ),
  "</InstrumentList>",
  '<LocationTree varName="locationTree">',
  ...scannerLocations.codes.map(
    ({ code, about }) =>
      `<Location>${element("displayName", about.replace(/\.$/, ""))}${element("locationCode", code)}${element("instruments", instrumentOfLocation(code))}<routeExchange>SMART</routeExchange><delayedOnly>false</delayedOnly><access>unrestricted</access></Location>`,
  ),
  "</LocationTree>",
  '<ScanTypeList varName="scanTypeList">',
  ...scanCodes.codes.map(
    ({ code, about }) =>
      `<ScanType>${element("displayName", about.replace(/\.$/, ""))}${element("scanCode", code)}${element("instruments", scannerInstruments.codes.map((each) => each.code).join())}<absoluteColumns>false</absoluteColumns><supportsSorting>true</supportsSorting><respSizeLimit>50</respSizeLimit><snapshotSizeLimit>50</snapshotSizeLimit><access>unrestricted</access></ScanType>`,
  ),
  "</ScanTypeList>",
  '<SettingList varName="settingList"></SettingList>',
  '<FilterList varName="filterList">',
  ...filters.map(
    ([id, code, name, field]) =>
      `<RangeFilter>${element("id", id)}${element("category", "General")}<histogram>false</histogram><access>unrestricted</access><AbstractField type="scanner.filter.DoubleField" varName="${field}">${element("code", code)}${element("displayName", name)}<dontAllowClearAll>false</dontAllowClearAll><abbrev></abbrev><acceptNegatives>true</acceptNegatives></AbstractField></RangeFilter>`,
  ),
  "</FilterList>",
  "</ScanParameterResponse>",
].join("\n");
