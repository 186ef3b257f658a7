import { auditSentence } from "@/lib/domain/audit/audit-verb";
import { attemptOutcomes } from "@/lib/domain/dispatch/attempt";
import { explainCause } from "@/lib/domain/push/leg-cause";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";
import { attemptSentence } from "./attempt-labels";

/** One line of the timeline. */
export type TimelineEntry = { id: string; at: string; text: string; note: string | null; bad: boolean };

/** Builds an order's timeline, newest first: audit entries, sends and look-ups with their outcome, and webhooks. */
export function timeline(detail: OrderDetail): TimelineEntry[] {
  const supplierOf = (storeId: unknown) =>
    (typeof storeId === "string" && detail.stores.get(storeId)?.name) || null;
  const legStore = new Map(detail.facts.legs.map((leg) => [leg.id, leg.sourceStoreId]));
  const entries: TimelineEntry[] = detail.audit.map((entry) => {
    const ids = Array.isArray(entry.data.sourceStoreIds)
      ? entry.data.sourceStoreIds
      : [entry.data.sourceStoreId];
    const stores = ids.map(supplierOf).filter((name) => name !== null);
    const reason = entry.data.reason;
    return {
      id: entry.id,
      at: entry.at.toISOString(),
      text: `${auditSentence(entry)}${stores.length > 0 ? `: ${stores.join(", ")}` : ""}`,
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
      note: attempt.errorCode && explainCause(attempt.errorCode, attempt.errorData).message,
      bad: attemptOutcomes[attempt.outcome].failed,
    });
  }
  // A delivery with an audit entry is shown by that entry.
  const audited = new Set(
    detail.audit.flatMap(({ actorKind, actorId }) => (actorKind === "webhook" ? actorId : [])),
  );
  for (const { deliveryId, storeId, topic, receivedAt } of detail.deliveries) {
    if (audited.has(deliveryId)) continue;
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
