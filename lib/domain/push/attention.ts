import type { OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility } from "./eligibility";
import { holdReasons } from "./hold-reason";
import { legCause } from "./leg-cause";
import { pushStatus } from "./push-status";
import { stateOf } from "./push-track";

/** Why an order needs somebody, most urgent first. */
export type Attention = "uncertain" | "rejected" | "held" | "parked";

/**
 * Whether an order waits for a person, and why: a leg whose outcome is unknown, or which was refused; a stop
 * with a remedy; or a leg that is parked behind a standing failure of its source store. Null when nothing is to
 * be done, which includes what waits by itself.
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
