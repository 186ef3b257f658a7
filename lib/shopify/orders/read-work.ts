import { type AnswerObject, asObject, asText, required } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/**
 * Reads all fulfillment orders of an order, with all their lines. Most orders need no further call.
 *
 * @param order the order with the first page of its fulfillment orders
 * @param onChange called when the order changed since its first page was read
 */
export async function readWork(
  call: CallAdmin,
  access: ShopAccess,
  order: AnswerObject,
  onChange: () => void,
): Promise<AnswerObject[]> {
  const ask = async (operation: string, variables: Record<string, unknown>) => {
    const answer = await call(access, { operation, variables });
    refuseErrors(answer);
    return answer.data;
  };
  const all = await readPages(order.fulfillmentOrders, async (after) => {
    const page = asObject((await ask(operations.readFulfillmentOrders, { id: order.id, after })).order);
    if (page && page.updatedAt !== order.updatedAt) onChange();
    return page?.fulfillmentOrders;
  });
  const whole: AnswerObject[] = [];
  for (const one of all) {
    const id = required(asText(one.id), "fulfillmentOrders.id");
    const lineItems = await readPages(one.lineItems, async (after) => {
      const data = await ask(operations.readFulfillmentOrderLines, { id, after });
      return asObject(data.fulfillmentOrder)?.lineItems;
    });
    whole.push({ ...one, lineItems });
  }
  return whole;
}
