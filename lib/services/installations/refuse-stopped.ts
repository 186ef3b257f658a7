import type { Tx } from "@/db/client";
import { activeStops } from "@/db/queries/stores/active-stops";
import type { Ctx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/**
 * Throws a `ShopifyFailure` "emergency_stop" (nothing was executed) while a stop of the organization, or of one of the
 * given stores and connections, is on.
 *
 * Proved by `tests/faults/stores/emergency-stop.test.ts`.
 */
export async function refuseStopped(
  tx: Tx,
  ctx: Pick<Ctx, "scope">,
  subjectIds: readonly string[],
): Promise<void> {
  const [stop] = await activeStops(tx, ctx.scope, subjectIds);
  if (stop) throw new ShopifyFailure("emergency_stop", "An emergency stop is on.", { executed: "no" });
}
