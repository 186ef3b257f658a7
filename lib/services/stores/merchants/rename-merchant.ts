import { and, eq, ne } from "drizzle-orm";
import { merchant } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

export type RenameMerchantResult = { kind: "renamed" } | { kind: "not_found" } | { kind: "name_taken" };

/**
 * Renames a merchant, for users who see all merchants. The new name applies everywhere at once; entries of the audit
 * keep the merchant's id.
 *
 * Proved by `tests/db/merchants.test.ts`.
 */
export async function renameMerchant(
  ctx: Ctx,
  input: { merchantId: string; name: string },
): Promise<RenameMerchantResult> {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const at = await ctx.clock.now();
  const own = eq(merchant.organizationId, ctx.scope.organizationId);
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ name: merchant.name })
      .from(merchant)
      .where(and(own, eq(merchant.id, input.merchantId)))
      .for("update");
    if (!found) return { kind: "not_found" };
    const [other] = await tx
      .select({ id: merchant.id })
      .from(merchant)
      .where(and(own, eq(merchant.name, input.name), ne(merchant.id, input.merchantId)));
    if (other) return { kind: "name_taken" };
    await tx
      .update(merchant)
      .set({ name: input.name })
      .where(and(own, eq(merchant.id, input.merchantId)));
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "merchant.renamed", noun: "merchant" },
      ...{ nounId: input.merchantId, data: { from: found.name, to: input.name } },
    });
    return { kind: "renamed" };
  });
}
