import type { Inngest, InngestFunction } from "inngest";
import type { JobFunctionId } from "@/lib/domain/jobs/job-function";
import type { SystemCtx } from "@/lib/services/core/context";
import { autoPushFunction } from "./auto-push";
import { checkShopFunction } from "./check-shop";
import { dispatchLegFunction } from "./dispatch-leg";
import { forgetOldFunction } from "./forget-old";
import { keepTokensFunction } from "./keep-tokens";
import { lookForOtherAppsFunction } from "./look-for-other-apps";
import { processDeliveryFunction } from "./process-delivery";
import { pushOrderFunction } from "./push-order";
import { readOrderFunction } from "./read-order";
import { readSourceOrderFunction } from "./read-source-order";
import { reprojectFunction } from "./reproject";
import { sweepFunction } from "./sweep";

type Build = (client: Inngest, ctx: SystemCtx, options: { origin: string }) => InngestFunction.Any;

const builders: Record<JobFunctionId, Build> = {
  "process-delivery": processDeliveryFunction,
  "auto-push": autoPushFunction,
  "push-order": pushOrderFunction,
  "dispatch-leg": dispatchLegFunction,
  "read-source-order": readSourceOrderFunction,
  "read-order": readOrderFunction,
  "check-shop": checkShopFunction,
  "keep-tokens": keepTokensFunction,
  "look-for-other-apps": lookForOtherAppsFunction,
  sweep: sweepFunction,
  reproject: reprojectFunction,
  "forget-old": forgetOldFunction,
};

/**
 * Builds every function of the product, for either job engine.
 *
 * @param options.origin the portal's public URL, to which shops send webhooks
 */
export function functions(
  client: Inngest,
  ctx: SystemCtx,
  options: { origin: string },
): InngestFunction.Any[] {
  return Object.values(builders).map((build) => build(client, ctx, options));
}
