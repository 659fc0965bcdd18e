/**
 * The invented messages that the benchmarks run on: ticks of a hundred instruments, and what an order makes a host send
 * and a client ask for. Seeded, so that every run measures the same bytes. All names, prices and ids are invented.
 */
import { messageByName, type FieldsOf, type MessageName } from "../src/catalogue/messages.ts";
import type { Direction } from "../src/catalogue/schema.ts";
import { encodeFrame } from "../src/codec/message.ts";
import { seeded, type Random } from "../test/harness/random.ts";
import { sampleContracts, type SampleContract } from "../test/harness/sample-contracts.ts";

/** A frame's payload, and which way it goes. */
export interface Sent {
  readonly payload: Uint8Array;
  readonly direction: Direction;
}

const account = "DU1234567";
/** What a client writes for an order that says nothing of these: zero, or literally unset. */
const clientDefaults = { adjustableTrailingUnit: 0, displaySize: 0, rfq2: 2_147_483_647 };
const instruments = 100;
const priceTicks = [1, 2, 4, 6, 7, 9, 14, 37];
const sizeTicks = [0, 3, 5, 8];
const errors: readonly (readonly [number, string])[] = [
  [2104, "Market data farm connection is OK:usfarm"],
  [2106, "HMDS data farm connection is OK:ushmds"],
  [2158, "Sec-def data farm connection is OK:secdefnj"],
  [201, "Order rejected - reason:The limit price is too far from the market-price band"],
  [202, "Order Canceled - reason:"],
  [10147, "OrderId 41 that needs to be cancelled is not found."],
];

/** Makes the messages of one session. */
export class MessageSource {
  private readonly random: Random;
  private readonly serverVersion: number;
  private readonly prices: number[];
  private nextOrderId = 41;

  constructor(seed: number, serverVersion: number) {
    this.random = seeded(seed);
    this.serverVersion = serverVersion;
    this.prices = Array.from({ length: instruments }, () => 1000 + this.random.whole(60_000));
  }

  private sent<N extends MessageName>(name: N, fields: FieldsOf<N>): Sent {
    const declared = messageByName(name);
    const version = declared?.sends === undefined ? {} : { version: declared.sends };
    const payload = encodeFrame({ name, serverVersion: this.serverVersion, fields: { ...version, ...fields } });
    return { payload, direction: declared?.direction ?? "in" };
  }

  /** Mostly prices and sizes, some texts and numbers. */
  tick(): Sent {
    const { random } = this;
    const instrument = random.whole(instruments);
    const reqId = 9001 + instrument;
    const kind = random.whole(20);
    if (kind < 8) {
      const cents = ((this.prices[instrument] as number) += random.whole(11) - 5);
      const size = String(100 * (1 + random.whole(40)));
      const attrMask = random.whole(2);
      return this.sent("TICK_PRICE", { reqId, tickType: random.pick(priceTicks), price: cents / 100, size, attrMask });
    }
    if (kind < 17) {
      const size = String(100 * (1 + random.whole(90)));
      return this.sent("TICK_SIZE", { reqId, tickType: random.pick(sizeTicks), size });
    }
    if (kind < 19)
      return this.sent("TICK_STRING", { reqId, tickType: 45, value: String(1_795_098_485 + random.whole(30_000)) });
    return this.sent("TICK_GENERIC", { reqId, tickType: 24, value: random.whole(9000) / 10_000 });
  }

  orderStatus(
    orderId = this.nextOrderId - 1,
    status = this.random.pick(["PreSubmitted", "Submitted", "Filled"]),
  ): Sent {
    const filled = status === "Filled";
    const price = filled ? (this.prices[0] as number) / 100 : 0;
    return this.sent("ORDER_STATUS", {
      orderId,
      status,
      filled: filled ? "100" : "0",
      remaining: filled ? "0" : "100",
      avgFillPrice: price,
      permId: 1_457_283_000 + orderId,
      parentId: 0,
      lastFillPrice: price,
      clientId: 123,
      whyHeld: "",
      mktCapPrice: 0,
    });
  }

  /** A new order: what the client sends. */
  placeOrder(): Sent {
    const contract = this.random.pick(sampleContracts);
    const orderId = this.nextOrderId++;
    return this.sent("PLACE_ORDER", {
      orderId,
      contract: { ...clientContract(contract) },
      order: { ...this.orderFields(), transmit: true, ...clientDefaults },
    });
  }

  /** The host's answer to an order, one line of two messages. */
  openOrder(): Sent[] {
    const contract = this.random.pick(sampleContracts);
    const orderId = this.nextOrderId - 1;
    const status = this.random.pick(["PreSubmitted", "Submitted"]);
    const open = this.sent("OPEN_ORDER", {
      orderId,
      contract: hostContract(contract),
      order: {
        ...this.orderFields(),
        clientId: 123,
        permId: 1_457_283_000 + orderId,
        volatilityType: 0,
        deltaNeutralOrderType: "None",
        deltaNeutralConId: 0,
        deltaNeutralOpenClose: "?",
        deltaNeutralShortSaleSlot: 0,
        referencePriceType: 0,
        clearingIntent: "IB",
        adjustedOrderType: "None",
        adjustableTrailingUnit: 0,
        displaySize: null,
        cashQty: 0,
        trailStopPrice: null,
        usePriceMgmtAlgo: 0,
      },
      orderState: { status },
    });
    return [open, this.orderStatus(orderId, status)];
  }

  private orderFields() {
    const limit = this.random.chance(0.8);
    const price = (this.prices[this.random.whole(instruments)] as number) / 100;
    return {
      action: this.random.pick(["BUY", "SELL"]),
      totalQuantity: String(100 * (1 + this.random.whole(9))),
      orderType: limit ? "LMT" : "STP",
      lmtPrice: limit ? price : null,
      auxPrice: limit ? null : price,
      tif: this.random.pick(["DAY", "GTC"]),
      account,
      openClose: "",
      origin: 0,
      orderRef: this.random.pick(["", "mean-reversion-7"]),
      parentId: 0,
      exemptCode: -1,
      triggerMethod: 0,
      ocaType: 0,
      discretionaryAmt: 0,
      auctionStrategy: 0,
      shortSaleSlot: 0,
    };
  }

  error(): Sent {
    const [errorCode, errorMsg] = this.random.pick(errors);
    const id = errorCode < 2000 ? this.nextOrderId : -1;
    return this.sent("ERR_MSG", { id, errorCode, errorMsg, advancedOrderRejectJson: "", errorTime: 1_795_081_800_000 });
  }

  accountValue(): Sent {
    const key = this.random.pick(["NetLiquidation", "AvailableFunds", "BuyingPower", "UnrealizedPnL"]);
    const value = (this.random.whole(9_000_000) / 100 - 5000).toFixed(2);
    return this.sent("ACCT_VALUE", { key, value, currency: "USD", accountName: account });
  }

  marketDataRequest(): Sent {
    return this.sent("REQ_MKT_DATA", {
      reqId: 9001 + this.random.whole(instruments),
      contract: { ...clientContract(this.random.pick(sampleContracts)) },
      genericTickList: "233",
      snapshot: false,
      regulatorySnapshot: false,
    });
  }
}

function clientContract({ symbol, secType, exchange, currency, strike, right }: SampleContract) {
  return { conId: 0, symbol, secType, exchange, currency, strike, right };
}

function hostContract({ primaryExch, right, ...contract }: SampleContract) {
  return { ...contract, right: right === "" ? "?" : right, comboLegsDescrip: "" };
}
