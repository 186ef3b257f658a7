import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { WorkSeen } from "@/lib/domain/orders/order";
import { openProblem } from "./open-problem";

/** The missing access scopes, as a problem stores and shows them. */
export function scopesText(work: WorkSeen): string {
  return work.missingScopes.join(", ");
}

/**
 * Opens a problem of a store when Shopify left out fulfillment orders of an order because the app lacks an access scope.
 * Without a missing scope they are only not there yet.
 *
 * Proved by tests/faults/held/shopify-holds.test.ts.
 */
export async function reportHiddenWork(
  tx: Tx,
  scope: Scope,
  { storeId, work, at }: { storeId: string; work: WorkSeen | undefined; at: Date },
): Promise<void> {
  if (!work?.hidden || work.missingScopes.length === 0) return;
  await openProblem(tx, scope, {
    storeId,
    kind: "fulfillment_orders_hidden",
    data: { scopes: scopesText(work) },
    at,
  });
}
