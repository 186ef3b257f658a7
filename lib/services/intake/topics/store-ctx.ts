import { mintScope } from "@/db/scope";
import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";

/**
 * Creates the tenant context in which a delivery is processed for one of the shop's stores.
 *
 * Proved by `tests/http/process-delivery.test.ts`.
 */
export function storeCtx(
  ctx: SystemCtx,
  delivery: { id: string; topic: string },
  store: Pick<InstalledStore, "organizationId">,
): Ctx {
  return {
    ...ctx,
    scope: mintScope(store.organizationId),
    actor: { kind: "webhook", id: delivery.id, label: delivery.topic },
  };
}
