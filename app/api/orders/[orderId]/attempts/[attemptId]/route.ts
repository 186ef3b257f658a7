import { z } from "zod";
import { readAttempt } from "@/lib/services/orders/read-attempt";
import { defineRoute } from "@/lib/web/define-route";
import { idSchema } from "@/lib/web/id-schema";

/** One send or look-up of this order, with its exact input and answer. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.object({ orderId: idSchema, attemptId: idSchema }) },
  async (ctx, { params }) => {
    const attempt = await readAttempt(ctx, params);
    return attempt && Response.json(attempt, { headers: { "cache-control": "no-store" } });
  },
);
