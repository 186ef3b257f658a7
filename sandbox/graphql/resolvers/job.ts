import type { Job } from "../../state/order-types";
import type { CallContext } from "../call/context";

/** The job of the calling shop with this result id, or null. Ids of results are UUIDs. */
export function jobOfResult(ctx: CallContext, gid: unknown): Job | null {
  const id = /^gid:\/\/shopify\/OrderCancelJobResult\/([\w-]+)$/.exec(String(gid))?.[1];
  const job = id ? ctx.world.store.get("job", id) : undefined;
  return job?.shop === ctx.shop.domain ? job : null;
}

/** `Job` by its GID, or null. Several cancellations can share it; it is done when all of them are. */
export function jobById(ctx: CallContext, gid: unknown) {
  const id = /^gid:\/\/shopify\/Job\/([\w-]+)$/.exec(String(gid))?.[1];
  const jobs = ctx.world.store
    .all("job")
    .filter((job) => job.shop === ctx.shop.domain && (job.sharedId ?? job.id) === id);
  return jobs.length > 0 ? { id: gid, done: jobs.every(({ status }) => status !== "STARTED") } : null;
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
