import { changeCards } from "@/lib/domain/changes/change-card";
import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { codesOf, entryOf } from "@/lib/domain/values/code-table";
import { readable } from "@/lib/domain/values/readable";
import { eligibility } from "./eligibility";
import { holdReasons } from "./hold-reason";
import { EMERGENCY_STOP, legCause } from "./leg-cause";
import { pushStatus } from "./push-status";
import { stateOf } from "./push-track";

/** Why an order needs attention. Each kind of change card is a cause. */
export type Attention =
  | "uncertain"
  | "rejected"
  | "other_app"
  | ChangeCardKind
  | "held"
  | "stopped"
  | "parked";

const labelsOfChanges = Object.fromEntries(
  codesOf(changeCards).map((kind) => [kind, changeCards[kind].label]),
) as Record<ChangeCardKind, string>;

/** Each cause in two to five words, the most urgent first. */
export const attentions: Readonly<Record<Attention, string>> = {
  uncertain: "Uncertain",
  rejected: "Refused",
  other_app: holdReasons.other_app.label,
  ...labelsOfChanges,
  held: "Held by a fault",
  stopped: "Emergency stop",
  parked: "Source store has a problem",
};

/** A cause in two to five words; a stored one that this version does not know is made readable. */
export function attentionLabel(stored: string): string {
  return entryOf(attentions, stored) ?? readable(stored);
}

/**
 * Why an order waits for a user, the most urgent cause first: a leg is uncertain or refused, another app seems to have
 * pushed the order, a change card is open, a stop that a user can remove holds the order, a leg waits for the end of an
 * emergency stop, or a leg is parked behind a problem of its source store. Empty when a user has nothing to do, also
 * while a leg waits for a time.
 */
export function attentionCauses(facts: OrderFacts, now: Date): Attention[] {
  const states = new Set(facts.legs.map((leg) => stateOf(leg, now)));
  const { status } = pushStatus(facts);
  const isOpen = status === "not_pushed" || status === "partially_pushed";
  const changes = new Set<Attention>(facts.order.openChanges);
  const applies = (cause: Attention): boolean => {
    switch (cause) {
      case "uncertain":
      case "rejected":
        return states.has(cause);
      case "other_app":
        return isOpen && facts.otherAppOrders.length > 0;
      case "held":
        return isOpen && eligibility(facts).stops.some((stop) => holdReasons[stop].needsAttention);
      case "stopped":
        return facts.legs.some((leg) => leg.state === "planned" && leg.causeCode === EMERGENCY_STOP);
      case "parked":
        return facts.legs.some(
          (leg) => leg.state === "planned" && legCause(leg.causeCode)?.becomesProblem === true,
        );
      default:
        return changes.has(cause);
    }
  };
  return codesOf(attentions).filter(applies);
}
