import { type Fate, fates } from "./fates";
import type { DemoOrder } from "./order-types";
import { type ShopStory, stories } from "./stories";
import { toldOrders } from "./told-orders";

/** Orders that nobody has looked at yet came in during the last day; the others are a little older. */
const NEWEST_HOURS = 26;
const OLDER_FROM_HOURS = 4;

/** All sample orders of a shop, oldest first; the same at every call, with times relative to now. */
export function plannedOrders(domain: string): DemoOrder[] {
  const told = toldOrders[domain] ?? [];
  const story = stories[domain];
  const dealt = story ? dealOrders(domain, story) : [];
  return [...told, ...dealt].sort((a, b) => b.hoursAgo - a.hoursAgo);
}

function dealOrders(domain: string, story: ShopStory): DemoOrder[] {
  const random = randomFrom(domain);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const deck = shuffled(
    Object.entries(story.fates).flatMap(([fate, times]) => Array.from({ length: times }, () => fate as Fate)),
    random,
  );
  const older = deck.map((fate, index) => ({
    fate,
    hoursAgo: OLDER_FROM_HOURS + ((index + random()) / deck.length) ** 1.4 * story.days * 24,
  }));
  const newest = Array.from({ length: story.newest }, (_, index) => ({
    fate: "open" as const,
    hoursAgo: ((index + 0.2 + random() * 0.6) / story.newest) * NEWEST_HOURS,
  }));
  return [...newest, ...older].map(({ fate, hoursAgo }) => {
    const basket = pick(fate === "open" ? [...story.baskets, ...story.unsynced] : story.baskets);
    const lines = basket.map(([sku, most]): [string, number] => [sku, 1 + Math.floor(random() * most)]);
    const ending = fates[fate](lines);
    const tags = [...(random() < 0.35 ? [pick(story.tags)] : []), ...(ending.tags ?? [])];
    const note = random() < 0.15 ? pick(story.notes) : undefined;
    return {
      shopper: pick(story.shoppers),
      shipping: pick(story.shipping),
      lines,
      ...(note ? { note } : {}),
      ...ending,
      hoursAgo,
      tags,
    };
  });
}

function shuffled<T>(cards: T[], random: () => number): T[] {
  return cards
    .map((card) => ({ card, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ card }) => card);
}

/** A row of numbers in [0, 1) that depends on nothing but its name (mulberry32). */
function randomFrom(name: string): () => number {
  let state = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
