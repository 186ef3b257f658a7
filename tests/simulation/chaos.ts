import { CALL_FAULTS, type FaultKind, type NewFault, TOPIC_FAULTS } from "@/sandbox/faults";
import type { Random } from "./random";
import type { Actor, Fate } from "./scheduler";
import { DESTINATION, SOURCES } from "./sim-world";

/** Places where a process dies or stands still, with how often it happened. */
export type Hits = Map<string, number>;

const FREEZE_SHARE = 0.002;

/**
 * Decides at each gate whether the process dies there. A point that was not hit yet in this run is likelier,
 * so that rare ones get their share; later hits keep the pressure up.
 */
export function crashes(random: Random, mayDie: (actor: Actor) => boolean, hits: Hits): (actor: Actor, point: string) => Fate {
  return (actor, point) => {
    if (!mayDie(actor)) return "go on";
    if (random.chance(FREEZE_SHARE)) return "freeze";
    const before = hits.get(point) ?? 0;
    if (!random.chance(before === 0 ? 0.15 : 0.02 / before)) return "go on";
    hits.set(point, before + 1);
    return "crash";
  };
}

const OPERATIONS = { orderCreate: 5, order: 4, orderByIdentifier: 1 };
const STATUSES = [401, 402, 403, 404, 423, 429, 430, 500, 502, 503, 504];
const TOPICS = ["orders/create", "orders/updated", "orders/cancelled", "orders/edited", "refunds/create"];

/** Faults of every kind in turn, each with a scope and a size of its own. */
export function faultSource(random: Random): () => NewFault {
  const kinds: FaultKind[] = [...CALL_FAULTS, ...TOPIC_FAULTS];
  let left: FaultKind[] = [];
  return () => {
    if (left.length === 0) left = [...kinds];
    const [kind] = left.splice(random.between(0, left.length - 1), 1);
    if (!kind) throw new Error("There is no kind of fault.");
    const isCall = (CALL_FAULTS as readonly string[]).includes(kind);
    const shop = random.chance(0.5) ? null : random.pick([DESTINATION, ...SOURCES]);
    const operation = isCall ? random.weighted(OPERATIONS) : null;
    return {
      kind,
      times: random.between(1, 3),
      // Source orders are made in source stores only, and looked up there.
      shop: operation === "order" || !isCall ? shop : null,
      operation,
      topic: isCall || random.chance(0.5) ? null : random.pick(TOPICS),
      ms: random.pick([200, 2_000, 12_000, 30_000, 70_000]),
      status: random.pick(STATUSES),
      retryAfter: random.chance(0.5) ? "2.0" : null,
      beforeCommit: random.chance(0.5),
    };
  };
}
