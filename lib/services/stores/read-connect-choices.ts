import { merchantNames } from "@/db/queries/people/list-invitations";
import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/list-apps";
import type { Ctx } from "@/lib/services/core/context";

/** What a user chooses from when they connect a store. */
export type ConnectChoices = {
  /** `own`: the organization registered the app, so that its client credentials may be used. */
  apps: { handle: string; name: string; own: boolean }[];
  merchants: { id: string; name: string }[];
};

/** Reads the apps and merchants of the organization; null for a user who is limited to some merchants. */
export async function readConnectChoices(ctx: Ctx): Promise<ConnectChoices | null> {
  if (ctx.scope.merchantIds !== null) return null;
  const apps = await listApps(ctx.db, ctx.scope);
  return {
    apps: apps.map(({ handle, name, own }) => ({ handle, name, own })),
    merchants: await withScope(ctx.db, ctx.scope, (tx) => merchantNames(tx, ctx.scope)),
  };
}
