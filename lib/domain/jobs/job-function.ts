import type { EventName } from "./event-name";

/** Every function that the job engine runs. */
export type JobFunctionId =
  | "process-delivery"
  | "auto-push"
  | "push-order"
  | "dispatch-leg"
  | "read-source-order"
  | "read-order"
  | "check-shop"
  | "keep-tokens"
  | "look-for-other-apps"
  | "sweep"
  | "reproject"
  | "forget-old";

type JobFunction = {
  /** What the function does, as the Jobs page shows it. */
  label: string;
} & (
  | { /** The function runs once for each of these events. */ events: readonly EventName[] }
  | { /** When the function runs, in UTC. */ cron: string }
);

const EVERY_MINUTE = "* * * * *";
const EVERY_TEN_MINUTES = "*/10 * * * *";
const EVERY_HOUR = "17 * * * *";

/** What the Jobs page and the job engine need to know about each function. */
export const jobFunctions = {
  "process-delivery": { label: "Process a webhook", events: ["shopify/delivery.received"] },
  "auto-push": {
    label: "Push automatically",
    events: ["order/ingested", "order/hold.released", "order/leg.released"],
  },
  "push-order": { label: "Push an order", events: ["order/push.requested"] },
  "dispatch-leg": { label: "Send to a source store", events: ["order/leg.dispatch-requested"] },
  "read-source-order": { label: "Read a source order again", events: ["order/source-order.recorded"] },
  "read-order": { label: "Read an order again", events: ["order/read.due"] },
  "check-shop": { label: "Check a shop's webhooks", events: ["shop/check.due"] },
  "keep-tokens": { label: "Keep the access to idle stores", cron: EVERY_TEN_MINUTES },
  "look-for-other-apps": { label: "Look for another app's orders", events: ["connection/look.requested"] },
  sweep: { label: "Retry unfinished work", cron: EVERY_MINUTE },
  reproject: { label: "Update order lists after an upgrade", cron: EVERY_MINUTE },
  "forget-old": { label: "Delete old technical records", cron: EVERY_HOUR },
} as const satisfies Record<JobFunctionId, JobFunction>;

/** A function that events start, and the names of those events. */
export type EventFunctionId = {
  [Id in JobFunctionId]: (typeof jobFunctions)[Id] extends { events: readonly EventName[] } ? Id : never;
}[JobFunctionId];
export type EventsOf<Id extends EventFunctionId> = (typeof jobFunctions)[Id]["events"][number];

/** Whether this version has a function of this id; an older or newer worker may have announced others. */
export function isJobFunctionId(id: string): id is JobFunctionId {
  return Object.hasOwn(jobFunctions, id);
}
