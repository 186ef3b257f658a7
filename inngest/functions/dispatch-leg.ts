import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import type { EventCatalogue } from "@/lib/services/emit";
import { dispatchInSteps } from "./dispatch-in-steps";
import { jobCtx } from "./job-ctx";

/** Takes up one leg again: after a retry or a look-up that a person asked for, or for the sweeper. */
export function dispatchLegFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "dispatch-leg", triggers: [{ event: "order/leg.dispatch-requested" }], retries: 8 },
    ({ event, step }) => {
      const { organizationId, orderId, legId } = event.data as EventCatalogue["order/leg.dispatch-requested"];
      return dispatchInSteps(step, jobCtx(ctx, organizationId, "Crossdock"), { orderId, legId });
    },
  );
}
