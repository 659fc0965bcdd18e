/** Headlines as they come, on instruments or on the broad tape of a provider. */
import type { ClientPort } from "../service.ts";
import { listed } from "../universe/derived-listings.ts";
import type { Listing } from "../universe/listing.ts";
import type { Desk } from "./desk.ts";
import { providers, storiesOf } from "./news.ts";

/** Headlines that a new subscription gets of the past. */
const pastMax = 3;
const pastMs = 86_400_000;

export class NewsFeed {
  private readonly desk: Desk;
  private readonly client: ClientPort;
  private readonly reqId: number;
  private readonly seed: number;
  private readonly of: readonly Listing[];
  private readonly wanted: readonly string[];
  private until: number;

  constructor(
    desk: Desk,
    client: ClientPort,
    reqId: number,
    seed: number,
    of: readonly Listing[],
    wanted: readonly string[],
  ) {
    this.desk = desk;
    this.client = client;
    this.reqId = reqId;
    this.seed = seed;
    this.of = of;
    this.wanted = wanted;
    this.until = desk.surroundings.now();
    this.sendBetween(this.until - pastMs, this.until, pastMax);
  }

  /** @returns undefined for a provider that does not exist */
  static ofProvider(
    desk: Desk,
    client: ClientPort,
    reqId: number,
    seed: number,
    provider: string,
  ): NewsFeed | undefined {
    if (!providers.some(({ code }) => code === provider)) return undefined;
    return new NewsFeed(
      desk,
      client,
      reqId,
      seed,
      listed.filter(({ secType }) => secType === "STK"),
      [provider],
    );
  }

  /** Sends what came since the last call. */
  send(): void {
    const now = this.desk.surroundings.now();
    this.sendBetween(this.until, now, Number.POSITIVE_INFINITY);
    this.until = now;
  }

  private sendBetween(from: number, to: number, max: number): void {
    const stories = this.of
      .flatMap((of) => storiesOf(this.seed, of, from, to, this.wanted))
      .sort((one, other) => one.at - other.at || (one.articleId < other.articleId ? -1 : 1));
    for (const { at, provider, articleId, headline, metadata } of stories.slice(
      -Math.min(max, stories.length) || stories.length,
    ))
      this.client.send("TICK_NEWS", {
        reqId: this.reqId,
        timestamp: BigInt(at),
        providerCode: provider,
        articleId,
        headline,
        extraData: metadata,
      });
  }
}
