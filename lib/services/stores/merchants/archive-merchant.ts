import { and, eq, ne } from "drizzle-orm";
import { merchant, store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { unarchiveMerchant } from "./unarchive-merchant";

export type ArchiveMerchantResult =
  | { kind: "archived" | "unarchived" }
  | { kind: "not_found" }
  /** These stores have to be disconnected first. */
  | { kind: "has_stores"; names: string[] };

/**
 * Archives a merchant without connected stores, or takes one out of the archive, for users who see all merchants. The
 * merchant's row is locked, so that no store is connected meanwhile: a new store refers to the row. Orders, members and
 * settings stay. A store that is connected later takes its merchant out of the archive.
 *
 * Proved by `tests/db/merchants.test.ts`.
 */
export async function archiveMerchant(
  ctx: Ctx,
  input: { merchantId: string; archived: boolean },
): Promise<ArchiveMerchantResult> {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  const own = and(eq(merchant.organizationId, organizationId), eq(merchant.id, input.merchantId));
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ archivedAt: merchant.archivedAt })
      .from(merchant)
      .where(own)
      .for("update");
    if (!found) return { kind: "not_found" };
    const stores = await tx
      .select({ name: store.name })
      .from(store)
      .where(
        and(
          eq(store.organizationId, organizationId),
          eq(store.merchantId, input.merchantId),
          ne(store.state, "disconnected"),
        ),
      )
      .orderBy(store.name);
    if (input.archived && stores.length > 0)
      return { kind: "has_stores", names: stores.map(({ name }) => name) };
    const kind = input.archived ? "archived" : "unarchived";
    if (input.archived === (found.archivedAt !== null)) return { kind };
    if (!input.archived) {
      await unarchiveMerchant(tx, ctx, { merchantId: input.merchantId, at });
      return { kind };
    }
    await tx.update(merchant).set({ archivedAt: at }).where(own);
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "merchant.archived", noun: "merchant" },
      nounId: input.merchantId,
    });
    return { kind };
  });
}
