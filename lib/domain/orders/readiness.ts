import type { LineFacts, OrderHead } from "./facts";
import type { NotReady } from "./order";

/** Merchants hold work with this reason while the shopper may still add items to the order. */
const MAY_GROW = "ONLINE_STORE_POST_PURCHASE_CROSS_SELL";

/** The units of a line that Shopify holds or has scheduled, at most its current units. */
export function notReadyUnits(line: LineFacts, kind?: NotReady["kind"]): number {
  const parts = line.notReady.filter((part) => kind === undefined || part.kind === kind);
  return Math.min(
    line.currentQuantity,
    parts.reduce((units, part) => units + part.units, 0),
  );
}

/** Whether Shopify holds a part of the order because the shopper may still add items. */
export function mayGrow(lines: readonly LineFacts[]): boolean {
  return lines.some((line) => line.notReady.some(({ reasons }) => reasons.includes(MAY_GROW)));
}

/**
 * Whether the order's own status says that it waits in Shopify, and no unit is known to wait for that cause. Its
 * fulfillment orders are then outside of the app's access scopes.
 */
export function waitsUnseen(order: OrderHead, lines: readonly LineFacts[], kind: NotReady["kind"]): boolean {
  if (order.fulfillmentStatus !== (kind === "held" ? "ON_HOLD" : "SCHEDULED")) return false;
  return lines.every((line) => line.notReady.length === 0);
}
