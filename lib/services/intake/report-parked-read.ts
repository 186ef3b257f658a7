import { withScope } from "@/db/scope";
import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import type { SystemCtx } from "@/lib/services/core/context";
import { openProblem } from "@/lib/services/installations/open-problem";
import { storeCtx } from "./topics/store-ctx";

/**
 * Opens the problem of the stores whose order could not be read, so that users who do not see deliveries learn of it.
 *
 * Proved by tests/jobs/parked-reads.test.ts.
 */
export async function reportParkedRead(
  ctx: SystemCtx,
  parked: { delivery: DeliveryRow; stores: readonly InstalledStore[]; answer: string },
): Promise<void> {
  const { delivery, stores, answer } = parked;
  const at = await ctx.clock.now();
  for (const store of stores) {
    const { db, scope } = storeCtx(ctx, delivery, store);
    await withScope(db, scope, (tx) =>
      openProblem(tx, scope, { storeId: store.storeId, kind: "read_parked", data: { answer }, at }),
    );
  }
}
