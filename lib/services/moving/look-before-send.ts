import { LOOK_PAGES, type Look, lookIsDue } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { lookForOtherApps } from "./look-for-other-apps";

/**
 * Looks for another app's orders right before a send, while the source store is watched and unless another send has just
 * looked. `more`: the look reached its limit of pages, and the send must wait for its rest.
 *
 * Proved by `tests/faults/moving/other-app.test.ts`.
 *
 * @throws ShopifyFailure of a failed read: nothing may be sent then
 */
export async function lookBeforeSend(
  ctx: Ctx,
  { connectionId, createdAt: plannedAt, look }: { connectionId: string; createdAt: Date; look: Look | null },
): Promise<"looked" | "more"> {
  if (!lookIsDue(look, { plannedAt, now: await ctx.clock.now() })) return "looked";
  const { kind } = await lookForOtherApps(ctx, { connectionId, full: false, pages: LOOK_PAGES.send });
  return kind === "more" ? "more" : "looked";
}
