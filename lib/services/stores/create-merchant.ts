import { and, eq } from "drizzle-orm";
import { merchant } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { unarchiveMerchant } from "./merchants/unarchive-merchant";

/**
 * Creates a merchant (a client of the agency), or returns the existing merchant of that name, which leaves the archive.
 */
export async function createMerchant(ctx: Ctx, input: { name: string }): Promise<{ merchantId: string }> {
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [known] = await tx
      .select({ id: merchant.id, archivedAt: merchant.archivedAt })
      .from(merchant)
      .where(and(eq(merchant.organizationId, organizationId), eq(merchant.name, input.name)));
    if (known) {
      if (known.archivedAt !== null) await unarchiveMerchant(tx, ctx, { merchantId: known.id, at });
      return { merchantId: known.id };
    }
    const id = newId("mer");
    await tx.insert(merchant).values({ organizationId, id, name: input.name, createdAt: at });
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "merchant.created",
      noun: "merchant",
      nounId: id,
    });
    return { merchantId: id };
  });
}
