import type { Inngest, InngestFunction } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { autoPushFunction } from "./auto-push";
import { dispatchLegFunction } from "./dispatch-leg";
import { processDeliveryFunction } from "./process-delivery";
import { pushOrderFunction } from "./push-order";
import { readSourceOrderFunction } from "./read-source-order";
import { reprojectFunction } from "./reproject";
import { sweepFunction } from "./sweep";

/** Every function of the product, for whichever engine runs them. */
export function functions(client: Inngest, ctx: SystemCtx): InngestFunction.Like[] {
  return [
    processDeliveryFunction(client, ctx),
    autoPushFunction(client, ctx),
    pushOrderFunction(client, ctx),
    dispatchLegFunction(client, ctx),
    readSourceOrderFunction(client, ctx),
    sweepFunction(client, ctx),
    reprojectFunction(client, ctx),
  ];
}
