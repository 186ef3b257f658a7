import { asObject } from "./answer-values";
import type { CallAdmin } from "./call-admin";
import type { ShopAccess, SourceOrderSnapshot } from "./gateway";
import { mapSourceOrder, shippedIsUnclear } from "./map-source-order";
import { operations } from "./operations";
import { readPages } from "./read-pages";
import { readShippedUnits } from "./read-shipped-units";
import { refuseErrors } from "./refuse-errors";

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
