import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** Whether all these merchants are merchants of the organization; null means all of them, and is always known. */
export async function knowsMerchants(
  tx: Tx,
  scope: Scope,
  merchantIds: readonly string[] | null,
): Promise<boolean> {
  if (merchantIds === null) return true;
  const ids = [...new Set(merchantIds)];
  const found = await tx
    .select({ id: merchant.id })
    .from(merchant)
    .where(and(eq(merchant.organizationId, scope.organizationId), inArray(merchant.id, ids)));
  return found.length === ids.length;
}
