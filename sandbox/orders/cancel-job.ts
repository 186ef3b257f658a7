import type { Job, Order } from "../state/order-types";
import type { World } from "../world/world";
import { type CancelRequest, cancelOrder, cancelRefusal, isShippedUnpaid, OUTSTANDING } from "./cancel";

/** How the job of an accepted cancellation runs. */
interface CancelPlan {
  /** Milliseconds until the job runs; 0 = within the call, as recorded. */
  ms: number;
  /** Whether it fails without a reason in the order. */
  fails: boolean;
  clientId: string;
}

/** The answered job id: that of the app's latest cancellation in the shop if it is recent enough (recorded). */
function sharedId(world: World, shop: string, clientId: string): string {
  const since = new Date(world.now().getTime() - world.settings().sharedJobMs).toISOString();
  const latest = world.store.all("job").findLast((job) => job.shop === shop && job.clientId === clientId);
  const recent = latest?.requestedAt !== undefined && latest.requestedAt > since;
  return (recent && latest.sharedId) || world.random.uuid();
}

/** Accepts a cancellation. Its job cancels the order now or later, or fails. A failure is visible only in the job. */
export function requestCancel(world: World, order: Order, request: CancelRequest, plan: CancelPlan): Job {
  const job: Job = {
    id: world.random.uuid(),
    sharedId: sharedId(world, order.shop, plan.clientId),
    clientId: plan.clientId,
    requestedAt: world.now().toISOString(),
    shop: order.shop,
    orderId: order.id,
    status: "STARTED",
    errors: [],
    dueAt: new Date(world.now().getTime() + plan.ms).toISOString(),
    request,
    fails: plan.fails,
  };
  world.history.record(order, "cancel-requested", {
    job: job.id,
    restock: request.restock,
    refund: request.refund,
  });
  world.store.put("job", job.id, job);
  if (plan.ms <= 0) finish(world, job);
  else scheduleJob(world, job);
  return job;
}

/** Whether this order has an accepted cancellation whose job has not run yet. */
export function isCancelling(world: World, order: Order): boolean {
  return world.store.all("job").some((job) => job.orderId === order.id && job.status === "STARTED");
}

/** Schedules the jobs that an earlier process left unfinished. */
export function resumeJobs(world: World): void {
  for (const job of world.store.all("job")) if (job.status === "STARTED") scheduleJob(world, job);
}

function scheduleJob(world: World, job: Job): void {
  world.later(Math.max(0, Date.parse(job.dueAt) - world.now().getTime()), () => {
    world.dispatcher.beginEvent();
    world.history.causedBy({ by: "shop" }, () => finish(world, job));
    world.store.commit();
  });
}

function jobRefusal(world: World, order: Order): string | null {
  if (world.settings().cancelShippedUnpaid === "fail" && isShippedUnpaid(order)) return OUTSTANDING;
  return cancelRefusal(order);
}

function finish(world: World, job: Job): void {
  const order = world.store.order(job.shop, job.orderId);
  const refusal = order ? jobRefusal(world, order) : "Order does not exist";
  const failure = job.fails ? "The order could not be canceled because of an internal error." : refusal;
  if (order && failure === null) {
    job.status = "SUCCEEDED";
    cancelOrder(world, order, job.request);
  } else {
    job.status = "FAILED";
    const code = refusal === null ? "INTERNAL_ERROR" : order ? "INVALID" : "NOT_FOUND";
    job.errors = [{ field: null, message: failure ?? "", code }];
    world.history.record({ shop: job.shop, id: job.orderId }, "cancel-failed", {
      job: job.id,
      reason: failure,
    });
  }
  world.store.put("job", job.id, job);
}
