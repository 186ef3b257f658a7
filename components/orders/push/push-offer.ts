import type { OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility } from "@/lib/domain/push/eligibility";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { planPush } from "@/lib/domain/push/push-plan";
import { counted } from "@/lib/domain/values/counted";

/** What the push button would do now, or why it does nothing. */
export type PushOffer = { label: string; possible: boolean; why: string | null };

/** Derives the push button's label from the order's facts. */
export function pushOffer(facts: OrderFacts): PushOffer {
  const { stops } = eligibility(facts);
  const plan = planPush(facts, { mode: "manual", choice: null });
  const pushed = facts.legs.some((leg) => leg.state === "created" || leg.state === "recall_requested");
  if (stops.length > 0 && !stops.includes("nothing_to_push")) {
    return { label: "Cannot be pushed", possible: false, why: holdReasonsText(stops) };
  }
  if (plan.legs.length > 0) {
    return {
      label: pushed ? "Push the rest" : `Push to ${counted(plan.legs.length, "supplier")}`,
      possible: true,
      why: null,
    };
  }
  const waits = whatWaits(facts);
  if (waits) return { label: "Nothing to push", possible: false, why: waits };
  if (plan.left.some((left) => left.reason === "not_mapped")) {
    const all = facts.routes.length === 0 && !pushed;
    return {
      label: "Nothing to push",
      possible: false,
      why: all ? "All items are unsynced." : "The remaining items are not synced to a supplier.",
    };
  }
  return { label: "Nothing to push", possible: false, why: "All items are pushed or on their way." };
}

/** Why units of unsettled legs are neither ordered nor open for a push. */
function whatWaits(facts: OrderFacts): string | null {
  const states = new Set<string>(facts.legs.map((leg) => leg.state));
  if (states.has("uncertain")) {
    return "The remaining items may already be ordered: Crossdock looks up the order before it sends anything again.";
  }
  if (states.has("rejected"))
    return "The remaining items were refused: retry the send, or give it up and push again.";
  if (facts.legs.some((leg) => leg.state === "planned" && leg.causeCode !== null)) {
    return "The remaining items are planned and wait to be sent.";
  }
  return null;
}
