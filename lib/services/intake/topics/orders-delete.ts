import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { noteDelivery } from "@/lib/services/intake/note-delivery";
import { deleteOrder } from "@/lib/services/orders/delete-order";
import { rememberDeletion } from "@/lib/services/orders/remember-deletion";
import { endSourceOrder } from "@/lib/services/source-orders/end-source-order";
import { eachStore } from "./each-store";
import type { Topic } from "./topic";

/** The order was deleted. Only this webhook proves a deletion; a read that finds no order does not. */
export const ordersDelete: Topic = {
  name: "orders/delete",
  subscription: "ORDERS_DELETE",
  includeFields: ["id"],
  destination: true,
  source: true,
  async handle(ctx, input) {
    const orderGid = orderGidOf(input.body);
    if (orderGid === null) return { kind: "ignored", reason: "no_order_id" };
    await eachStore(ctx, input, async (scoped, store) => {
      await rememberDeletion(scoped, { storeId: store.storeId, orderGid });
      await deleteOrder(scoped, { storeId: store.storeId, orderGid });
      await endSourceOrder(scoped, { sourceStoreId: store.storeId, sourceOrderGid: orderGid });
      await noteDelivery(scoped, { delivery: input.delivery, storeId: store.storeId, orderGid });
    });
    return { kind: "processed" };
  },
};
