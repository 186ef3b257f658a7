import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-route";
import { idSchema } from "@/lib/auth/id-schema";
import { previewPush } from "@/lib/services/preview-push";

/** What a push of this order would send to each source store now, field by field. */
export const GET = defineRoute(
  { permission: "orders.push", params: z.object({ orderId: idSchema }) },
  async (ctx, { params }) => {
    const preview = await previewPush(ctx, { orderId: params.orderId });
    return preview && Response.json(preview, { headers: { "cache-control": "no-store" } });
  },
);
