import { listMerchants } from "@/db/queries/stores/list-merchants";
import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import type { AppDistribution } from "@/lib/domain/installations/apps/app-distribution";
import type { Ctx } from "@/lib/services/core/context";

/** What a user chooses from when they connect a store. */
export type ConnectChoices = {
  /** `own`: the organization registered the app, so that its client credentials may be used. */
  apps: { handle: string; name: string; own: boolean; distribution: AppDistribution }[];
  merchants: { id: string; name: string }[];
};

/** Reads the apps and the merchants, except archived ones, of the organization; null for a user who is limited to some merchants. */
export async function readConnectChoices(ctx: Ctx): Promise<ConnectChoices | null> {
  if (ctx.scope.merchantIds !== null) return null;
  const apps = await listApps(ctx.db, ctx.scope);
  const merchants = await withScope(ctx.db, ctx.scope, (tx) => listMerchants(tx, ctx.scope));
  return {
    apps: apps.map(({ handle, name, own, distribution }) => ({ handle, name, own, distribution })),
    merchants: merchants
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name }) => ({ id, name })),
  };
}
