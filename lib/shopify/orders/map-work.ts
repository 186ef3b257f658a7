import type { NotReady, OrderLineSnapshot } from "@/lib/domain/orders/order";
import {
  type AnswerObject,
  asCount,
  asInstant,
  asObject,
  asObjects,
  asText,
} from "@/lib/shopify/client/answer-values";

/** What an order's fulfillment orders say about its lines, by line GID. */
export type Work = {
  lines: ReadonlyMap<string, { units: number; notReady: NotReady[] }>;
  missingScopes: string[];
};

/** No fulfillment orders, as of an order that was read without them. */
export const noWork: Work = { lines: new Map(), missingScopes: [] };

/** Statuses of work that nobody does any more. */
const ENDED = new Set(["CLOSED", "CANCELLED"]);
const READY = new Set(["OPEN", "IN_PROGRESS", "INCOMPLETE"]);

/** Maps fulfillment orders with all their lines. A status that is not known holds its units. */
export function mapWork(fulfillmentOrders: readonly AnswerObject[], missingScopes: string[]): Work {
  const lines = new Map<string, { units: number; notReady: NotReady[] }>();
  for (const each of fulfillmentOrders) {
    const status = asText(each.status) ?? "";
    if (ENDED.has(status)) continue;
    for (const item of asObjects(each.lineItems)) {
      const gid = asText(asObject(item.lineItem)?.id);
      const units = asCount(item.remainingQuantity);
      if (gid === null || units === 0) continue;
      const line = lines.get(gid) ?? { units: 0, notReady: [] };
      line.units += units;
      if (!READY.has(status)) line.notReady.push({ ...waitOf(each, status), units });
      lines.set(gid, line);
    }
  }
  return { lines, missingScopes };
}

function waitOf(fulfillmentOrder: AnswerObject, status: string): Omit<NotReady, "units"> {
  if (status === "SCHEDULED") {
    const fulfillAt = asInstant(fulfillmentOrder.fulfillAt)?.toISOString() ?? null;
    return { kind: "scheduled", reasons: [], fulfillAt };
  }
  const reasons = asObjects(fulfillmentOrder.fulfillmentHolds).flatMap(({ reason }) => asText(reason) ?? []);
  const unknown = status === "ON_HOLD" ? [] : [status];
  return { kind: "held", reasons: [...new Set([...reasons, ...unknown])].sort(), fulfillAt: null };
}

/** The units of a line that are not ready, in a stable order, so that equal facts have an equal hash. */
export function notReadyOf(work: Work, lineGid: string): NotReady[] {
  const key = (part: NotReady) => JSON.stringify([part.kind, part.fulfillAt, part.reasons, part.units]);
  return [...(work.lines.get(lineGid)?.notReady ?? [])].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Whether units that are still to be shipped are in no fulfillment order that the shop showed. */
export function hidesUnits(
  work: Work,
  lines: readonly Pick<
    OrderLineSnapshot,
    "shopifyGid" | "requiresShipping" | "unfulfilledQuantity" | "giftCard"
  >[],
): boolean {
  return lines.some(
    (line) =>
      line.requiresShipping &&
      !line.giftCard &&
      (work.lines.get(line.shopifyGid)?.units ?? 0) < line.unfulfilledQuantity,
  );
}
