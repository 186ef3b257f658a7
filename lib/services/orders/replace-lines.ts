import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lineItem } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import type { OrderLineSnapshot } from "@/lib/domain/orders/order";
import { newId } from "@/lib/services/core/new-id";

/**
 * Writes an order's lines as last read. Lines keep their id by Shopify's line id. Shopify never removes a line (a
 * removed line stays with current quantity 0), so no line is deleted here.
 *
 * Proved by `tests/faults/push-protocol.test.ts`.
 */
export async function replaceLines(
  tx: Tx,
  scope: Scope,
  orderId: string,
  lines: readonly OrderLineSnapshot[],
): Promise<void> {
  if (lines.length === 0) return;
  const excluded = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(lineItem)
    .values(
      // Properties are personal data, stored with the contact.
      lines.map(({ properties: _personal, ...line }, position) => ({
        organizationId: scope.organizationId,
        id: newId("lin"),
        orderId,
        position,
        ...line,
      })),
    )
    .onConflictDoUpdate({
      target: [lineItem.organizationId, lineItem.orderId, lineItem.shopifyGid],
      set: {
        position: excluded("position"),
        title: excluded("title"),
        variantTitle: excluded("variant_title"),
        sku: excluded("sku"),
        vendor: excluded("vendor"),
        variantGid: excluded("variant_gid"),
        productGid: excluded("product_gid"),
        quantity: excluded("quantity"),
        currentQuantity: excluded("current_quantity"),
        unfulfilledQuantity: excluded("unfulfilled_quantity"),
        fulfilledByOthers: excluded("fulfilled_by_others"),
        // A cancelled fulfillment takes its units back.
        ownShipped: sql`least(${lineItem.ownShipped}, excluded.fulfilled_by_others)`,
        requiresShipping: excluded("requires_shipping"),
        giftCard: excluded("gift_card"),
        tip: excluded("tip"),
        unitPrice: excluded("unit_price"),
        presentmentUnitPrice: excluded("presentment_unit_price"),
        notReady: excluded("not_ready"),
      },
    });
}
