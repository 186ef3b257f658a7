import { and, count, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { push, pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** The push that a request with this key recorded for an order, and the number of its legs; null when there is none. */
export async function findPush(
  tx: Tx,
  scope: Scope,
  orderId: string,
  requestKey: string,
): Promise<{ pushId: string; legs: number } | null> {
  const [row] = await tx
    .select({ pushId: push.id, legs: count(pushLeg.id) })
    .from(push)
    .leftJoin(pushLeg, and(eq(pushLeg.organizationId, push.organizationId), eq(pushLeg.pushId, push.id)))
    .where(
      and(
        eq(push.organizationId, scope.organizationId),
        eq(push.orderId, orderId),
        eq(push.requestKey, requestKey),
      ),
    )
    .groupBy(push.id);
  return row ?? null;
}
