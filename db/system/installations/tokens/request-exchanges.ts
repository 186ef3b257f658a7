import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";
import type { Scope } from "@/db/scope";
import { accessColumns } from "@/db/system/installations/access-columns";

/** Installations of an app of the scope's organization that still hold a permanent token. */
const permanentOf = (scope: Scope, handle: string) =>
  and(
    eq(appCredential.handle, handle),
    eq(appCredential.ownerOrganizationId, scope.organizationId),
    eq(installation.state, "active"),
    isNull(installation.tokenExpiresAt),
  );

/**
 * Reason: an installation belongs to no organization. Requests that the permanent tokens of an app that the scope's
 * organization registered are exchanged for expiring ones. The request stays until the new token is stored. An earlier
 * request keeps its time.
 */
export async function requestExchanges(
  db: Database,
  scope: Scope,
  asked: { handle: string; at: Date },
): Promise<void> {
  const wanted = db.orm
    .select({ id: installation.id })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(permanentOf(scope, asked.handle));
  await db.orm
    .update(installation)
    .set({ exchangeRequestedAt: asked.at })
    .where(
      and(
        inArray(installation.id, wanted),
        isNull(installation.exchangeRequestedAt),
        // A store that was connected again meanwhile may have an expiring token.
        isNull(installation.tokenExpiresAt),
      ),
    );
}

/** Reason: as above. The access of installations whose permanent token is to be exchanged. */
export async function listExchanges(db: Database, scope: Scope, asked: { handle: string; limit: number }) {
  return db.orm
    .select(accessColumns)
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(and(permanentOf(scope, asked.handle), isNotNull(installation.exchangeRequestedAt)))
    .orderBy(installation.exchangeRequestedAt, installation.id)
    .limit(asked.limit);
}
