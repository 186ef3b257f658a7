import { and, eq } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { type DeliveryRow, listDeliveries } from "@/db/system/intake/list-deliveries";
import type { Ctx } from "@/lib/services/core/context";

const SHOWN = 200;

/** A delivery to one of the scope's shops, with its store. */
type StoreDelivery = DeliveryRow & { storeName: string; timeZone: string };

/** Lists the newest webhook deliveries to the scope's shops that are waiting, parked or ignored. */
export async function listStoreDeliveries(ctx: Ctx): Promise<StoreDelivery[]> {
  const stores = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({
        installationId: store.installationId,
        shopDomain: store.shopDomain,
        name: store.name,
        timeZone: store.timeZone,
      })
      .from(store)
      .where(
        and(
          eq(store.organizationId, ctx.scope.organizationId),
          eq(store.state, "active"),
          merchantFilter(ctx.scope, store.merchantId),
        ),
      ),
  );
  const rows = await listDeliveries(
    ctx.db,
    stores.map((row) => row.installationId),
    SHOWN,
  );
  const byDomain = new Map(stores.map((row) => [row.shopDomain, row]));
  return rows.map((row) => ({
    ...row,
    storeName: byDomain.get(row.shopDomain)?.name ?? row.shopDomain,
    timeZone: byDomain.get(row.shopDomain)?.timeZone ?? "UTC",
  }));
}
