import { asObject, asText } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** Finds the order of a fulfillment order, whose webhooks do not name it. Null when the shop does not show it. */
export async function findFulfillmentOrder(
  call: CallAdmin,
  access: ShopAccess,
  fulfillmentOrderGid: string,
): Promise<string | null> {
  const answer = await call(access, {
    operation: operations.findFulfillmentOrder,
    variables: { id: fulfillmentOrderGid },
  });
  refuseErrors(answer);
  return asText(asObject(answer.data.fulfillmentOrder)?.orderId);
}
