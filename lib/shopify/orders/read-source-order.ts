import { asObject } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess, SourceOrderSnapshot } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";
import { mapSourceOrder, shippedIsUnclear } from "./map-source-order";
import { readShippedUnits } from "./read-shipped-units";

/** Reads an order of a source store with all its lines; null when the shop answers null. */
export async function readSourceOrder(
  call: CallAdmin,
  access: ShopAccess,
  orderGid: string,
): Promise<SourceOrderSnapshot | null> {
  const readPage = async (after: string | null) => {
    const answer = await call(access, {
      operation: operations.readSourceOrder,
      variables: { id: orderGid, after },
    });
    refuseErrors(answer);
    return asObject(answer.data.order);
  };
  const order = await readPage(null);
  if (!order) return null;
  const lines = await readPages(order.lineItems, async (after) => (await readPage(after))?.lineItems);
  const shipped = shippedIsUnclear(lines) ? await readShippedUnits(call, access, orderGid) : null;
  return mapSourceOrder(order, lines, shipped);
}
