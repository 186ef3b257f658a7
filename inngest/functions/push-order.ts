import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import type { EventCatalogue } from "@/lib/services/emit";
import { listPushLegs } from "@/lib/services/list-push-legs";
import { dispatchInSteps } from "./dispatch-in-steps";
import { jobCtx } from "./job-ctx";

/** Sends each leg of a recorded push in a step of its own; one that fails does not stop the others. */
export function pushOrderFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "push-order", triggers: [{ event: "order/push.requested" }], retries: 8 },
    async ({ event, step }) => {
      const { organizationId, orderId, pushId } = event.data as EventCatalogue["order/push.requested"];
      const scoped = jobCtx(ctx, organizationId, "Crossdock");
      const legIds = await step.run("legs", () => listPushLegs(scoped, { orderId, pushId }));
      const results = await Promise.allSettled(
        legIds.map((legId) => dispatchInSteps(step, scoped, { orderId, legId })),
      );
      // A leg whose step failed for good stays planned or claimed: the sweeper takes it up.
      return legIds.map((legId, index) => {
        const result = results[index];
        return { legId, ...(result?.status === "fulfilled" ? result.value : { kind: "failed" as const }) };
      });
    },
  );
}
