import { orderGidOf } from "@/lib/domain/webhook-body";
import { deleteOrder } from "../delete-order";
import { endSourceOrder } from "../end-source-order";
import { noteDelivery } from "../note-delivery";
import { rememberDeletion } from "../remember-deletion";
import { storeCtx } from "./store-ctx";
import type { Topic } from "./topic";

/** The order was deleted: only this says so, a read that finds nothing never does. */
export const ordersDelete: Topic = {
  name: "orders/delete",
  subscription: "ORDERS_DELETE",
  destination: true,
  source: true,
  async handle(ctx, input) {
    const orderGid = orderGidOf(input.body);
    if (orderGid === null) return { kind: "ignored", reason: "no_order_id" };
    for (const store of input.stores) {
      const scoped = storeCtx(ctx, input.delivery, store);
      await rememberDeletion(scoped, { storeId: store.storeId, orderGid });
      await deleteOrder(scoped, { storeId: store.storeId, orderGid });
      await endSourceOrder(scoped, { sourceStoreId: store.storeId, sourceOrderGid: orderGid });
      await noteDelivery(scoped, { delivery: input.delivery, storeId: store.storeId, orderGid });
    }
    return { kind: "processed" };
  },
};
