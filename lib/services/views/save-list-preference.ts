import { listPreference } from "@/db/schema/list";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Keeps how the acting person likes the orders list, in place of what was kept before. Nobody but a person has
 * such a wish.
 */
export async function saveListPreference(
  ctx: Ctx,
  input: { hiddenColumns: readonly string[]; dense: boolean },
): Promise<{ kind: "saved" } | { kind: "not_found" }> {
  if (ctx.actor.kind !== "user") return { kind: "not_found" };
  const wish = { hiddenColumns: [...new Set(input.hiddenColumns)], dense: input.dense };
  const row = { ...wish, organizationId: ctx.scope.organizationId, userId: ctx.actor.id };
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .insert(listPreference)
      .values(row)
      .onConflictDoUpdate({ target: [listPreference.organizationId, listPreference.userId], set: wish }),
  );
  return { kind: "saved" };
}
