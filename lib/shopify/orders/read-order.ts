import type { OrderSnapshot } from "@/lib/domain/orders/order";
import { asObject, unreadable } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";
import { hasTips, mapOrder } from "./map-order";
import { mapWork } from "./map-work";
import { readFirstPage } from "./read-first-page";
import { readTipLines } from "./read-tip-lines";
import { readWork } from "./read-work";

/** How often the read restarts when the order changes between its pages. */
const TRIES = 3;

/**
 * Reads an order with all its lines and fulfillment orders. An order of one page without tips needs one call. When the
 * order changes between two pages, the read restarts, so that a snapshot never mixes two states.
 *
 * @returns null when the shop answers null, which means unreadable, never deleted
 */
export async function readOrder(
  call: CallAdmin,
  access: ShopAccess,
  orderGid: string,
): Promise<OrderSnapshot | null> {
  for (let left = TRIES; left > 0; left -= 1) {
    const first = await readFirstPage(call, access, orderGid);
    if (!first) return null;
    const { order } = first;
    let changed = false;
    const lines = await readPages(order.lineItems, async (after) => {
      const page = await call(access, {
        operation: operations.readOrderLines,
        variables: { id: orderGid, after },
      });
      refuseErrors(page);
      const pageOrder = asObject(page.data.order);
      if (pageOrder && pageOrder.updatedAt !== order.updatedAt) changed = true;
      return pageOrder?.lineItems;
    });
    const tips = hasTips(order)
      ? await readTipLines(async (cursors) => {
          const page = await call(access, {
            operation: operations.readTipLines,
            variables: { id: orderGid, ...cursors },
          });
          refuseErrors(page);
          const pageOrder = asObject(page.data.order);
          if (pageOrder?.updatedAt !== order.updatedAt) changed = true;
          return pageOrder;
        })
      : new Set<string>();
    const fulfillmentOrders = await readWork(call, access, order, () => {
      changed = true;
    });
    const work = mapWork(fulfillmentOrders, first.missingScopes);
    if (!changed) return mapOrder(order, lines, { tips, work, withheld: first.withheld });
  }
  throw unreadable("The order changed repeatedly while it was read.");
}
