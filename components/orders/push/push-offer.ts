import type { OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility } from "@/lib/domain/push/eligibility";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { planPush } from "@/lib/domain/push/push-plan";
import { counted } from "@/lib/domain/values/counted";

/** What the page's one button would do now, or why it does nothing. */
export type PushOffer = { label: string; possible: boolean; why: string | null };

/** Words the push button from the order's facts. */
export function pushOffer(facts: OrderFacts): PushOffer {
  const { stops } = eligibility(facts);
  const plan = planPush(facts, { mode: "manual", choice: null });
  const pushed = facts.legs.some((leg) => leg.state === "created" || leg.state === "recall_requested");
  if (stops.length > 0 && !stops.includes("nothing_to_push")) {
    return { label: "Held", possible: false, why: holdReasonsText(stops) };
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
      why: all ? "All items are unsynced." : "What is left is not synced to a supplier.",
    };
  }
  return { label: "Nothing to push", possible: false, why: "Everything is pushed or on its way." };
}

/** What legs that are not settled wait for: their units are neither there nor to be pushed anew. */
function whatWaits(facts: OrderFacts): string | null {
  const states = new Set<string>(facts.legs.map((leg) => leg.state));
  if (states.has("uncertain")) {
    return "What is left may have arrived already: it is looked up before anything is sent again.";
  }
  if (states.has("rejected")) return "What is left was refused: retry it, or give it up to push it anew.";
  if (facts.legs.some((leg) => leg.state === "planned" && leg.causeCode !== null)) {
    return "What is left is planned, and waits to be sent.";
  }
  return null;
}
