import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";
import { nextWait, RETRIES } from "./next-wait";
import { waitLabel } from "./wait-labels";

/**
 * Takes up one leg again: one that its push's run handed over, after a retry or a look-up that a person asked for, or
 * for the sweeper. While its next moment is near the run comes back then, as a retry; the last one just ends, and the
 * sweeper goes on.
 */
export function dispatchLegFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { ...jobStart("dispatch-leg"), retries: RETRIES },
    async ({ event, attempt }) => {
      const { organizationId, orderId, legId } = parseEvent("dispatch-leg", event, ctx.log);
      const result = await dispatchLeg(jobCtx(ctx, organizationId, "Crossdock"), { orderId, legId });
      const waitMs = nextWait(result, attempt);
      if (result.kind === "settled" || waitMs === null) return result;
      throw new RetryAfterError(waitLabel(result), waitMs);
    },
  );
}
