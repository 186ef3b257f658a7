import type { LegFacts, LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import type { NotReady } from "@/lib/domain/orders/order";
import { lineQuantities } from "@/lib/domain/orders/quantities";
import { mayGrow, notReadyUnits, waitsUnseen } from "@/lib/domain/orders/readiness";
import type { LeftOutReason } from "./left-out-reason";

/**
 * Divides the open units of a line: how many automatic push may send now, and how many wait in Shopify and why. Units
 * that are pushed or reserved count as ready units.
 *
 * @param legs the legs that reserve or cover units
 */
export function readyUnits(
  facts: OrderFacts,
  line: LineFacts,
  legs: readonly LegFacts[] = facts.legs,
): { ready: number; waiting: { units: number; reason: LeftOutReason }[] } {
  const { open } = lineQuantities(facts.order, line, legs);
  const ready = Math.max(0, open - notReadyUnits(line));
  const held = Math.min(open - ready, notReadyUnits(line, "held"));
  const waiting: { units: number; reason: LeftOutReason }[] = [
    { units: held, reason: "held_in_shopify" },
    { units: open - ready - held, reason: "scheduled" },
  ];
  return { ready, waiting: waiting.filter(({ units }) => units > 0) };
}

/**
 * Whether Shopify holds (or has scheduled) an order as a whole. That is so when units of a routed line that no supplier
 * has wait, and no other such unit is ready; when the shopper may still add items; or when only the order's status says
 * it.
 */
export function waitsInShopify(facts: OrderFacts, kind: NotReady["kind"]): boolean {
  const { order, lines } = facts;
  if (waitsUnseen(order, lines, kind)) return true;
  if (kind === "held" && mayGrow(lines)) return true;
  let waits = false;
  for (const line of lines) {
    if (!facts.routes.some((route) => route.lineItemId === line.id)) continue;
    const { open, reserved } = lineQuantities(order, line, facts.legs);
    if (open + reserved === 0) continue;
    if (open + reserved > notReadyUnits(line)) return false;
    waits ||= line.notReady.some((part) => part.kind === kind);
  }
  return waits;
}
