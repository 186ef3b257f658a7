import { listSessions, type SessionEntry } from "@/db/system/people/own-account";
import type { Ctx } from "@/lib/services/core/context";

/** Reads the open sessions of the acting user, the newest first. */
export async function readAccount(ctx: Ctx): Promise<{ sessions: SessionEntry[] }> {
  if (ctx.actor.kind !== "user") return { sessions: [] };
  return { sessions: await listSessions(ctx.db, ctx.actor.id, await ctx.clock.now()) };
}
