import { attemptOutcomes } from "@/lib/domain/dispatch/attempt";
import { readable } from "@/lib/domain/values/readable";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";
import { attemptSentence } from "./attempt-labels";

/** One line of the timeline. */
export type TimelineEntry = { id: string; at: string; text: string; note: string | null; bad: boolean };

/** Entries of people begin with their name; others speak for themselves. */
const byPerson: Record<string, string> = {
  "push.requested": "asked for a push",
  "leg.retried": "asked to try again",
  "leg.skipped": "gave a send up",
  "leg.source_order_named": "named the source order",
  "leg.declared_absent": "said that the source order is not there",
  "leg.look_up_requested": "asked to look the source order up",
  "order.held": "held the order",
  "order.hold_released": "released the order",
  "run.cancel-asked": "asked to cancel a job of this order",
  "run.retry-asked": "asked to run a job of this order again",
};

const byItself: Record<string, string> = {
  "order.received": "Received from its store",
  "order.changed": "A change was read from its store",
  "order.deleted": "Deleted in its store",
  "order.over_pushed": "More was pushed than is still wanted",
  "push.requested": "Automatic push",
  "leg.created": "Source order created",
  "leg.refused": "Source order refused",
  "leg.uncertain": "Uncertain whether the source order was created",
  "leg.found": "Source order found",
  "leg.proved_absent": "Proved that no source order was made",
  "leg.offered_next": "Offered to the next supplier",
  "leg.superseded": "Nothing was left for the supplier",
  "leg.second_source_order": "A second source order with the same mark was found",
  "leg.recalled": "Source order cancelled as asked",
  "leg.ended": "The supplier ended the source order",
};

/** What happened to an order, newest first: who did what, every send with its outcome, every webhook. */
export function timeline(detail: OrderDetail): TimelineEntry[] {
  const supplierOf = (storeId: unknown) =>
    (typeof storeId === "string" && detail.stores.get(storeId)?.name) || null;
  const legStore = new Map(detail.facts.legs.map((leg) => [leg.id, leg.sourceStoreId]));
  const entries: TimelineEntry[] = detail.audit.map((entry) => {
    const ids = Array.isArray(entry.data.sourceStoreIds)
      ? entry.data.sourceStoreIds
      : [entry.data.sourceStoreId];
    const stores = ids.map(supplierOf).filter((name) => name !== null);
    const plain = readable(entry.verb.replace(".", " "));
    const what =
      entry.actorKind === "user"
        ? `${entry.actorLabel} ${byPerson[entry.verb] ?? plain.toLowerCase()}`
        : (byItself[entry.verb] ?? plain);
    const reason = entry.data.reason;
    return {
      id: entry.id,
      at: entry.at.toISOString(),
      text: `${what}${stores.length > 0 ? `: ${stores.join(", ")}` : ""}`,
      note:
        typeof reason === "string"
          ? `Reason: ${reason}`
          : entry.actorKind === "webhook"
            ? `Webhook ${entry.actorLabel}`
            : null,
      bad: false,
    };
  });
  for (const attempt of detail.attempts) {
    const store = supplierOf(attempt.legId ? legStore.get(attempt.legId) : null);
    entries.push({
      id: attempt.id,
      at: attempt.startedAt.toISOString(),
      text: attemptSentence(attempt, store ?? "a source store"),
      note: attempt.errorMessage ?? attempt.errorCode,
      bad: attemptOutcomes[attempt.outcome].failed,
    });
  }
  // A delivery that led to an entry stands there already.
  const told = new Set(
    detail.audit.flatMap(({ actorKind, actorId }) => (actorKind === "webhook" ? actorId : [])),
  );
  for (const { deliveryId, storeId, topic, receivedAt } of detail.deliveries) {
    if (told.has(deliveryId)) continue;
    const store = storeId === detail.store.id ? detail.store.name : supplierOf(storeId);
    entries.push({
      id: deliveryId,
      at: receivedAt.toISOString(),
      text: `Webhook ${topic}${store ? ` from ${store}` : ""}`,
      note: null,
      bad: false,
    });
  }
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}
