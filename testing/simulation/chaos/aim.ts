import { type FaultKind, TOPIC_FAULTS } from "@/sandbox/faults/fault-kinds";
import type { NewFault } from "@/sandbox/faults/faults";
import type { World as Sandbox } from "@/sandbox/world/world";
import { lot, type Random } from "../random";
import { DESTINATION, SOURCES } from "../sim-world";
import { type ArrivingCall, FAULT_KINDS, fits, isChoosy } from "./fault-kinds";

const MINUTE = 60_000;
const STATUSES = [401, 402, 403, 404, 423, 429, 430, 500, 502, 503, 504];
const TOPICS = ["orders/create", "orders/updated", "orders/cancelled", "orders/edited", "refunds/create"];

/** Durations in milliseconds. Shorter than Shopify's where a run is shorter, and within the push protocol's limits. */
const SIZES: Partial<Record<FaultKind, [least: number, most: number]>> = {
  "webhook-duplicate-late": [2 * MINUTE, 10 * MINUTE],
  "webhook-delay-day": [5 * MINUTE, 15 * MINUTE],
  "search-lag": [1_000, 45_000],
  "custom-id-lag": [1_000, 45_000],
  "late-commit": [200, MINUTE],
  stall: [1_000, MINUTE],
  "oauth-slow-merchant": [MINUTE, 3 * MINUTE],
};

/** The chance that a call meets a fault, by its root field. Calls that a run makes seldom have a higher one. */
const CHANCES: Readonly<Record<string, number>> = {
  orderCreate: 0.6,
  orderByIdentifier: 0.4,
  order: 0.06,
  access_token: 0.15,
  authorize: 0.5,
};
const OTHER_CHANCE = 0.05;

/** Against how many kinds of faults the kinds that need such a call are drawn. */
const OTHER_KINDS = 4;

/** The chance that a fault hits the shop's next fitting call too. */
const TWICE = 0.25;

/** Faults of webhooks that would hit too seldom with a shop and a topic of their own. */
const ANYWHERE: readonly FaultKind[] = ["webhook-unknown-shop"];

function sizeOf(random: Random, kind: FaultKind): Omit<NewFault, "kind"> {
  const [least, most] = SIZES[kind] ?? [200, 5_000];
  return {
    ms: random.between(least, most),
    status: random.pick(STATUSES),
    retryAfter: random.chance(0.5) ? "2.0" : null,
    beforeCommit: random.chance(0.5),
    count: random.between(2, 5),
  };
}

/**
 * Returns a function that draws a kind of fault among those that fit. It uses each kind once before it repeats one.
 * Each seed begins with other kinds, so that a few seeds use all, also those that fit seldom.
 */
function deck(seed: number, random: Random, used: Map<FaultKind, number>) {
  return (kinds: readonly FaultKind[]): FaultKind => {
    const least = Math.min(...kinds.map((kind) => used.get(kind) ?? 0));
    const next = kinds.filter((kind) => (used.get(kind) ?? 0) === least);
    const first = Math.min(...next.map((kind) => lot(seed, kind)));
    const kind = random.pick(least === 0 ? next.filter((one) => lot(seed, one) === first) : next);
    used.set(kind, least + 1);
    return kind;
  };
}

/**
 * Draws faults for calls at the moment at which they reach their shop, so that each fault meets a call that it can hit.
 * Call the result right before the sandbox executes a call. In calm weather only kinds that need particular calls are
 * drawn, each at most once and only if the run has not had it: many orders are sent when the storm is over.
 */
export function aimFaults(
  sandbox: Sandbox,
  around: { seed: number; random: Random; isCalm: () => boolean; onFault: (what: string) => void },
): (shop: string, call: ArrivingCall) => void {
  const { random } = around;
  const used = new Map<FaultKind, number>();
  const draw = deck(around.seed, random, used);
  return (shop, call) => {
    const chance = Math.max(...call.roots.map((root) => CHANCES[root] ?? OTHER_CHANCE), 0);
    if (!random.chance(chance)) return;
    const fitting = FAULT_KINDS.filter((kind) => fits(kind, call));
    const isCalm = around.isCalm();
    const choosy = fitting.filter((kind) => isChoosy(kind) && !(isCalm && used.has(kind)));
    const rest = isCalm ? [] : fitting.filter((kind) => !isChoosy(kind));
    const isChosen = rest.length === 0 || random.chance(choosy.length / (choosy.length + OTHER_KINDS));
    const kinds = isChosen ? choosy : rest;
    if (kinds.length === 0) return;
    const kind = draw(kinds);
    const times = !isCalm && random.chance(TWICE) ? 2 : 1;
    sandbox.faults.add({ kind, times, shop, ...sizeOf(random, kind) });
    around.onFault(`${kind} at ${call.roots.join("+")} of ${shop}`);
  };
}

/** Returns a generator of faults of webhooks, of which a run makes enough to hit them at any time. */
export function webhookFaults(seed: number, random: Random): () => NewFault {
  const draw = deck(seed, random, new Map());
  return () => {
    const kind = draw(TOPIC_FAULTS);
    const isAnywhere = ANYWHERE.includes(kind);
    const [shop, topic] = [random.pick([null, null, DESTINATION, ...SOURCES]), random.pick(TOPICS)];
    return {
      ...{ kind, times: random.between(1, 2) },
      shop: isAnywhere ? null : shop,
      topic: isAnywhere || random.chance(0.5) ? null : topic,
      ...sizeOf(random, kind),
    };
  };
}
