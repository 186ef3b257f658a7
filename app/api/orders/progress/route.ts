import { z } from "zod";
import { bulkLines } from "@/components/orders/bulk/bulk-line";
import { readProgress } from "@/lib/services/orders/read-progress";
import { defineRoute } from "@/lib/web/define-route";
import { idListSchema } from "@/lib/web/id-schema";

/** The current state of the orders in the result of a bulk action. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (ctx, { request }) => {
    const ids = idListSchema.safeParse(new URL(request.url).searchParams.get("ids"));
    if (!ids.success) return null;
    const progress = await readProgress(ctx, { orderIds: ids.data });
    const lines = bulkLines(progress, await ctx.clock.now());
    return Response.json({ lines }, { headers: { "cache-control": "no-store" } });
  },
);
