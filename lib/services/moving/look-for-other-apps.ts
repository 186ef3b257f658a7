import { findLook } from "@/db/queries/moving/find-look";
import { withScope } from "@/db/scope";
import { lookSince } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { projectFound } from "./project-found";
import { failLook, settleLook } from "./settle-look";
import { storeFound } from "./store-found";

type LookResult =
  | { kind: "not_found" }
  | { kind: "looked" }
  /** The limit of pages was reached. The next look continues there. */
  | { kind: "more" };

/**
 * Reads the orders that a connection's source store received lately, the newest first, and stores which of them another
 * app pushed for the destination store: their ids, numbers and marks only. Orders of the destination store that they name
 * are held. Continues where the last look reached its limit; safe to repeat and to run beside another look.
 *
 * @param input.full whether to read the whole look-back again, which also finds marks and cancellations since
 * @param input.pages the most pages to read
 * @throws ShopifyFailure of a failed read. The failure is stored, and opens a problem of the source store.
 */
export async function lookForOtherApps(
  ctx: Ctx,
  input: { connectionId: string; full: boolean; pages: number },
): Promise<LookResult> {
  const now = await ctx.clock.now();
  const { connectionId } = input;
  const found = await withScope(ctx.db, ctx.scope, (tx) => findLook(tx, ctx.scope, connectionId));
  if (!found) return { kind: "not_found" };
  const { look, sourceStoreId } = found;
  const place = { connectionId, sourceStoreId, calledAt: now };
  const since = look?.resumeSince ?? lookSince(look?.lookedAt ?? null, { full: input.full, now });
  const beganAt = look?.resumeBeganAt ?? now;
  let after = look?.resumeAfter ?? null;
  let newest: Date | null = null;
  try {
    const access = await shopAccess(ctx, sourceStoreId);
    for (let page = 0; page < input.pages; page += 1) {
      const { orders, next } = await ctx.shopify.readRecentOrders(access, after);
      const recent = orders.filter(({ createdAt }) => createdAt >= since);
      const stored = await storeFound(ctx, found, recent, now);
      await projectFound(ctx, stored.orderIds);
      newest ??= stored.newest;
      if (next === null || recent.length < orders.length) {
        await settleLook(ctx, { ...place, beganAt, newest, rest: null });
        return { kind: "looked" };
      }
      after = next;
    }
    await settleLook(ctx, { ...place, beganAt, newest, rest: { after, since } });
    return { kind: "more" };
  } catch (error) {
    if (error instanceof ShopifyFailure) await failLook(ctx, place, error);
    throw error;
  }
}
