import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { findStaleOrders } from "@/lib/services/orders/find-stale-orders";
import { reprojectOrder } from "@/lib/services/orders/reproject-order";
import { jobCtx } from "./job-ctx";
import { jobStart } from "./job-start";

const AT_ONCE = 200;
/** At most 20,000 orders a minute. The next minute continues where this one ended. */
const ROUNDS = 100;

type Place = Parameters<typeof findStaleOrders>[1]["after"];

/**
 * Every minute: projects orders again whose list columns were computed by older rules, e.g. before an upgrade. Each
 * order has its own transaction, so a run may stop anywhere. An order that fails is logged, skipped, and tried again
 * the next minute.
 */
export function reprojectFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { ...jobStart("reproject"), retries: 0, concurrency: { limit: 1 } },
    async ({ step }) => {
      let after: Place = null;
      for (let round = 0; round < ROUNDS; round += 1) {
        const from: Place = after;
        after = await step.run(`round ${round}`, () => projectSome(ctx, from));
        if (after === null) return;
      }
    },
  );
}

/** Projects one batch of orders again. Returns the position of the next batch; null after the last one. */
export async function projectSome(ctx: SystemCtx, after: Place): Promise<Place> {
  const stale = await findStaleOrders(ctx, { after, limit: AT_ONCE });
  for (const { organizationId, orderId } of stale) {
    try {
      await reprojectOrder(jobCtx(ctx, organizationId, "Projection"), { orderId });
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      ctx.log.error("an order could not be projected", { organizationId, orderId, error: name });
    }
  }
  return stale.length < AT_ONCE ? null : (stale.at(-1) ?? null);
}
