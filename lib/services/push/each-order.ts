import type { Ctx } from "@/lib/services/core/context";

/** What a verb answered for one order; null when it failed. */
export type EachOutcome<Outcome> = { orderId: string; outcome: Outcome | null };

/**
 * Runs a verb for each order in the order given: one that fails is logged, has no outcome, and stops no other.
 * Repeated ids are taken once.
 *
 * @param what for the log: what could not be done
 */
export async function eachOrder<Outcome>(
  ctx: Pick<Ctx, "log">,
  orderIds: readonly string[],
  what: string,
  verb: (orderId: string) => Promise<Outcome>,
): Promise<EachOutcome<Outcome>[]> {
  const outcomes: EachOutcome<Outcome>[] = [];
  for (const orderId of new Set(orderIds)) {
    try {
      outcomes.push({ orderId, outcome: await verb(orderId) });
    } catch (error) {
      ctx.log.error(what, { orderId, error: error instanceof Error ? error.name : typeof error });
      outcomes.push({ orderId, outcome: null });
    }
  }
  return outcomes;
}
