import type { NewFault } from "@/sandbox/faults/faults";
import type { Random } from "../random";
import { SOURCES } from "../sim-world";

const MINUTE = 60_000;

/** How a supplier's shop is dead: it refuses its token, its servers fail, or its answers never arrive in time. */
const DEAD: readonly NewFault[] = [
  { kind: "http-status", status: 401 },
  { kind: "http-503" },
  { kind: "stall", ms: 90_000 },
];

/** The death of a supplier's shop: when it begins, how it shows, and how long it lasts. */
export type Death = { shop: string; fault: NewFault; afterMs: number; forMs: number };

/** Draws the death of a supplier's shop. */
export function deadShop(random: Random): Death {
  const shop = random.pick(SOURCES);
  return {
    shop,
    fault: { ...random.pick(DEAD), shop, times: null },
    afterMs: random.between(MINUTE, 4 * MINUTE),
    forMs: random.between(4 * MINUTE, (random.chance(0.2) ? 40 : 12) * MINUTE),
  };
}
