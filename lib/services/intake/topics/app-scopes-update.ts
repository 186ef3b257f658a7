import { loadInstallations } from "@/db/system/installations/load-installations";
import { saveScopes } from "@/db/system/installations/save-scopes";
import { shopGidOf } from "@/lib/domain/intake/webhook-body";
import { reportScopes } from "@/lib/services/installations/report-scopes";
import { installationAccess } from "@/lib/services/installations/shop-access";
import type { Topic } from "./topic";

/**
 * The shop granted the app other access scopes. Reads those that are granted now, names those that the stores miss, and
 * lets the webhook subscriptions be compared again, because some topics need an access scope.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 */
export const appScopesUpdate: Topic = {
  name: "app/scopes_update",
  subscription: "APP_SCOPES_UPDATE",
  includeFields: ["id", "shop_id", "updated_at"],
  destination: true,
  source: true,
  shopOf: (body) => shopGidOf(body, "shop_id"),
  async handle(ctx, { installationId }) {
    const [row] = await loadInstallations(ctx.db, [installationId]);
    // An app that is not installed has no access scopes; its next install reads them.
    if (row?.state !== "active") return { kind: "processed" };
    const { scopes } = await ctx.shopify.readShop(await installationAccess(ctx, row));
    await saveScopes(ctx.db, installationId, scopes);
    await reportScopes(ctx, { installationId, scopes });
    return { kind: "processed" };
  },
};
