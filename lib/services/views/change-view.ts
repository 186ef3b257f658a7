import { and, eq, ne } from "drizzle-orm";
import { savedView } from "@/db/schema/list";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

export type ChangeViewResult = { kind: "saved" } | { kind: "name_taken" } | { kind: "not_found" };

/**
 * Renames, shares or unshares a view that the acting user owns; omitted fields stay unchanged. Another user's view,
 * shared or not, gives `not_found`.
 */
export async function changeView(
  ctx: Ctx,
  input: { viewId: string; name?: string; shared?: boolean },
): Promise<ChangeViewResult> {
  const { actor } = ctx;
  if (actor.kind !== "user") return { kind: "not_found" };
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const own = and(eq(savedView.organizationId, organizationId), eq(savedView.userId, actor.id));
    const [view] = await tx
      .select({ name: savedView.name, shared: savedView.shared })
      .from(savedView)
      .where(and(own, eq(savedView.id, input.viewId)))
      .for("update");
    if (!view) return { kind: "not_found" };
    const change = { name: input.name ?? view.name, shared: input.shared ?? view.shared };
    const [namesake] = await tx
      .select({ id: savedView.id })
      .from(savedView)
      .where(and(own, eq(savedView.name, change.name), ne(savedView.id, input.viewId)));
    if (namesake) return { kind: "name_taken" };
    await tx
      .update(savedView)
      .set(change)
      .where(and(own, eq(savedView.id, input.viewId)));
    await audit(tx, {
      ...{ scope: ctx.scope, actor, at, verb: "view.changed", noun: "view", nounId: input.viewId },
      data: change,
    });
    return { kind: "saved" };
  });
}
