import { and, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchant } from "@/db/schema/store";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Takes a merchant out of the archive, in the caller's transaction; does nothing for one that is not archived.
 *
 * Proved by `tests/db/merchants.test.ts`.
 */
export async function unarchiveMerchant(
  tx: Tx,
  ctx: Pick<Ctx, "scope" | "actor">,
  { merchantId, at }: { merchantId: string; at: Date },
): Promise<void> {
  const rows = await tx
    .update(merchant)
    .set({ archivedAt: null })
    .where(
      and(
        eq(merchant.organizationId, ctx.scope.organizationId),
        eq(merchant.id, merchantId),
        isNotNull(merchant.archivedAt),
      ),
    )
    .returning({ id: merchant.id });
  if (rows.length === 0) return;
  await audit(tx, {
    ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "merchant.unarchived", noun: "merchant" },
    nounId: merchantId,
  });
}
