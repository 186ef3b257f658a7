import { and, eq } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import type { IngestResult } from "./ingest-order";
import { refreshOrder } from "./refresh-order";

/**
 * Reads a stored order again. Throws the `ShopifyFailure` of a failed read.
 *
 * Proved by tests/faults/withheld/withheld-data.test.ts.
 */
export async function rereadOrder(
  ctx: Ctx,
  input: { orderId: string },
): Promise<{ kind: "read"; stored: IngestResult["stored"] } | { kind: "not_found" }> {
  const { organizationId } = ctx.scope;
  const [found] = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ storeId: order.storeId, orderGid: order.shopifyGid })
      .from(order)
      .where(
        and(
          eq(order.organizationId, organizationId),
          eq(order.id, input.orderId),
          merchantFilter(ctx.scope, order.merchantId),
        ),
      ),
  );
  if (!found) return { kind: "not_found" };
  const { stored } = await refreshOrder(ctx, found);
  return { kind: "read", stored };
}
