import { withScope } from "@/db/scope";
import { revokeInstallation } from "@/db/system/installations/revoke-installation";
import { shopGidOf } from "@/lib/domain/intake/webhook-body";
import { openProblem } from "@/lib/services/installations/open-problem";
import { eachStore } from "./each-store";
import type { Topic } from "./topic";

/**
 * The app was removed from the shop. Its token no longer works, for any organization that has the shop.
 *
 * Proved by `tests/http/process-delivery.test.ts`.
 */
export const appUninstalled: Topic = {
  name: "app/uninstalled",
  subscription: "APP_UNINSTALLED",
  includeFields: ["id", "myshopify_domain"],
  destination: true,
  source: true,
  shopOf: (body) => shopGidOf(body, "id"),
  async handle(ctx, { delivery, installationId, stores }) {
    const at = await ctx.clock.now();
    const revoked = await revokeInstallation(
      ctx.db,
      installationId,
      delivery.triggeredAt ?? delivery.receivedAt,
    );
    // A repeat after a crash still opens the missing problems. An uninstall older than the last install is ignored.
    if (!revoked && delivery.installation?.state !== "revoked") {
      return { kind: "ignored", reason: "installed_again" };
    }
    await eachStore(ctx, { delivery, stores }, async ({ scope }, store) => {
      await withScope(ctx.db, scope, (tx) =>
        openProblem(tx, scope, {
          storeId: store.storeId,
          kind: "app_uninstalled",
          at,
        }),
      );
    });
    return { kind: "processed" };
  },
};
