/** REQ_CALC_IMPLIED_VOLAT and REQ_CALC_OPTION_PRICE: the model with the user's own figures. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import { resolve } from "../contracts/resolve.ts";
import { impliedVolatilityOf } from "../market/option-model.ts";
import type { ContractFields } from "../market-view.ts";
import type { ClientPort, Service } from "../service.ts";
import type { Listing } from "../universe/listing.ts";
import { endOf } from "../universe/universe.ts";
import type { Desk } from "./desk.ts";
import { optionTick } from "./quote-board.ts";

const answerMs = 20;
/** The tick of answers to the user's own figures. */
const customTick = 53;
const notComputed = 322;

/** The option that is meant. @returns undefined after the refusal was sent */
function optionOf(
  { universe, surroundings }: Desk,
  contract: ContractFields | undefined,
  client: ClientPort,
  reqId: number,
): Listing | undefined {
  const resolved = resolve(universe, contract, client, reqId);
  if (!resolved) return undefined;
  const { listing } = resolved;
  if (listing.pricing.kind === "option" && endOf(listing) > surroundings.now()) return listing;
  refuseAsInvalid(client, reqId, "Calculations need an option that has not expired");
  return undefined;
}

export function impliedVolatilityService(desk: Desk): Service<"REQ_CALC_IMPLIED_VOLAT" | "CANCEL_CALC_IMPLIED_VOLAT"> {
  return {
    answers: {
      REQ_CALC_IMPLIED_VOLAT: ({ reqId, contract, optionPrice, underPrice }, client) => {
        const id = reqId ?? -1;
        const option = optionOf(desk, contract, client, id);
        if (!option) return;
        const price = optionPrice ?? 0;
        const spot = underPrice ?? 0;
        if (price <= 0 || spot <= 0) return refuseAsInvalid(client, id, "Prices must be greater than zero");
        desk.surroundings.after(answerMs, () => {
          const { terms } = desk.market.option(option, desk.surroundings.now());
          const volatility = impliedVolatilityOf(option, terms, spot, price);
          if (volatility === undefined)
            return client.error(
              id,
              notComputed,
              "Error processing request.-'bW' : cause - Volatility cannot be computed",
            );
          const { form: _, ...values } = optionTick(option, terms, spot, volatility);
          client.send("TICK_OPTION_COMPUTATION", {
            reqId: id,
            tickType: customTick,
            tickAttrib: 0,
            ...values,
            optPrice: price,
          });
        });
      },
      CANCEL_CALC_IMPLIED_VOLAT: () => {},
    },
  };
}

export function optionPriceService(desk: Desk): Service<"REQ_CALC_OPTION_PRICE" | "CANCEL_CALC_OPTION_PRICE"> {
  return {
    answers: {
      REQ_CALC_OPTION_PRICE: ({ reqId, contract, volatility, underPrice }, client) => {
        const id = reqId ?? -1;
        const option = optionOf(desk, contract, client, id);
        if (!option) return;
        const assumed = volatility ?? 0;
        const spot = underPrice ?? 0;
        if (assumed <= 0 || spot <= 0)
          return refuseAsInvalid(client, id, "Volatility and price must be greater than zero");
        desk.surroundings.after(answerMs, () => {
          const { terms } = desk.market.option(option, desk.surroundings.now());
          const { form: _, ...values } = optionTick(option, terms, spot, assumed);
          client.send("TICK_OPTION_COMPUTATION", { reqId: id, tickType: customTick, tickAttrib: 0, ...values });
        });
      },
      CANCEL_CALC_OPTION_PRICE: () => {},
    },
  };
}
