import type { OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility } from "./eligibility";
import { holdReasons } from "./hold-reason";
import { legCause } from "./leg-cause";
import { pushStatus } from "./push-status";
import { stateOf } from "./push-track";

/** Why an order needs attention, the most urgent reason first. */
export type Attention = "uncertain" | "rejected" | "held" | "parked";

/**
 * Why an order waits for a user: a leg is uncertain or refused, a stop that a user can remove holds it, or a leg is
 * parked behind a problem of its source store. Null when a user has nothing to do, also while a leg waits for a time.
 */
export function attention(facts: OrderFacts, now: Date): Attention | null {
  const states = new Set(facts.legs.map((leg) => stateOf(leg, now)));
  if (states.has("uncertain")) return "uncertain";
  if (states.has("rejected")) return "rejected";
  const { status } = pushStatus(facts);
  const open = status === "not_pushed" || status === "partially_pushed";
  if (open && eligibility(facts).stops.some((stop) => holdReasons[stop].needsAttention)) return "held";
  const parked = facts.legs.some(
    (leg) => leg.state === "planned" && legCause(leg.causeCode)?.becomesProblem === true,
  );
  return parked ? "parked" : null;
}
