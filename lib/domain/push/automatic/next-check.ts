import type { LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility } from "@/lib/domain/push/eligibility";
import { automaticRefusal } from "@/lib/domain/push/push-plan";
import { readyUnits } from "@/lib/domain/push/ready-units";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The least time between two checks of an order. Shopify may open scheduled work a little after its time. */
const LEAST_MS = 10 * MINUTE;

/** How long automatic push waits for a risk that Shopify is still assessing. Most assessments take seconds. */
const ASSESSMENT_MS = 15 * MINUTE;

/** The times between checks of an order that is held: as long as the order is old, within these limits. */
const HELD_LEAST_MS = HOUR;
const HELD_MOST_MS = 24 * HOUR;

/** Until when automatic push waits for an order's risk; null when Shopify assessed it, or has had its time. */
export function riskDue({ order }: OrderFacts, now: Date): Date | null {
  if (order.riskLevel !== "PENDING") return null;
  const due = new Date(order.createdAt.getTime() + ASSESSMENT_MS);
  return due > now ? due : null;
}

/**
 * When automatic push must read an order again that waits in Shopify, in case that no webhook reports the change: at
 * the next scheduled date, and from time to time while the order is held or at risk. Null when automatic push does not
 * concern the order, or nothing waits.
 */
export function nextCheck(facts: OrderFacts, now: Date): Date | null {
  const refusal = automaticRefusal(facts);
  if (refusal !== null && refusal !== "held") return null;
  const { stops, cautions } = eligibility(facts);
  if (stops.length > 0) return null;
  const assessed = riskDue(facts, now);
  if (refusal === null && assessed !== null) return assessed;
  const waiting = facts.lines.filter((line) => waits(facts, line));
  const held =
    cautions.includes("shopify_hold") ||
    cautions.includes("risk") ||
    waiting.some((line) =>
      line.notReady.some(({ kind, fulfillAt }) => kind === "held" || fulfillAt === null),
    );
  const times = waiting.flatMap((line) =>
    line.notReady.flatMap(({ fulfillAt }) => (fulfillAt === null ? [] : [Date.parse(fulfillAt)])),
  );
  if (held || (times.length === 0 && cautions.includes("scheduled"))) {
    const age = now.getTime() - facts.order.createdAt.getTime();
    times.push(now.getTime() + Math.min(HELD_MOST_MS, Math.max(HELD_LEAST_MS, age)));
  }
  if (times.length === 0) return null;
  return new Date(Math.max(now.getTime() + LEAST_MS, Math.min(...times)));
}

function waits(facts: OrderFacts, line: LineFacts): boolean {
  return line.notReady.length > 0 && readyUnits(facts, line).waiting.length > 0;
}
