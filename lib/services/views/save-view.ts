import { and, count, eq } from "drizzle-orm";
import { savedView } from "@/db/schema/list";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** The most views that one user may save in an organization. */
export const MOST_VIEWS = 50;

export type SaveViewResult =
  | { kind: "saved"; viewId: string }
  /** Another view of this user has this name. */
  | { kind: "name_taken" }
  | { kind: "too_many"; most: number }
  | { kind: "not_found" };

/**
 * Saves a list under a name for the acting user; with `shared`, for all users of the organization. The query is the
 * list's own URL query. It grants no access.
 */
export async function saveView(
  ctx: Ctx,
  input: { name: string; query: string; shared: boolean },
): Promise<SaveViewResult> {
  const { actor } = ctx;
  if (actor.kind !== "user") return { kind: "not_found" };
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [kept] = await tx
      .select({ views: count() })
      .from(savedView)
      .where(and(eq(savedView.organizationId, organizationId), eq(savedView.userId, actor.id)));
    if (kept && kept.views >= MOST_VIEWS) return { kind: "too_many", most: MOST_VIEWS };
    const id = newId("viw");
    const written = await tx
      .insert(savedView)
      .values({ ...input, organizationId, id, userId: actor.id, userLabel: actor.label, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: savedView.id });
    if (written.length === 0) return { kind: "name_taken" };
    await audit(tx, {
      ...{ scope: ctx.scope, actor, at, verb: "view.saved", noun: "view", nounId: id },
      data: { name: input.name, shared: input.shared },
    });
    return { kind: "saved", viewId: id };
  });
}
