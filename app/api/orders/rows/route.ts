import { z } from "zod";
import { orderRowView } from "@/components/orders/list/order-row-view";
import { getEnv } from "@/lib/env";
import { readOrderRows } from "@/lib/services/order-list/read-order-rows";
import { defineRoute } from "@/lib/web/define-route";
import { idListSchema } from "@/lib/web/id-schema";

/** The current rows of orders that are on an open page but would no longer be on it after a reload. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (ctx, { request }) => {
    const ids = idListSchema.safeParse(new URL(request.url).searchParams.get("ids"));
    if (!ids.success) return null;
    const { rows, supplierNames } = await readOrderRows(ctx, { orderIds: ids.data });
    const args = { now: await ctx.clock.now(), supplierNames, shopifyBaseUrl: getEnv().shopifyBaseUrl };
    return Response.json(
      { rows: rows.map((row) => orderRowView(row, args)) },
      { headers: { "cache-control": "no-store" } },
    );
  },
);
