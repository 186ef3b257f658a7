import { withScope } from "@/db/scope";
import { changeDistribution } from "@/db/system/installations/apps/change-distribution";
import type { AppDistribution } from "@/lib/domain/installations/apps/app-distribution";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Changes how an app of the acting organization is distributed, as it was chosen at Shopify. A public app asks for expiring
 * tokens from now on. Stores that are connected stay so.
 */
export async function changeAppDistribution(
  ctx: Ctx,
  input: { handle: string; distribution: AppDistribution },
): Promise<{ kind: "changed" } | { kind: "not_found" }> {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const { handle, distribution } = input;
  const appCredentialId = await changeDistribution(ctx.db, ctx.scope, { handle, distribution });
  if (appCredentialId === null) return { kind: "not_found" };
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.distribution_changed", noun: "app", nounId: appCredentialId, data: { distribution } },
    }),
  );
  return { kind: "changed" };
}
