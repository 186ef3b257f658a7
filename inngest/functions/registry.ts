import type { Inngest, InngestFunction } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import { autoPushFunction } from "./auto-push";
import { processDeliveryFunction } from "./process-delivery";
import { sweepFunction } from "./sweep";

/** Every function of the product, for whichever engine runs them. */
export function functions(client: Inngest, ctx: SystemCtx): InngestFunction.Like[] {
  return [processDeliveryFunction(client, ctx), autoPushFunction(client, ctx), sweepFunction(client, ctx)];
}
