import { type ListedMerchant, listMerchants } from "@/db/queries/stores/list-merchants";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** Reads the merchants of the organization; null for a user who is limited to some of them. */
export async function readMerchants(ctx: Ctx): Promise<ListedMerchant[] | null> {
  if (ctx.scope.merchantIds !== null) return null;
  return withScope(ctx.db, ctx.scope, (tx) => listMerchants(tx, ctx.scope));
}
