/** Subscriptions by client and request id: what services of accounts keep for as long as a client wants to be told. */
import type { ClientPort } from "../service.ts";

export interface Subscription<T> {
  readonly client: ClientPort;
  readonly reqId: number;
  readonly what: T;
}

export class Subscriptions<T> {
  private readonly kept = new Map<string, Subscription<T>>();
  private readonly ended: (what: T) => void;

  /** @param ended called for every subscription that ends */
  constructor(ended: (what: T) => void = () => {}) {
    this.ended = ended;
  }

  get(client: ClientPort, reqId: number): T | undefined {
    return this.kept.get(keyOf(client, reqId))?.what;
  }

  /** A subscription under the same id is replaced. */
  set(client: ClientPort, reqId: number, what: T): void {
    this.end(client, reqId);
    this.kept.set(keyOf(client, reqId), { client, reqId, what });
  }

  /** @returns whether there was one */
  end(client: ClientPort, reqId: number): boolean {
    const key = keyOf(client, reqId);
    const found = this.kept.get(key);
    if (!found) return false;
    this.kept.delete(key);
    this.ended(found.what);
    return true;
  }

  endAll(client: ClientPort): void {
    for (const { reqId } of this.of(client)) this.end(client, reqId);
  }

  of(client: ClientPort): readonly Subscription<T>[] {
    return this.all.filter((one) => one.client.connection === client.connection);
  }

  /** In the order in which they began. */
  get all(): readonly Subscription<T>[] {
    return [...this.kept.values()];
  }
}

const keyOf = ({ connection }: ClientPort, reqId: number): string => `${connection}/${reqId}`;
