/** The name of every event that starts a job. Its data is described in `lib/services/core/events.ts`. */
export const eventNames = [
  "shopify/delivery.received",
  "order/ingested",
  "order/push.requested",
  "order/hold.released",
  "order/leg.released",
  "order/leg.dispatch-requested",
  "order/source-order.recorded",
  "order/read.due",
  "shop/check.due",
  "connection/look.requested",
] as const;

export type EventName = (typeof eventNames)[number];
