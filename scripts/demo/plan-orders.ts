import type { DemoOrder } from "./order-types";
import { type Scenario, scenarios } from "./scenarios";
import { scriptedOrders } from "./scripted-orders";
import { type ShopProfile, shopProfiles } from "./shop-profiles";

/** New orders arrived during the last day; the others are at least a few hours old. */
const NEWEST_HOURS = 26;
const OLDER_FROM_HOURS = 4;

/** Returns all sample orders of a shop, oldest first. The same at every call, with times relative to now. */
export function plannedOrders(domain: string): DemoOrder[] {
  const scripted = scriptedOrders[domain] ?? [];
  const profile = shopProfiles[domain];
  const generated = profile ? generateOrders(domain, profile) : [];
  return [...scripted, ...generated].sort((a, b) => b.hoursAgo - a.hoursAgo);
}

function generateOrders(domain: string, profile: ShopProfile): DemoOrder[] {
  const random = randomFrom(domain);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const deck = shuffled(
    Object.entries(profile.scenarios).flatMap(([scenario, times]) =>
      Array.from({ length: times }, () => scenario as Scenario),
    ),
    random,
  );
  const older = deck.map((scenario, index) => ({
    scenario,
    hoursAgo: OLDER_FROM_HOURS + ((index + random()) / deck.length) ** 1.4 * profile.days * 24,
  }));
  const newest = Array.from({ length: profile.newest }, (_, index) => ({
    scenario: "open" as const,
    hoursAgo: ((index + 0.2 + random() * 0.6) / profile.newest) * NEWEST_HOURS,
  }));
  return [...newest, ...older].map(({ scenario, hoursAgo }) => {
    const basket = pick(scenario === "open" ? [...profile.baskets, ...profile.unsynced] : profile.baskets);
    const lines = basket.map(([sku, most]): [string, number] => [sku, 1 + Math.floor(random() * most)]);
    const ending = scenarios[scenario](lines);
    const tags = [...(random() < 0.35 ? [pick(profile.tags)] : []), ...(ending.tags ?? [])];
    const note = random() < 0.15 ? pick(profile.notes) : undefined;
    return {
      shopper: pick(profile.shoppers),
      shipping: pick(profile.shipping),
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

/** A sequence of numbers in [0, 1) that depends only on the name (mulberry32). */
function randomFrom(name: string): () => number {
  let state = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
