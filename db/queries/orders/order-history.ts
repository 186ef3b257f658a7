import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { auditEntry } from "@/db/schema/access";
import { orderDelivery } from "@/db/schema/order";
import { attempt } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** The most entries of each kind that the timeline shows; older ones are left out. */
const TIMELINE = 200;

/**
 * Reads the attempts, audit entries and deliveries of an order, newest first. The caller must have checked that the
 * scope sees the order.
 */
export async function orderHistory(tx: Tx, { organizationId }: Scope, orderId: string) {
  const attempts = await tx
    .select({
      id: attempt.id,
      operation: attempt.operation,
      legId: attempt.legId,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
      outcome: attempt.outcome,
      errorCode: attempt.errorCode,
      errorData: attempt.errorData,
    })
    .from(attempt)
    .where(and(eq(attempt.organizationId, organizationId), eq(attempt.orderId, orderId)))
    .orderBy(desc(attempt.startedAt))
    .limit(TIMELINE);
  const audit = await tx
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.organizationId, organizationId), eq(auditEntry.orderId, orderId)))
    .orderBy(desc(auditEntry.at), desc(auditEntry.position))
    .limit(TIMELINE);
  const deliveries = await tx
    .select()
    .from(orderDelivery)
    .where(and(eq(orderDelivery.organizationId, organizationId), eq(orderDelivery.orderId, orderId)))
    .orderBy(desc(orderDelivery.receivedAt), desc(orderDelivery.deliveryId))
    .limit(TIMELINE);
  return { attempts, audit, deliveries };
}
