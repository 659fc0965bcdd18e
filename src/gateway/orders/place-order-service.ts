/** PLACE_ORDER, CANCEL_ORDER, REQ_GLOBAL_CANCEL, EXERCISE_OPTIONS: everything that changes orders. */
import type { FieldsOf } from "../../catalogue/messages.ts";
import { onTick } from "../accounts/quantity.ts";
import { refuseAsInvalid, refusedAsReadOnly } from "../accounts/refusals.ts";
import type { ContractFields, Instrument } from "../market-view.ts";
import type { ClientPort, Service, Surroundings } from "../service.ts";
import { expectedPrice } from "./expected-price.ts";
import { given, type LiveOrder, type OrderTerms } from "./order.ts";
import type { OrderDesk } from "./order-desk.ts";
import { tradedContract } from "./traded-contract.ts";

const noContract = 200;

/** Distance of attached orders from the price of their parent, as a fraction: the presets of this host. */
const presetDistance = 0.01;

export function placeOrderService(
  surroundings: Surroundings,
  desk: OrderDesk,
): Service<"PLACE_ORDER" | "CANCEL_ORDER" | "REQ_GLOBAL_CANCEL" | "EXERCISE_OPTIONS"> {
  const { accounts } = desk;

  /** The one contract that is meant; otherwise the client is told why there is none. */
  const resolved = (from: ClientPort, id: number, contract: ContractFields): Instrument | undefined => {
    if (!contract.exchange) {
      refuseAsInvalid(from, id, "Missing order exchange");
      return undefined;
    }
    const found = accounts.universe.find(contract);
    if (found.length === 1) return found[0];
    const text =
      found.length === 0
        ? "No security definition has been found for the request"
        : `The contract description specified for ${contract.symbol ?? ""} is ambiguous.`;
    from.error(id, noContract, text);
    return undefined;
  };

  return {
    answers: {
      PLACE_ORDER: ({ orderId, contract, order, attachedOrders }, from) => {
        const id = orderId ?? -1;
        if (refusedAsReadOnly(surroundings, from, id)) return;
        const asked = contract ?? {};
        const instrument = resolved(from, id, asked);
        if (!instrument) return;
        const terms = order ?? {};
        const common = { kind: "place", clientId: from.clientId, instrument, contract: asked } as const;
        const attached = attachedTo(id, attachedOrders);
        if (attached.length === 0 || terms.whatIf) return desk.handle({ ...common, orderId: id, terms });
        // A parent with attached orders is sent on together with the last of them.
        desk.handle({ ...common, orderId: id, terms: { ...terms, transmit: false } });
        const parent = desk.book.open.find((one) => one.clientId === from.clientId && one.orderId === id);
        if (!parent) return;
        const price = expectedPriceOf(desk, surroundings, parent);
        for (const [index, one] of attached.entries()) {
          const last = index === attached.length - 1;
          const child = presetTerms(terms, one, price, instrument);
          desk.handle({
            ...common,
            orderId: one.orderId,
            terms: { ...child, parentId: id, transmit: last && terms.transmit === true },
          });
        }
      },
      CANCEL_ORDER: ({ orderId }, from) => {
        const id = orderId ?? -1;
        if (!refusedAsReadOnly(surroundings, from, id)) desk.cancel(from, id);
      },
      REQ_GLOBAL_CANCEL: (_, from) => {
        if (!refusedAsReadOnly(surroundings, from)) desk.handle({ kind: "cancel-all" });
      },
      EXERCISE_OPTIONS: ({ orderId, contract, exerciseAction, exerciseQuantity, account, override }, from) => {
        const id = orderId ?? -1;
        if (refusedAsReadOnly(surroundings, from, id)) return;
        const asked = contract ?? {};
        const instrument = resolved(from, id, asked);
        if (!instrument) return;
        const name = account || accounts.only;
        if (name === undefined || !accounts.has(name))
          return refuseAsInvalid(from, id, `Invalid account code '${account ?? ""}'.`);
        desk.handle({
          kind: "exercise",
          clientId: from.clientId,
          orderId: id,
          instrument,
          contract: asked,
          account: name,
          action: exerciseAction ?? 0,
          quantity: exerciseQuantity ?? 0,
          override: override === true,
        });
      },
    },
  };
}

interface Attached {
  readonly orderId: number;
  readonly loss: boolean;
}

function attachedTo(orderId: number, attached: FieldsOf<"PLACE_ORDER">["attachedOrders"]): readonly Attached[] {
  const { slOrderId, slOrderType, ptOrderId, ptOrderType } = attached ?? {};
  const wanted: Attached[] = [];
  if (given(slOrderId) && slOrderType && slOrderId > orderId) wanted.push({ orderId: slOrderId, loss: true });
  if (given(ptOrderId) && ptOrderType && ptOrderId > orderId) wanted.push({ orderId: ptOrderId, loss: false });
  return wanted.toSorted((one, other) => one.orderId - other.orderId);
}

const expectedPriceOf = (desk: OrderDesk, surroundings: Surroundings, order: LiveOrder): number =>
  expectedPrice(order, {
    quote: (conId) => {
      const instrument = tradedContract(desk.accounts.universe, desk.book, conId);
      if (!instrument) throw new RangeError(`no contract ${conId}`);
      return desk.accounts.market.quote(instrument, surroundings.now());
    },
  });

/** A stop loss or a profit taker as the presets make it, on the other side of the parent. */
function presetTerms(parent: OrderTerms, { loss }: Attached, price: number, instrument: Instrument): OrderTerms {
  const buys = parent.action !== "BUY";
  const away = (buys === loss ? 1 : -1) * presetDistance;
  const at = onTick(price * (1 + away), instrument.tickAt(price));
  return {
    action: buys ? "BUY" : "SELL",
    totalQuantity: parent.totalQuantity ?? "0",
    account: parent.account ?? "",
    tif: "GTC",
    ...(loss ? { orderType: "STP", auxPrice: at } : { orderType: "LMT", lmtPrice: at }),
  };
}
