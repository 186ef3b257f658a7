"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { idSchema } from "@/lib/auth/id-schema";
import { pushEach } from "@/lib/services/push-each";
import { requestLookUp as lookUp } from "@/lib/services/request-look-up";
import { retryLeg as retry } from "@/lib/services/retry-leg";

const leg = z.object({ legId: idSchema });

/** Records a push of each order; one call for many, because a browser's actions run one after the other. */
export const pushOrders = defineAction(
  {
    permission: "orders.push",
    schema: z.object({
      orderIds: z.array(idSchema).min(1).max(200),
      sourceStoreIds: z.array(idSchema).max(100).nullable(),
      reason: z.string().max(500).optional(),
    }),
  },
  async (ctx, input) => pushEach(ctx, input),
);

/** Takes a refused leg up again. */
export const retryLeg = defineAction({ permission: "orders.push", schema: leg }, async (ctx, input) =>
  retry(ctx, input),
);

/** Has an uncertain leg looked up in its source store. */
export const requestLookUp = defineAction({ permission: "orders.push", schema: leg }, async (ctx, input) =>
  lookUp(ctx, input),
);
