import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { handOverLeg } from "@/lib/services/legs/hand-over-leg";
import { listPushLegs } from "@/lib/services/legs/list-push-legs";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

/**
 * Dispatches each leg of a recorded push in its own step, `push:<leg id>`. A leg that fails does not stop the others,
 * and a leg that has to wait continues in its own run.
 */
export function pushOrderFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("push-order"), retries: 8 }, async ({ event, step }) => {
    const { organizationId, orderId, pushId } = parseEvent("push-order", event, ctx.log);
    const scoped = jobCtx(ctx, organizationId, "Crossdock");
    const legIds = await step.run("legs", () => listPushLegs(scoped, { orderId, pushId }));
    const results = await Promise.allSettled(
      legIds.map((legId) =>
        step.run(`push:${legId}`, async () => {
          const result = await dispatchLeg(scoped, { orderId, legId });
          if (result.kind !== "settled") await handOverLeg(scoped, { orderId, legId, pushId });
          return result;
        }),
      ),
    );
    // A leg whose step failed stays planned or claimed; the sweeper requests its dispatch again.
    return legIds.map((legId, index) => {
      const result = results[index];
      return { legId, ...(result?.status === "fulfilled" ? result.value : { kind: "failed" as const }) };
    });
  });
}
