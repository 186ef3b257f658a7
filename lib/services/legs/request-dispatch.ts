import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { newId } from "@/lib/services/core/new-id";

/**
 * Emits a request to dispatch one leg. The dispatch looks up earlier sends before it sends anything.
 * Proved by `tests/e2e/orders.test.ts`.
 */
export async function requestDispatch(
  tx: Tx,
  ctx: Pick<Ctx, "scope">,
  leg: { orderId: string; legId: string; at: Date },
): Promise<void> {
  await emit(tx, {
    name: "order/leg.dispatch-requested",
    eventId: newId(`dispatch:${leg.legId}`),
    data: { organizationId: ctx.scope.organizationId, orderId: leg.orderId, legId: leg.legId },
    at: leg.at,
  });
}
