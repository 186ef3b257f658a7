import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { storeCtx } from "./store-ctx";
import type { TopicInput } from "./topic";

/**
 * Handles a delivery for each store of its shop. A failure for one store does not affect the other stores: every
 * store is handled, then the first failure is thrown, so that the delivery is retried. Handling it again changes
 * nothing for stores where it succeeded.
 *
 * Proved by tests/jobs/shared-shop.test.ts.
 */
export async function eachStore(
  ctx: SystemCtx,
  { delivery, stores, failed }: Pick<TopicInput, "delivery" | "stores" | "failed">,
  handle: (scoped: Ctx, store: InstalledStore) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const store of stores) {
    try {
      await handle(storeCtx(ctx, delivery, store), store);
    } catch (error) {
      failures.push(error);
      failed?.push(store);
    }
  }
  if (failures.length > 0) throw failures[0];
}
