import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import { findStaleOrders } from "@/lib/services/find-stale-orders";
import { projectAgain } from "@/lib/services/project-again";
import { jobCtx } from "./job-ctx";

const AT_ONCE = 200;
/** Twenty thousand orders a minute at most; the next minute goes on where this one ended. */
const ROUNDS = 100;

/**
 * Every minute: brings orders up to date whose list columns older rules wrote, e.g. after an upgrade. Each order
 * is committed by itself, so it may end anywhere and goes on there; when nothing is left it asks once.
 */
export function reprojectFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "reproject", triggers: [{ cron: "* * * * *" }], retries: 0, concurrency: { limit: 1 } },
    async ({ step }) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const done = await step.run(`round ${round}`, async () => {
          const stale = await findStaleOrders(ctx, AT_ONCE);
          for (const { organizationId, orderId } of stale) {
            await projectAgain(jobCtx(ctx, organizationId, "Projection"), { orderId });
          }
          return stale.length < AT_ONCE;
        });
        if (done) return;
      }
    },
  );
}
