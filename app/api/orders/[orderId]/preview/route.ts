import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-route";
import { previewPush } from "@/lib/services/preview-push";

/** What a push of this order would send to each source store now, field by field. */
export const GET = defineRoute(
  { permission: "orders.push", params: z.object({ orderId: z.string().max(64) }) },
  async (ctx, { params }) => {
    const preview = await previewPush(ctx, { orderId: params.orderId });
    return preview && Response.json(preview, { headers: { "cache-control": "no-store" } });
  },
);
