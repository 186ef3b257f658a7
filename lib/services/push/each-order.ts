import type { Ctx } from "@/lib/services/core/context";

/** The result for one order; `outcome` is null when the work failed. */
export type EachOutcome<Outcome> = { orderId: string; outcome: Outcome | null };

/**
 * Runs `work` for each order in the given order. A failure is logged, has no outcome, and does not stop the other
 * orders. Repeated ids run once.
 *
 * @param message the log message for a failure
 */
export async function eachOrder<Outcome>(
  ctx: Pick<Ctx, "log">,
  orderIds: readonly string[],
  message: string,
  work: (orderId: string) => Promise<Outcome>,
): Promise<EachOutcome<Outcome>[]> {
  const outcomes: EachOutcome<Outcome>[] = [];
  for (const orderId of new Set(orderIds)) {
    try {
      outcomes.push({ orderId, outcome: await work(orderId) });
    } catch (error) {
      ctx.log.error(message, { orderId, error: error instanceof Error ? error.name : typeof error });
      outcomes.push({ orderId, outcome: null });
    }
  }
  return outcomes;
}
