import { and, eq, inArray } from "drizzle-orm";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { loadInstallations } from "@/db/system/installations/load-installations";
import { forgetSubscriptions } from "@/db/system/installations/shop-checks";
import type { Ctx } from "@/lib/services/core/context";
import { reportScopes } from "@/lib/services/installations/report-scopes";

/**
 * Follows stores that may have got a role: they may need more webhooks, which the next check of the shop sets up, and more
 * access scopes, of which the missing ones become a problem at once.
 *
 * Proved by `tests/http/apps/authorize-again.test.ts`.
 */
export async function followNewRoles(ctx: Ctx, storeIds: readonly string[]): Promise<void> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ installationId: store.installationId })
      .from(store)
      .where(and(eq(store.organizationId, ctx.scope.organizationId), inArray(store.id, [...storeIds]))),
  );
  const installationIds = [...new Set(rows.map(({ installationId }) => installationId))];
  await forgetSubscriptions(ctx.db, installationIds);
  for (const { id, state, scopes } of await loadInstallations(ctx.db, installationIds)) {
    if (state === "active") await reportScopes(ctx, { installationId: id, scopes });
  }
}
