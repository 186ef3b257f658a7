import { z } from "zod";
import type { EventName } from "@/lib/domain/jobs/event-name";

const id = z.string().min(1);
const orderIds = { organizationId: id, orderId: id };

/** The data of every event. Events carry ids, never payloads. */
export const eventSchemas = {
  "shopify/delivery.received": z.object({
    deliveryId: id,
    shopDomain: id,
    /** The shop and its lane. Absent in events written before lanes existed. */
    lane: id.optional(),
  }),
  "order/ingested": z.object(orderIds),
  "order/push.requested": z.object({ ...orderIds, pushId: id }),
  "order/hold.released": z.object(orderIds),
  "order/leg.released": z.object({ ...orderIds, legId: id }),
  "order/leg.dispatch-requested": z.object({ ...orderIds, legId: id }),
  "order/source-order.recorded": z.object({ ...orderIds, sourceStoreId: id, sourceOrderGid: id }),
  "order/read.due": z.object(orderIds),
  "shop/check.due": z.object({ installationId: id, shopDomain: id }),
  "connection/look.requested": z.object({ organizationId: id, connectionId: id }),
} satisfies Record<EventName, z.ZodType>;

export type EventData<Name extends EventName> = z.output<(typeof eventSchemas)[Name]>;
