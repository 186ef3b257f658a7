import { findStore } from "@/db/queries/stores/find-store";
import { withheldOrders } from "@/db/queries/stores/withheld-orders";
import { withScope } from "@/db/scope";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { rereadOrder } from "@/lib/services/orders/reread-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { checkShop } from "./check-shop";

type CheckStoreResult =
  | { kind: "checked"; repaired: number; refused: number }
  | { kind: "failed"; code: RemoteErrorCode }
  | { kind: "not_found" };

/**
 * Checks the shop of a store now, because a user asks: its webhook subscriptions, plan and access scopes, and whether
 * Shopify still withholds customer data, by reading one of the orders concerned.
 *
 * Proved by tests/http/store-health/check-shop.test.ts.
 *
 * @param input.origin the portal's public URL
 */
export async function checkStore(
  ctx: Ctx,
  input: { storeId: string; origin: string },
): Promise<CheckStoreResult> {
  const { storeId, origin } = input;
  const [store, withheld] = await withScope(ctx.db, ctx.scope, async (tx) => [
    await findStore(tx, ctx.scope, storeId),
    await withheldOrders(tx, ctx.scope, storeId),
  ]);
  if (!store) return { kind: "not_found" };
  const checked = await checkShop(ctx, { installationId: store.installationId, origin, asked: ctx.actor });
  if (checked.kind === "failed") return checked;
  if (withheld) {
    try {
      await rereadOrder(ctx, { orderId: withheld.oldestId });
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      return { kind: "failed", code: error.code };
    }
  }
  if (checked.kind !== "checked") return { kind: "failed", code: "unauthorized" };
  const { created, changed, removed, refused } = checked.report;
  return { kind: "checked", repaired: created.length + changed + removed, refused: refused.length };
}
