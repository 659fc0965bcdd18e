/**
 * Invented news: every instrument has a few stories a day, at moments and of providers that follow from the seed. The id of an article says
 * which story it is, so that its body can be had again.
 */
import { mix } from "../market/hash.ts";
import { byConId } from "../universe/find.ts";
import type { Listing } from "../universe/listing.ts";
import { dayOf, dayText, timeText } from "../universe/days.ts";

export interface Story {
  /** Ms since 1970. */
  readonly at: number;
  readonly provider: string;
  readonly articleId: string;
  readonly headline: string;
  readonly metadata: string;
}

export const providers: readonly { readonly code: string; readonly name: string }[] = [
  { code: "BRFG", name: "Briefing.com General Market Columns" },
  { code: "BRFUPDN", name: "Briefing.com Analyst Actions" },
  { code: "DJNL", name: "Dow Jones Newsletters" },
  { code: "DJ-N", name: "Dow Jones Global Equity Trader" },
];

/** One story at most within each of these. */
const slotMs = 3 * 3_600_000;
const chance = 3;

const subjects: Readonly<Record<string, readonly string[]>> = {
  BRFUPDN: ["upgraded to Buy", "downgraded to Neutral", "coverage resumed with Outperform", "price target raised"],
  BRFG: ["shares move in active trading", "holds above its average of fifty days", "trades with the sector"],
  DJNL: ["in the week ahead", "what to watch", "among the names of the day"],
  "DJ-N": [
    "names a new head of finance",
    "to present at a conference",
    "reports quarterly figures",
    "in talks about a supply agreement",
  ],
};

const codes = providers.map(({ code }) => code);

/** Companies have news; so do funds and pairs, less often. */
function storyIn(seed: number, of: Listing, slot: number): Story | undefined {
  const hash = mix(seed, of.conId, slot);
  if (hash % 100 >= chance * (of.secType === "STK" ? 11 : 3)) return undefined;
  const provider = codes[(hash >>> 8) % codes.length] as string;
  const said = subjects[provider] ?? [];
  return {
    at: slot * slotMs + ((hash >>> 4) % (slotMs / 1000)) * 1000,
    provider,
    articleId: `${provider}$${of.conId.toString(16).padStart(8, "0")}${slot.toString(16).padStart(6, "0")}`,
    headline: `${of.longName} (${of.symbol}) ${said[(hash >>> 16) % said.length] ?? ""}`,
    metadata: `A:${800_000 + (of.conId % 90_000)}:L:en`,
  };
}

/** Stories from one moment (not included) to another (included), the oldest first. @param wanted providers; empty: all */
export function storiesOf(
  seed: number,
  of: Listing,
  from: number,
  to: number,
  wanted: readonly string[],
): readonly Story[] {
  const found: Story[] = [];
  for (let slot = Math.floor(from / slotMs); slot * slotMs <= to; slot += 1) {
    const story = storyIn(seed, of, slot);
    if (story && story.at > from && story.at <= to && (wanted.length === 0 || wanted.includes(story.provider)))
      found.push(story);
  }
  return found;
}

export function storyById(seed: number, provider: string, articleId: string): Story | undefined {
  const [prefix, digits = ""] = articleId.split("$");
  if (prefix !== provider || !/^[0-9a-f]{14}$/.test(digits)) return undefined;
  const of = byConId(Number.parseInt(digits.slice(0, 8), 16));
  const story = of && storyIn(seed, of, Number.parseInt(digits.slice(8), 16));
  return story?.articleId === articleId ? story : undefined;
}

/** `2026-04-14 14:58:42.0`. */
export function newsTime(ms: number): string {
  const day = dayText(dayOf(ms));
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${timeText(ms - dayOf(ms) * 86_400_000)}.0`;
}

/** The body in plain text; its line ends are HTML entities. */
export const bodyOf = ({ headline, at }: Story): string =>
  [
    headline,
    `Issued: ${newsTime(at).slice(0, 19)} UTC`,
    "",
    "This story is invented by the simulated gateway. No company of this name did or said anything of it.",
  ].join("&#10;");
