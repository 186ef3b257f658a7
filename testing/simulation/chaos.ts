import {
  CALL_FAULTS,
  type FaultKind,
  HITS_AT,
  OAUTH_FAULTS,
  type OAuthFault,
  SHOP_FAULTS,
  STEP_OF,
  TOPIC_FAULTS,
} from "@/sandbox/faults/fault-kinds";
import type { NewFault } from "@/sandbox/faults/faults";
import type { Random } from "./random";
import type { Actor, Fate } from "./scheduler";
import { DESTINATION, SOURCES } from "./sim-world";

/** Counts by name. */
export type Hits = Record<string, number>;

const FREEZE_SHARE = 0.002;

/** Points that a run passes only a few times, so that the chance of a crash there must be high. */
const SELDOM =
  /^(ReadSourceOrder|RequestToken|record-source-order|settle-attempt|FindFulfillmentOrder|ReadShop|(List|Create)WebhookSubscriptions?): /;

/** A call that is the second of one read, by the first: a crash at either counts as a crash in that read. */
const SECOND_HALF: Readonly<Record<string, string>> = {
  ReadShippedUnits: "ReadSourceOrder",
  ListFulfillments: "ReadSourceOrder",
  ReadFulfillmentLines: "ReadSourceOrder",
};

/** Verbs whose transactions are separate crash points; the transactions of all other verbs share one. */
const NAMED_VERBS = new Set([
  "ingest-order",
  "request-push",
  "auto-push",
  "claim-leg",
  "look-up-leg",
  "record-source-order",
  "settle-attempt",
  "settle-look-up",
  "expire-claim",
]);

/** The crash point that a gate belongs to, or null if a crash there would test nothing. */
function crashPoint(gate: string): string | null {
  const [verb = "", place = ""] = gate.split(": ");
  if (SECOND_HALF[verb]) return `${SECOND_HALF[verb]}: ${place}`;
  if (/transaction$/.test(place)) return NAMED_VERBS.has(verb) ? gate : `any verb: ${place}`;
  if (place === "before its statement") return `any verb: ${place}`;
  return place === "" ? null : gate;
}

/**
 * Decides at each gate whether the process crashes there. The chance is higher for a point that was not hit yet in
 * this run, so that rare points are hit too.
 *
 * @param counters.hits counts the crashes by point
 * @param counters.visits counts how often each point was passed
 */
export function crashes(
  random: Random,
  mayDie: (actor: Actor) => boolean,
  { hits, visits }: { hits: Hits; visits: Hits },
): (actor: Actor, gate: string) => Fate {
  return (actor, gate) => {
    const point = mayDie(actor) ? crashPoint(gate) : null;
    if (point === null) return "continue";
    visits[point] = (visits[point] ?? 0) + 1;
    hits[point] ??= 0;
    if (random.chance(FREEZE_SHARE)) return "freeze";
    const [wanted, chance] = SELDOM.test(point) ? [2, 0.95] : [1, 0.15];
    if (!random.chance(hits[point] < wanted ? chance : 0.01 / hits[point])) return "continue";
    hits[point] += 1;
    return "crash";
  };
}

/** The calls that faults aim at, by weight: those that the product makes most. */
const OPERATIONS = { orderCreate: 6, order: 3, orderByIdentifier: 2 };
const STATUSES = [401, 402, 403, 404, 423, 429, 430, 500, 502, 503, 504];
const TOPICS = ["orders/create", "orders/updated", "orders/cancelled", "orders/edited", "refunds/create"];
const MINUTE = 60_000;

/** How a supplier's shop is dead: it refuses its token, its servers fail, or its answers never arrive in time. */
const DEAD: readonly NewFault[] = [
  { kind: "http-status", status: 401 },
  { kind: "http-503" },
  { kind: "stall", ms: 90_000 },
];

/** Draws whether a supplier's shop is dead in a run, when its death begins, how, and for how long. Null for none. */
export function deadShop(random: Random): { fault: NewFault; afterMs: number; forMs: number } | null {
  if (!random.chance(0.4)) return null;
  return {
    fault: { ...random.pick(DEAD), shop: random.pick(SOURCES), times: null },
    afterMs: random.between(MINUTE / 2, 3 * MINUTE),
    forMs: random.between(4 * MINUTE, 40 * MINUTE),
  };
}

/** Durations in milliseconds. Shorter than Shopify's where a run is shorter, and within the push protocol's limits. */
const SIZES: Partial<Record<FaultKind, [least: number, most: number]>> = {
  "webhook-duplicate-late": [2 * MINUTE, 10 * MINUTE],
  "webhook-delay-day": [5 * MINUTE, 15 * MINUTE],
  "search-lag": [1_000, 45_000],
  "custom-id-lag": [1_000, 45_000],
  "late-commit": [200, MINUTE],
  stall: [1_000, MINUTE],
};

const isOAuth = (kind: FaultKind): kind is OAuthFault => Object.hasOwn(STEP_OF, kind);

/** Operations that a kind of fault needs, or null if it hits any call. */
export function operationsOf(kind: FaultKind): readonly string[] | null {
  if (isOAuth(kind)) return [STEP_OF[kind]];
  const at = (HITS_AT as Readonly<Record<string, readonly string[] | "write" | "search" | undefined>>)[kind];
  return typeof at === "object" ? at : null;
}

/** Every kind of fault of the sandbox. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...CALL_FAULTS,
  ...SHOP_FAULTS,
  ...TOPIC_FAULTS,
  ...OAUTH_FAULTS,
];

/** Faults of webhooks that would hit too seldom with a shop and a topic of their own. */
const ANYWHERE: readonly FaultKind[] = ["webhook-unknown-shop"];

/** The drawn scope of a fault, or none for a fault that hits anywhere. */
const anywhere = (kind: FaultKind, scope: string | null) => (ANYWHERE.includes(kind) ? null : scope);

const isOneOf = (kinds: readonly string[], kind: FaultKind) => kinds.includes(kind);

/** Returns a generator of faults. It uses every kind once before it repeats one, each with a random scope and size. */
export function faultSource(random: Random): () => NewFault {
  let left: FaultKind[] = [];
  return () => {
    // No merchant installs the app during a run, but tokens are renewed.
    if (left.length === 0)
      left = FAULT_KINDS.filter((kind) => !isOAuth(kind) || STEP_OF[kind] !== "authorize");
    const [kind] = left.splice(random.between(0, left.length - 1), 1);
    if (!kind) throw new Error("There is no kind of fault.");
    const ofCall = isOneOf(CALL_FAULTS, kind);
    const ofTopic = isOneOf(TOPIC_FAULTS, kind);
    const writes = /commit$/.test(kind) && kind !== "reply-lost-before-commit";
    const operation = ofCall ? (writes ? "orderCreate" : random.weighted(OPERATIONS)) : null;
    const [least, most] = SIZES[kind] ?? [200, 5_000];
    return {
      kind,
      // Tokens are renewed less often than other calls are made.
      times: random.between(1, 2) + (isOAuth(kind) ? 1 : 0),
      // The other operations are called on source stores only.
      shop: anywhere(
        kind,
        operation === "order" || ofTopic ? random.pick([null, null, DESTINATION, ...SOURCES]) : null,
      ),
      operation,
      topic: anywhere(kind, ofTopic && random.chance(0.5) ? random.pick(TOPICS) : null),
      ms: random.between(least, most),
      status: random.pick(STATUSES),
      retryAfter: random.chance(0.5) ? "2.0" : null,
      beforeCommit: random.chance(0.5),
      count: random.between(2, 5),
    };
  };
}
