import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { autoPush } from "@/lib/services/push/auto-push";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

/**
 * Pushes an order automatically where its store has automatic push on and nothing holds the order. Runs for new and
 * changed orders, after a hold was released, and after a source store refused or gave back items that the policy
 * offers to the next source store.
 */
export function autoPushFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("auto-push"), retries: 8 }, ({ event }) => {
    const { organizationId, orderId } = parseEvent("auto-push", event, ctx.log);
    return autoPush(jobCtx(ctx, organizationId, "Automatic push"), { orderId });
  });
}
