import type { Job } from "../../state/order-types";
import type { CallContext } from "../call/context";

/** A job of the calling shop by its GID, or null. Ids of jobs are UUIDs. */
export function jobOf(ctx: CallContext, gid: unknown, type: "Job" | "OrderCancelJobResult"): Job | null {
  const id = new RegExp(`^gid://shopify/${type}/([\\w-]+)$`).exec(String(gid))?.[1];
  const job = id ? ctx.world.store.get("job", id) : undefined;
  return job?.shop === ctx.shop.domain ? job : null;
}

/** `OrderCancelJobResult` with the current state of the job. */
export function cancelResult(ctx: CallContext, job: Job) {
  return {
    __typename: "OrderCancelJobResult",
    id: `gid://shopify/OrderCancelJobResult/${job.id}`,
    done: job.status !== "STARTED",
    status: job.status,
    errors: job.errors,
    order: ctx.world.store.order(job.shop, job.orderId) ?? null,
  };
}
