import { z } from "zod";
import { orderAttempt } from "@/db/queries/orders/order-attempt";
import { withScope } from "@/db/scope";
import { defineRoute } from "@/lib/web/define-route";
import { idSchema } from "@/lib/web/id-schema";

/** One send or look-up of this order, with its exact input and answer. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.object({ orderId: idSchema, attemptId: idSchema }) },
  async (ctx, { params }) => {
    const attempt = await withScope(ctx.db, ctx.scope, (tx) => orderAttempt(tx, ctx.scope, params));
    return attempt && Response.json(attempt, { headers: { "cache-control": "no-store" } });
  },
);
