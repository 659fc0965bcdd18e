/**
 * Where the order engine meets the host: events get their time, effects become messages, and whoever may know of an
 * order is told. The engine decides, the desk carries out.
 */
import type { Accounts } from "../accounts/accounts.ts";
import { holdingsOf } from "../accounts/figures.ts";
import type { ClientPort, Surroundings } from "../service.ts";
import { type Book, emptyBook, endedOrder, nextOrderId, openOrder, resetOrderIds } from "./book.ts";
import { carryOutEvent } from "./engine.ts";
import { isEnded, type LiveOrder } from "./order.ts";
import { commissionFields, executionFields, openOrderFields, orderStatusFields } from "./order-fields.ts";
import { worldAt } from "./order-world.ts";
import { settlesAt } from "./settling.ts";
import { type Effect, latency, type OrderEvent, type Placing } from "./world.ts";

/** What only the broker can say of orders: without a connection it is heard later. */
const fromBroker: readonly OrderEvent["kind"][] = ["acknowledge", "work", "confirm-cancel", "beat"];

export class OrderDesk {
  readonly book: Book;
  readonly accounts: Accounts;
  private readonly surroundings: Surroundings;
  private readonly venues;
  private readonly linked: () => boolean;
  /** Client 0 wants orders that are entered at the host, with ids of its own. */
  private autoBind = false;
  /** Connections that cancelled orders of others, and are told of them. */
  private readonly cancellers = new Map<number, ClientPort>();
  /** What each connection has seen of other clients' orders: permId by order id. */
  private readonly seen = new Map<number, Map<number, number>>();
  private beating = false;
  /** Contracts whose expiry is planned. */
  private readonly expiring = new Set<number>();

  /**
   * @param saved what an earlier run left: it goes on where it was
   * @param linked whether the broker can be reached: without it orders wait at the host
   */
  constructor(surroundings: Surroundings, accounts: Accounts, saved?: Book, linked: () => boolean = () => true) {
    this.linked = linked;
    this.surroundings = surroundings;
    this.accounts = accounts;
    this.book = saved ?? emptyBook(surroundings.settings.seed);
    this.venues = surroundings.random("order venues");
    for (const order of this.book.open) this.resume(order);
    accounts.onChange((_, conId) => this.awaitExpiry(conId));
    for (const account of accounts.names)
      for (const { conId } of holdingsOf(accounts.ledger(account))) this.awaitExpiry(conId);
  }

  /** The smallest order id that a client may use next. */
  nextOrderId(clientId: number): number {
    return nextOrderId(this.book, clientId);
  }

  /** Order ids begin anew, unless orders live. @returns whether they do */
  resetOrderIds(): boolean {
    return resetOrderIds(this.book);
  }

  /** Something happened. */
  handle(event: OrderEvent): void {
    if (fromBroker.includes(event.kind) && !this.linked()) {
      if (event.kind === "beat") this.beat();
      else this.surroundings.after(latency.reconnect, () => this.handle(event));
      return;
    }
    const { presets, bypassPrecautions } = this.surroundings.settings;
    const limits = bypassPrecautions ? {} : presets;
    const world = worldAt(this.accounts, this.book, this.surroundings.now(), this.venues, limits);
    for (const effect of carryOutEvent(this.book, event, world)) this.carryOut(effect);
    this.beat();
  }

  /** An order that the user enters at the host itself, as scenarios do. */
  enter(placing: Omit<Placing, "kind" | "clientId" | "orderId" | "manual">): void {
    this.handle({ kind: "place", clientId: 0, orderId: 0, manual: true, ...placing });
    const order = this.book.open.at(-1);
    if (this.autoBind && order?.manual && order.orderId === 0) this.handle({ kind: "bind", permId: order.permId });
  }

  /** One share became so many: positions follow, and the orders on it end. Documented for GTC orders. */
  split(conId: number, shares: number): void {
    this.handle({ kind: "split", conId });
    this.accounts.split(conId, shares);
  }

  cancel(from: ClientPort, orderId: number): void {
    const permId = this.seen.get(from.connection)?.get(orderId);
    const own = openOrder(this.book, from.clientId, orderId) ?? endedOrder(this.book, from.clientId, orderId);
    // An order of another client can be cancelled by whoever has seen it. Source: captured session.
    if (!own && permId !== undefined) {
      this.cancellers.set(permId, from);
      return this.handle({ kind: "cancel", clientId: from.clientId, orderId, permId });
    }
    this.handle({ kind: "cancel", clientId: from.clientId, orderId });
  }

  setAutoBind(on: boolean): void {
    this.autoBind = on;
  }

  /** Orders entered at the host become those of client 0. */
  bindManualOrders(): void {
    for (const { permId, manual, orderId } of this.book.open)
      if (manual && orderId === 0) this.handle({ kind: "bind", permId });
  }

  /** Tells one client of open orders, and remembers that it has seen those of others. */
  tellOpenOrders(client: ClientPort, which: (order: LiveOrder) => boolean): void {
    for (const order of this.book.open) {
      if (!order.transmitted || isEnded(order) || !which(order)) continue;
      if (order.clientId !== client.clientId) this.seenBy(client).set(order.orderId, order.permId);
      this.send(client, order, false);
    }
  }

  forget(client: ClientPort): void {
    this.seen.delete(client.connection);
    if (client.clientId === 0) this.autoBind = false;
    for (const [permId, one] of this.cancellers)
      if (one.connection === client.connection) this.cancellers.delete(permId);
  }

  private seenBy({ connection }: ClientPort): Map<number, number> {
    let seen = this.seen.get(connection);
    if (!seen) this.seen.set(connection, (seen = new Map<number, number>()));
    return seen;
  }

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "report":
        for (const client of this.audience(effect.order)) this.send(client, effect.order, effect.statusOnly);
        return;
      case "say":
        for (const client of this.spokenTo(effect.clientId, effect.orderId))
          client.error(effect.orderId, effect.code, effect.text);
        return;
      case "executed":
        for (const client of this.audience(effect.order))
          client.send(
            "EXECUTION_DATA",
            executionFields(this.accounts.universe, this.book, effect.execution, -1, client.serverVersion),
          );
        return;
      case "charged":
        for (const client of this.audience(effect.order))
          client.send("COMMISSION_AND_FEES_REPORT", commissionFields(effect.execution));
        return;
      case "previewed":
        for (const client of this.ofId(effect.order.clientId))
          client.send(
            "OPEN_ORDER",
            openOrderFields(this.accounts.universe, effect.order, client.serverVersion, effect.preview),
          );
        return;
      case "bound": {
        const { permId, clientId, orderId } = effect.order;
        for (const client of this.ofId(0)) {
          client.send("ORDER_BOUND", { permId, clientId, orderId });
          this.send(client, effect.order, false);
        }
        return;
      }
      case "later":
        this.surroundings.after(effect.ms, () => this.handle(effect.event));
    }
  }

  /** The pair goes out in one write, as hosts do. */
  private send(client: ClientPort, order: LiveOrder, statusOnly: boolean): void {
    const status = orderStatusFields(order);
    if (statusOnly) return client.send("ORDER_STATUS", status);
    const fields = openOrderFields(this.accounts.universe, order, client.serverVersion);
    client.sendTogether(["OPEN_ORDER", fields], ["ORDER_STATUS", status]);
  }

  private ofId(clientId: number): readonly ClientPort[] {
    return this.surroundings.clients().filter((client) => client.clientId === clientId);
  }

  /** Its own client, the master client, who cancelled it, and client 0 for what was entered at the host. */
  private audience(order: LiveOrder): readonly ClientPort[] {
    const { masterClientId } = this.surroundings.settings;
    const canceller = this.cancellers.get(order.permId)?.connection;
    return this.surroundings.clients().filter(({ clientId, connection }) => {
      if (connection === canceller || clientId === masterClientId) return true;
      if (order.manual) return clientId === 0 && order.orderId !== 0;
      return clientId === order.clientId;
    });
  }

  private spokenTo(clientId: number, orderId: number): readonly ClientPort[] {
    const own = this.ofId(clientId);
    const others = [...this.cancellers].flatMap(([permId, client]) => {
      const seen = this.seen.get(client.connection)?.get(orderId) === permId;
      return seen && client.clientId !== clientId ? [client] : [];
    });
    return [...own, ...others];
  }

  /** While orders live, the market is looked at again and again. */
  private beat(): void {
    if (this.beating || !this.book.open.some(({ live }) => live)) return;
    this.beating = true;
    this.surroundings.after(latency.look, () => {
      this.beating = false;
      this.handle({ kind: "beat" });
    });
  }

  /** What is held of a contract that expires is settled then. */
  private awaitExpiry(conId: number): void {
    const instrument = this.accounts.universe.byConId(conId);
    const at = instrument && settlesAt(instrument);
    if (at === undefined || this.expiring.has(conId)) return;
    this.expiring.add(conId);
    this.surroundings.after(at - this.surroundings.now(), () => this.handle({ kind: "expire", conId }));
  }

  /** What was under way when the state was saved goes on. */
  private resume(order: LiveOrder): void {
    const { permId, status, transmitted, live } = order;
    if (!transmitted) return;
    const event: OrderEvent | undefined =
      status === "PendingSubmit"
        ? { kind: "acknowledge", permId }
        : status === "PendingCancel"
          ? { kind: "confirm-cancel", permId, words: "" }
          : live
            ? undefined
            : { kind: "work", permId };
    if (event) this.surroundings.after(latency.acknowledge, () => this.handle(event));
    else this.beat();
  }
}
