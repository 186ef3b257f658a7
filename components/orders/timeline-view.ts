import type { OrderDetail } from "@/db/queries/order-detail";
import { readable } from "./words";

/** One line of the timeline. */
export type TimelineEntry = { id: string; at: string; text: string; note: string | null; bad: boolean };

const verbs: Record<string, string> = {
  "order.received": "received the order",
  "order.changed": "read a change of the order from its store",
  "order.deleted": "saw that the order was deleted in its store",
  "order.over_pushed": "saw that more was pushed than is still wanted",
  "push.requested": "asked for a push",
  "leg.created": "saw the source order created",
  "leg.refused": "saw the source order refused",
  "leg.uncertain": "lost sight of the source order",
  "leg.retried": "asked to try again",
  "leg.look_up_requested": "asked to look the source order up",
  "leg.found": "found the source order",
  "leg.proved_absent": "proved that no source order was made",
  "leg.superseded": "saw that nothing was left for the supplier",
  "leg.second_source_order": "found a second source order with the same mark",
  "leg.recalled": "saw the source order cancelled as asked",
  "leg.ended": "saw the supplier end the source order",
};

const outcomes: Record<string, string> = {
  pending: "no answer yet",
  created: "created",
  refused: "refused",
  not_executed: "not carried out",
  indefinite: "no usable answer",
  found: "found",
  absent: "not found",
};

const operations: Record<string, string> = {
  orderCreate: "Sent to",
  orderLookUp: "Looked up at",
};

const bad = new Set(["refused", "indefinite"]);

/** What happened to an order, newest first: who did what, and every send with its outcome. */
export function timeline(detail: OrderDetail): TimelineEntry[] {
  const supplierOf = (storeId: unknown) =>
    (typeof storeId === "string" && detail.stores.get(storeId)?.name) || null;
  const legStore = new Map(detail.facts.legs.map((leg) => [leg.id, leg.sourceStoreId]));
  const entries: TimelineEntry[] = detail.audit.map((entry) => {
    const ids = Array.isArray(entry.data.sourceStoreIds)
      ? entry.data.sourceStoreIds
      : [entry.data.sourceStoreId];
    const stores = ids.map(supplierOf).filter((name) => name !== null);
    const what = verbs[entry.verb] ?? readable(entry.verb.replace(".", " ")).toLowerCase();
    const reason = entry.data.reason;
    return {
      id: entry.id,
      at: entry.at.toISOString(),
      text: `${entry.actorLabel} ${what}${stores.length > 0 ? `: ${stores.join(", ")}` : ""}`,
      note: typeof reason === "string" ? `Reason: ${reason}` : null,
      bad: false,
    };
  });
  for (const attempt of detail.attempts) {
    const store = supplierOf(attempt.legId ? legStore.get(attempt.legId) : null);
    const seconds = attempt.finishedAt
      ? ((attempt.finishedAt.getTime() - attempt.startedAt.getTime()) / 1000).toFixed(1)
      : null;
    entries.push({
      id: attempt.id,
      at: attempt.startedAt.toISOString(),
      text: `${operations[attempt.operation] ?? readable(attempt.operation)} ${store ?? "a source store"}: ${outcomes[attempt.outcome] ?? attempt.outcome}${seconds === null ? "" : ` after ${seconds} s`}`,
      note: attempt.errorMessage ?? attempt.errorCode,
      bad: bad.has(attempt.outcome),
    });
  }
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}
