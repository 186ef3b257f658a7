import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";
import type { Scope } from "@/db/scope";
import { allowsTokens, appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import type { TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";
import { codesOf } from "@/lib/domain/values/code-table";

/**
 * Reason: an app belongs to no tenant, because a webhook names an app before an organization is known. Changes an app
 * that the scope's organization registered.
 *
 * @returns the app's id; null when the organization has no such app whose distribution allows these tokens
 */
export async function changeTokenKind(
  db: Database,
  scope: Scope,
  change: { handle: string; tokens: TokenKind },
): Promise<string | null> {
  const [row] = await db.orm
    .update(appCredential)
    .set({ tokenKind: change.tokens })
    .where(
      and(
        eq(appCredential.handle, change.handle),
        eq(appCredential.ownerOrganizationId, scope.organizationId),
        inArray(
          appCredential.distribution,
          codesOf(appDistributions).filter((each) => allowsTokens(each, change.tokens)),
        ),
      ),
    )
    .returning({ id: appCredential.id });
  return row?.id ?? null;
}
