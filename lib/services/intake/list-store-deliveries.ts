import { and, eq, ne } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { countBacklog } from "@/db/system/intake/count-backlog";
import { type DeliveryRow, listDeliveries } from "@/db/system/intake/list-deliveries";
import { type Lane, laneLabels } from "@/lib/domain/intake/lane";
import { codesOf } from "@/lib/domain/values/code-table";
import type { Ctx } from "@/lib/services/core/context";

const SHOWN = 200;
const lanes = codesOf(laneLabels);

/** A delivery to one of the scope's shops, with its store. */
type StoreDelivery = Omit<DeliveryRow, "installationId"> & { storeName: string; timeZone: string };

/** How many deliveries of one lane of a store wait to be processed, and since when. */
type StoreBacklog = { storeName: string; timeZone: string; lane: Lane; count: number; oldestAt: Date };

/**
 * Lists the newest webhook deliveries to the scope's shops that are waiting, parked or ignored, and counts for each lane
 * what is not processed yet.
 */
export async function listStoreDeliveries(
  ctx: Ctx,
): Promise<{ backlog: StoreBacklog[]; deliveries: StoreDelivery[] }> {
  const stores = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({
        installationId: store.installationId,
        name: store.name,
        timeZone: store.timeZone,
      })
      .from(store)
      .where(
        and(
          eq(store.organizationId, ctx.scope.organizationId),
          ne(store.state, "disconnected"),
          merchantFilter(ctx.scope, store.merchantId),
        ),
      ),
  );
  const installationIds = stores.map((row) => row.installationId);
  const rows = await listDeliveries(ctx.db, installationIds, SHOWN);
  const backlog = await countBacklog(ctx.db, installationIds, lanes);
  const byInstallation = new Map(stores.map((row) => [row.installationId, row]));
  return {
    backlog: backlog.map(({ installationId, ...row }) => ({
      ...row,
      storeName: byInstallation.get(installationId)?.name ?? "",
      timeZone: byInstallation.get(installationId)?.timeZone ?? "UTC",
    })),
    deliveries: rows.map(({ installationId, ...row }) => ({
      ...row,
      storeName: byInstallation.get(installationId)?.name ?? row.shopDomain,
      timeZone: byInstallation.get(installationId)?.timeZone ?? "UTC",
    })),
  };
}
