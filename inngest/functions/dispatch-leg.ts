import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";
import { nextWait, RETRIES } from "./next-wait";
import { waitLabel } from "./wait-labels";

/**
 * Dispatches one leg: after the run of its push handed it over, after a user requested a retry or a look-up, or for
 * the sweeper. If the leg has to wait for a short time, the run continues as a retry; after the last attempt the run
 * ends, and the sweeper requests the dispatch again.
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
