import { endSession } from "@/db/system/people/own-account";
import type { Ctx } from "@/lib/services/core/context";

/** Ends a session of the acting user; the browser that has it is signed out at once. */
export async function endOwnSession(
  ctx: Ctx,
  input: { sessionId: string },
): Promise<{ kind: "ended" } | { kind: "not_found" }> {
  if (ctx.actor.kind !== "user") return { kind: "not_found" };
  const at = await ctx.clock.now();
  const ended = await endSession(ctx.db, { userId: ctx.actor.id, sessionId: input.sessionId, at });
  return { kind: ended ? "ended" : "not_found" };
}
