import { type ListedApp, listApps } from "@/db/system/installations/apps/list-apps";
import type { Ctx } from "@/lib/services/core/context";

/** Reads the Shopify apps that the organization may use; none for a user who is limited to some merchants. */
export async function readApps(ctx: Ctx): Promise<ListedApp[]> {
  return ctx.scope.merchantIds === null ? listApps(ctx.db, ctx.scope) : [];
}
