import type { Database } from "@/db/client";
import { mintScope, type Scope } from "@/db/scope";
import { type InstalledStore, storesOfInstallation } from "@/db/system/installations/stores-of-installation";

/**
 * The stores of an installation, each with the scope of its organization.
 *
 * Proved by `tests/http/identity/reinstalls.test.ts`.
 */
export async function scopedStores(
  db: Database,
  installationId: string,
): Promise<{ store: InstalledStore; scope: Scope }[]> {
  const stores = await storesOfInstallation(db, installationId);
  return stores.map((store) => ({ store, scope: mintScope(store.organizationId) }));
}
