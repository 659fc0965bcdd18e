/** REQ_SEC_DEF_OPT_PARAMS: expiries and strikes of an underlying, one message for each exchange and trading class. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { Service, Surroundings } from "../service.ts";
import { dayText } from "../universe/days.ts";
import { futureByConId, products } from "../universe/futures.ts";
import { type Chain, chains, expiryDay, strikesOf, weeksOf } from "../universe/option-chains.ts";
import type { BuiltInUniverse } from "../universe/universe.ts";

const answerMs = 20;

/** Options on futures are named by the future, its product's index, or by symbol and exchange. */
function chainsOn(symbol: string, secType: string, conId: number, exchange: string): readonly Chain[] {
  const future = futureByConId(conId);
  return chains.filter((chain) => {
    if (chain.secType === "OPT") return exchange === "" && chain.underlying === conId && chain.symbol === symbol;
    const product = products[chain.product ?? -1];
    const fits = future ? future.symbol === chain.symbol : product?.underlying === conId;
    return (
      chain.symbol === symbol && exchange !== "" && chain.exchanges.includes(exchange) && fits && secType !== "STK"
    );
  });
}

export const optionParametersService = (
  surroundings: Surroundings,
  universe: BuiltInUniverse,
): Service<"REQ_SEC_DEF_OPT_PARAMS"> => ({
  answers: {
    REQ_SEC_DEF_OPT_PARAMS: (request, from) => {
      const reqId = request.reqId ?? -1;
      const conId = request.underlyingConId ?? 0;
      const exchange = (request.futFopExchange ?? "").toUpperCase();
      if (!request.underlyingSymbol) return refuseAsInvalid(from, reqId, "Please enter a valid underlying symbol");
      if (conId <= 0 || !universe.byConId(conId)) return refuseAsInvalid(from, reqId, "Invalid contract id");
      surroundings.after(answerMs, () => {
        const now = surroundings.now();
        const found = chainsOn(request.underlyingSymbol ?? "", request.underlyingSecType ?? "", conId, exchange);
        for (const chain of found) {
          const weeks = weeksOf(chain, now);
          for (const at of chain.exchanges)
            from.send("SECURITY_DEFINITION_OPTION_PARAMETER", {
              reqId,
              exchange: at,
              underlyingConId: conId,
              tradingClass: chain.tradingClass,
              multiplier: String(chain.multiplier),
              expirations: weeks.map((week) => dayText(expiryDay(chain, week))),
              strikes: [...strikesOf(chain)],
            });
        }
        from.send("SECURITY_DEFINITION_OPTION_PARAMETER_END", { reqId });
      });
    },
  },
});
