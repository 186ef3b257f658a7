import type { Inngest, InngestFunction } from "inngest";
import type { JobFunctionId } from "@/lib/domain/jobs/job-function";
import type { SystemCtx } from "@/lib/services/core/context";
import { autoPushFunction } from "./auto-push";
import { dispatchLegFunction } from "./dispatch-leg";
import { processDeliveryFunction } from "./process-delivery";
import { pushOrderFunction } from "./push-order";
import { readSourceOrderFunction } from "./read-source-order";
import { reprojectFunction } from "./reproject";
import { sweepFunction } from "./sweep";

const builders: Record<JobFunctionId, (client: Inngest, ctx: SystemCtx) => InngestFunction.Any> = {
  "process-delivery": processDeliveryFunction,
  "auto-push": autoPushFunction,
  "push-order": pushOrderFunction,
  "dispatch-leg": dispatchLegFunction,
  "read-source-order": readSourceOrderFunction,
  sweep: sweepFunction,
  reproject: reprojectFunction,
};

/** Builds every function of the product, for either job engine. */
export function functions(client: Inngest, ctx: SystemCtx): InngestFunction.Any[] {
  return Object.values(builders).map((build) => build(client, ctx));
}
