import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import type { EventCatalogue } from "@/lib/services/core/emit";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { jobCtx } from "./job-ctx";
import { nextWait, RETRIES } from "./next-wait";
import { waitLabel } from "./wait-labels";

/**
 * Takes up one leg again: one that its push's run handed over, after a retry or a look-up that a person asked for, or
 * for the sweeper. While its next moment is near the run comes back then, as a retry; the last one just ends, and the
 * sweeper goes on.
 */
export function dispatchLegFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "dispatch-leg", triggers: [{ event: "order/leg.dispatch-requested" }], retries: RETRIES },
    async ({ event, attempt }) => {
      const { organizationId, orderId, legId } = event.data as EventCatalogue["order/leg.dispatch-requested"];
      const result = await dispatchLeg(jobCtx(ctx, organizationId, "Crossdock"), { orderId, legId });
      const waitMs = nextWait(result, attempt);
      if (result.kind === "settled" || waitMs === null) return result;
      throw new RetryAfterError(waitLabel(result), waitMs);
    },
  );
}
