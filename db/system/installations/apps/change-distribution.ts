import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";
import type { Scope } from "@/db/scope";
import { type AppDistribution, appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import { NEW_APP_TOKENS } from "@/lib/domain/installations/tokens/token-lifetime";

/**
 * Reason: an app belongs to no tenant, because a webhook names an app before an organization is known. Changes the
 * distribution of an app that the scope's organization registered. Tokens that the distribution does not allow become
 * those of new apps.
 *
 * @returns the app's id; null when the organization has no such app
 */
export async function changeDistribution(
  db: Database,
  scope: Scope,
  change: { handle: string; distribution: AppDistribution },
): Promise<string | null> {
  const { handle, distribution } = change;
  const allowed = sql.param([...appDistributions[distribution].tokens]);
  const [row] = await db.orm
    .update(appCredential)
    .set({
      distribution,
      tokenKind: sql`case when ${appCredential.tokenKind} = any(${allowed}::text[])
        then ${appCredential.tokenKind} else ${NEW_APP_TOKENS} end`,
    })
    .where(and(eq(appCredential.handle, handle), eq(appCredential.ownerOrganizationId, scope.organizationId)))
    .returning({ id: appCredential.id });
  return row?.id ?? null;
}
