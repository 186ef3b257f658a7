import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { autoPush } from "@/lib/services/push/auto-push";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

/**
 * Pushes a new or changed order by itself where the store's switch says so and nothing holds it; also one whose
 * hold was released, and what a source store refused or gave back, where the policy offers it to the next.
 */
export function autoPushFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("auto-push"), retries: 8 }, ({ event }) => {
    const { organizationId, orderId } = parseEvent("auto-push", event, ctx.log);
    return autoPush(jobCtx(ctx, organizationId, "Automatic push"), { orderId });
  });
}
