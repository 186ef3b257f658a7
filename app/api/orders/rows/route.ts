import { z } from "zod";
import { orderRowView } from "@/components/orders/list/order-row-view";
import { ordersById } from "@/db/queries/order-list/orders-by-id";
import { storeNames } from "@/db/queries/stores/store-names";
import { withScope } from "@/db/scope";
import { getEnv } from "@/lib/env";
import { defineRoute } from "@/lib/web/define-route";
import { idListSchema } from "@/lib/web/id-schema";

/** Rows of the list for orders that stand on a page and are no longer part of what it would show now. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (ctx, { request }) => {
    const ids = idListSchema.safeParse(new URL(request.url).searchParams.get("ids"));
    if (!ids.success) return null;
    const { scope } = ctx;
    const { orders, names } = await withScope(ctx.db, scope, async (tx) => {
      const orders = await ordersById(tx, scope, ids.data);
      const suppliers = orders.flatMap(
        (row) => row.track?.segments.map((segment) => segment.sourceStoreId) ?? [],
      );
      return { orders, names: await storeNames(tx, scope, suppliers) };
    });
    const args = {
      now: await ctx.clock.now(),
      storeName: (id: string) => names.get(id)?.name ?? "a source store",
      shopifyBaseUrl: getEnv().shopifyBaseUrl,
    };
    const rows = orders.map((row) => orderRowView(row, args));
    return Response.json({ rows }, { headers: { "cache-control": "no-store" } });
  },
);
