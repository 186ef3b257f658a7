import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery } from "@/db/schema/shopify";
import { deliveryStates, type FailedRead, type ReasonFor } from "@/lib/domain/intake/delivery";

/** The outcome of one attempt to process a delivery. */
export type DeliveryOutcome =
  | { state: "processed"; installationId: string }
  | { state: "ignored"; reason: ReasonFor<"ignored"> }
  | { state: "parked"; reason: ReasonFor<"parked"> }
  /** A shop that is not identified yet. `dueInMs`: the time until it is tried again. */
  | { state: "parked"; reason: "shop_unidentified"; dueInMs: number }
  /** A read that failed too often. `dueInMs`: the time until it is tried again. */
  | { state: "parked"; reason: FailedRead; dueInMs: number }
  /** `dueInMs`: the time until the sweeper emits its event again. */
  | { state: "waiting"; reason: FailedRead; dueInMs: number };

/**
 * Reason: deliveries belong to no organization. Stores the outcome, counts the attempt, and drops the body where the
 * new state does not need it.
 */
export async function finishDelivery(
  db: Database,
  id: string,
  outcome: DeliveryOutcome,
  at: Date,
): Promise<void> {
  await db.orm
    .update(delivery)
    .set({
      state: outcome.state,
      reason: outcome.state === "processed" ? null : outcome.reason,
      attempts: sql`${delivery.attempts} + 1`,
      processedAt: outcome.state === "waiting" ? null : at,
      ...(outcome.state === "processed" ? { installationId: outcome.installationId } : {}),
      ...(deliveryStates[outcome.state].keepsBody ? {} : { body: null }),
      dueAt: "dueInMs" in outcome ? new Date(at.getTime() + outcome.dueInMs) : null,
    })
    .where(eq(delivery.id, id));
}
