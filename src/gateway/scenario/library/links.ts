/** Farms and the link to the broker: what breaks, what comes back, and what does not. */
import { at, type Action, type Scenario } from "../scenario.ts";

const lean = "https://github.com/QuantConnect/Lean.Brokerages.InteractiveBrokers/";
const nightly: readonly Action[] = [{ do: "broker", link: "down" }];

export const linkScenarios: readonly Scenario[] = [
  {
    name: "market-data-farm-blip",
    about: "A farm is away for three seconds (2103, 2104); subscriptions look alive and are dead for hours",
    source: "https://github.com/nautechsystems/nautilus_trader/pull/3968",
    events: [
      at(5, { do: "farm", farm: "usfarm", state: "broken" }),
      at(8, { do: "farm", farm: "usfarm", state: "ok" }),
    ],
  },
  {
    name: "market-data-farm-down",
    about: "A farm breaks and does not come back; other farms and orders go on",
    events: [at(5, { do: "farm", farm: "usfarm", state: "broken" })],
  },
  {
    name: "historical-farm-blip",
    about: "The historical data farm breaks and returns (2105, 2106)",
    events: [
      at(5, { do: "farm", farm: "ushmds", state: "broken" }),
      at(9, { do: "farm", farm: "ushmds", state: "ok" }),
    ],
  },
  {
    name: "security-definition-farm-blip",
    about: "The farm of contract definitions breaks and returns (2157, 2158); 2157 is in no official table",
    events: [
      at(5, { do: "farm", farm: "secdefil", state: "broken" }),
      at(9, { do: "farm", farm: "secdefil", state: "ok" }),
    ],
  },
  {
    name: "inactive-farms",
    about: "Unused farms are dormant and wake on demand (2107, 2108): notices that look like trouble and are none",
    events: [
      at(2, { do: "farm", farm: "ushmds", state: "inactive" }),
      at(2, { do: "farm", farm: "eufarm", state: "inactive" }),
    ],
  },
  {
    name: "connectivity-lost",
    about: "The link between the host and the broker is lost (1100) and stays so; the API connection lives on",
    events: [at(5, { do: "broker", link: "down" })],
  },
  {
    name: "connectivity-restored-data-lost",
    about: "The link returns with data lost (1101): every subscription has to be made anew",
    events: [at(5, ...nightly), at(12, { do: "broker", link: "up, data lost" })],
  },
  {
    name: "connectivity-restored-data-kept",
    about: "The link returns with data kept (1102): subscriptions should go on by themselves, and must be checked",
    source: `${lean}issues/249`,
    events: [at(5, ...nightly), at(12, { do: "broker", link: "up, data kept" })],
  },
  {
    name: "flapping-link",
    about: "The link flaps all night: 1100 and 1102 every few seconds, 833 times in fifteen hours",
    source: `${lean}pull/258`,
    events: [
      { when: { at: 5000, every: 6000 }, actions: [{ do: "broker", link: "down" }] },
      { when: { at: 8000, every: 6000 }, actions: [{ do: "broker", link: "up, data kept" }] },
    ],
  },
  {
    name: "server-connectivity-broken",
    about: "The host says that it connects again by itself (2110), and does",
    events: [
      at(5, {
        do: "error",
        id: -1,
        code: 2110,
        text: "Connectivity between Trader Workstation and server is broken. It will be restored automatically.",
      }),
      at(15, { do: "broker", link: "up, data kept" }),
    ],
  },
  {
    name: "port-changed",
    about: "Somebody changes the API port while programs are connected (1300)",
    events: [
      at(
        5,
        {
          do: "error",
          id: -1,
          code: 1300,
          text: "TWS socket port has been reset and this connection is being dropped. Please reconnect on the new port - 4003",
        },
        { do: "close" },
      ),
    ],
  },
  {
    name: "two-farms-at-once",
    about: "Market and historical data break together and return one after the other",
    events: [
      at(5, { do: "farm", farm: "usfarm", state: "broken" }, { do: "farm", farm: "ushmds", state: "broken" }),
      at(9, { do: "farm", farm: "ushmds", state: "ok" }),
      at(14, { do: "farm", farm: "usfarm", state: "ok" }),
    ],
  },
];
