import { asCount, asObject, asObjects, asText, unreadable } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** How many fulfillments one answer holds. */
const PAGE = 10;

/**
 * Counts the units of an order that its fulfillments took, by line GID; cancelled and failed ones took none.
 *
 * @throws ShopifyFailure `unreadable_answer` when there are more fulfillments or lines than one answer holds:
 *   a count that is too small would let units be ordered again
 */
export async function readShippedUnits(
  call: CallAdmin,
  access: ShopAccess,
  orderGid: string,
): Promise<Map<string, number>> {
  const answer = await call(access, {
    operation: operations.readShippedUnits,
    variables: { id: orderGid },
  });
  refuseErrors(answer);
  const fulfillments = asObjects(asObject(answer.data.order)?.fulfillments);
  if (fulfillments.length >= PAGE) throw unreadable("The order has more shipments than can be counted.");
  const shipped = new Map<string, number>();
  for (const fulfillment of fulfillments) {
    if (["CANCELLED", "ERROR", "FAILURE"].includes(String(fulfillment.status))) continue;
    const lines = asObject(fulfillment.fulfillmentLineItems);
    if (asObject(lines?.pageInfo)?.hasNextPage === true) {
      throw unreadable("A shipment of the order has more lines than can be counted.");
    }
    for (const line of asObjects(lines)) {
      const gid = asText(asObject(line.lineItem)?.id);
      if (gid) shipped.set(gid, (shipped.get(gid) ?? 0) + asCount(line.quantity));
    }
  }
  return shipped;
}
