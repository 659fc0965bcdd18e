/** A host with the services of contracts and market data, for tests; its clock moves when told. */
import type { FieldsOf } from "../../../src/catalogue/messages.ts";
import { contractServices } from "../../../src/gateway/contracts/services.ts";
import { createDesk } from "../../../src/gateway/data/desk.ts";
import { dataServices } from "../../../src/gateway/data/services.ts";
import { createMarket } from "../../../src/gateway/market/market.ts";
import type { HostServices } from "../../../src/gateway/host.ts";
import type { GatewaySettings } from "../../../src/gateway/settings.ts";
import { createUniverse } from "../../../src/gateway/universe/universe.ts";
import { type ClientOfTests, type HostOfTests, hostOfTests } from "../simulated-host.ts";

/** Markets are functions of their seed: all tests of one seed share what was computed. */
const markets = new Map<number, ReturnType<typeof createMarket>>();
export const marketOf = (seed: number): ReturnType<typeof createMarket> => {
  const market = markets.get(seed) ?? createMarket(seed);
  markets.set(seed, market);
  return market;
};

export interface DataHost extends HostOfTests {
  readonly advance: (ms: number) => void;
}

export function dataHost(settings: Partial<GatewaySettings> = {}, fresh = false): DataHost {
  const host = hostOfTests(
    { requestsPerSecondMax: 10_000, ...settings },
    {
      services: (surroundings) => {
        const universe = createUniverse(() => surroundings.now());
        const { seed } = surroundings.settings;
        const desk = createDesk(surroundings, universe, fresh ? createMarket(seed) : marketOf(seed));
        const services = [...contractServices(surroundings, universe), ...dataServices(desk)];
        return {
          answers: Object.assign({}, ...services.map(({ answers }) => answers)) as HostServices["answers"],
          services,
        };
      },
    },
  );
  return { ...host, advance: (ms) => void host.host.advance(host.host.agenda.now + ms) };
}

type Contract = NonNullable<FieldsOf<"REQ_MKT_DATA">["contract"]>;

/** What the official clients send with every leg. */
export const wholeLeg = { openClose: 0, shortSalesSlot: 0, designatedLocation: "", exemptCode: -1 } as const;

export const contracts = {
  aapl: { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" },
  spy: { symbol: "SPY", secType: "STK", exchange: "SMART", currency: "USD" },
  vodafone: { symbol: "VOD", secType: "STK", exchange: "LSE", currency: "GBP" },
  eurusd: { symbol: "EUR", secType: "CASH", exchange: "IDEALPRO", currency: "USD" },
  spx: { symbol: "SPX", secType: "IND", exchange: "CBOE", currency: "USD" },
  es: { symbol: "ES", secType: "FUT", exchange: "CME", currency: "USD", lastTradeDateOrContractMonth: "202612" },
  option: {
    symbol: "AAPL",
    secType: "OPT",
    exchange: "SMART",
    currency: "USD",
    lastTradeDateOrContractMonth: "20261218",
    strike: 250,
    right: "C",
  },
  btc: { symbol: "BTC", secType: "CRYPTO", exchange: "PAXOS", currency: "USD" },
  bond: { symbol: "", secType: "BOND", exchange: "SMART", currency: "USD", conId: 194154340 },
  cfd: { symbol: "AAPL", secType: "CFD", exchange: "SMART", currency: "USD" },
  fund: { symbol: "VTSAX", secType: "FUND", exchange: "FUNDSERV", currency: "USD" },
  combo: {
    symbol: "AAPL",
    secType: "BAG",
    exchange: "SMART",
    currency: "USD",
    comboLegs: [
      { ...wholeLeg, conId: 265598, ratio: 1, action: "BUY", exchange: "SMART" },
      { ...wholeLeg, conId: 272093, ratio: 1, action: "SELL", exchange: "SMART" },
    ],
  },
} satisfies Record<string, Contract>;

/** Code and words of the errors that came. */
export const errors = (client: ClientOfTests): (readonly [id: unknown, code: unknown, words: unknown])[] =>
  client.got("ERR_MSG").map(({ id, errorCode, errorMsg }) => [id, errorCode, errorMsg] as const);
