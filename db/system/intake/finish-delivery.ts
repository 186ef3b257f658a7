import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { delivery } from "@/db/schema/shopify";

/** Where a delivery stands after it was taken up once. */
export type DeliveryOutcome =
  | { state: "processed"; installationId: string }
  | { state: "ignored" | "parked"; reason: string }
  /** `dueInMs`: after how long the sweeper takes it up. */
  | { state: "waiting"; reason: string; dueInMs: number };

/**
 * Reason: deliveries belong to no organization. Writes the outcome and counts the attempt. The body, which may
 * hold personal data, is kept only while somebody still needs it: parked and waiting.
 */
export async function finishDelivery(
  db: Database,
  id: string,
  outcome: DeliveryOutcome,
  at: Date,
): Promise<void> {
  const over = outcome.state === "processed" || outcome.state === "ignored";
  await db.orm
    .update(delivery)
    .set({
      state: outcome.state,
      reason: outcome.state === "processed" ? null : outcome.reason,
      attempts: sql`${delivery.attempts} + 1`,
      processedAt: outcome.state === "waiting" ? null : at,
      ...(outcome.state === "processed" ? { installationId: outcome.installationId } : {}),
      ...(over ? { body: null } : {}),
      dueAt: outcome.state === "waiting" ? new Date(at.getTime() + outcome.dueInMs) : null,
    })
    .where(eq(delivery.id, id));
}
