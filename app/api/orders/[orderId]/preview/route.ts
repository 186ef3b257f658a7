import { z } from "zod";
import { previewPush } from "@/lib/services/push/preview-push";
import { defineRoute } from "@/lib/web/define-route";
import { idSchema } from "@/lib/web/id-schema";

/** What a push of this order would send to each source store now, field by field. */
export const GET = defineRoute(
  { permission: "orders.push", params: z.object({ orderId: idSchema }) },
  async (ctx, { params }) => {
    const preview = await previewPush(ctx, { orderId: params.orderId });
    return preview && Response.json(preview, { headers: { "cache-control": "no-store" } });
  },
);
