import { eq } from "drizzle-orm";
import { connection } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { LOOK_PAGES } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { requestLooks } from "@/lib/services/moving/request-looks";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";

/** Turns on automatic push of a store as a user does: looks for other apps' orders, and confirms what was found. */
export async function beginAutomaticPush(ctx: Ctx, storeId: string): Promise<void> {
  await requestLooks(ctx, { storeId });
  const connections = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: connection.id })
      .from(connection)
      .where(eq(connection.destinationStoreId, storeId))
      .orderBy(connection.id),
  );
  for (const { id } of connections)
    await lookForOtherApps(ctx, { connectionId: id, full: true, pages: LOOK_PAGES.job });
  const started = await startAutomaticPush(ctx, { storeId, confirmedOrders: Number.MAX_SAFE_INTEGER });
  if (started.kind !== "started") throw new Error(`Automatic push was not started: ${started.kind}.`);
}
