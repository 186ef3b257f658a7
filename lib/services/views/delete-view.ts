import { and, eq } from "drizzle-orm";
import { savedView } from "@/db/schema/list";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

/** Deletes a view that the acting user owns, for all users if it was shared. Orders are not affected. */
export async function deleteView(
  ctx: Ctx,
  input: { viewId: string },
): Promise<{ kind: "deleted" } | { kind: "not_found" }> {
  const { actor } = ctx;
  if (actor.kind !== "user") return { kind: "not_found" };
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const gone = await tx
      .delete(savedView)
      .where(
        and(
          eq(savedView.organizationId, ctx.scope.organizationId),
          eq(savedView.userId, actor.id),
          eq(savedView.id, input.viewId),
        ),
      )
      .returning({ name: savedView.name });
    if (gone.length === 0) return { kind: "not_found" };
    await audit(tx, {
      ...{ scope: ctx.scope, actor, at, verb: "view.deleted", noun: "view", nounId: input.viewId },
      data: { name: gone[0]?.name },
    });
    return { kind: "deleted" };
  });
}
