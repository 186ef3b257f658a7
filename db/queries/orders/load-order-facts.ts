import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { loadManyOrderFacts } from "./load-many-order-facts";
import { lockOrder } from "./lock-order";

/**
 * Loads the facts of one order that the rules need; null when the scope does not see it. With `lock` the order row is
 * locked first, and the other facts are read after that.
 */
export async function loadOrderFacts(
  tx: Tx,
  scope: Scope,
  orderId: string,
  options: { lock: boolean },
): Promise<OrderFacts | null> {
  if (options.lock) await lockOrder(tx, scope, orderId);
  return (await loadManyOrderFacts(tx, scope, [orderId])).get(orderId) ?? null;
}
