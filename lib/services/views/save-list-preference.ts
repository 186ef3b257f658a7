import { listPreference } from "@/db/schema/list";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Saves the acting user's preferences for the orders list. Only users have preferences; other actors get `not_found`.
 */
export async function saveListPreference(
  ctx: Ctx,
  input: { hiddenColumns: readonly string[]; dense: boolean },
): Promise<{ kind: "saved" } | { kind: "not_found" }> {
  if (ctx.actor.kind !== "user") return { kind: "not_found" };
  const preference = { hiddenColumns: [...new Set(input.hiddenColumns)], dense: input.dense };
  const row = { ...preference, organizationId: ctx.scope.organizationId, userId: ctx.actor.id };
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .insert(listPreference)
      .values(row)
      .onConflictDoUpdate({
        target: [listPreference.organizationId, listPreference.userId],
        set: preference,
      }),
  );
  return { kind: "saved" };
}
