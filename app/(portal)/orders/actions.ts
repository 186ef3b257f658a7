"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { idSchema } from "@/lib/auth/id-schema";
import { declareAbsent } from "@/lib/services/declare-absent";
import { pushEach } from "@/lib/services/push-each";
import { requestLookUp as lookUp } from "@/lib/services/request-look-up";
import { retryLeg as retry } from "@/lib/services/retry-leg";
import { skipLeg as skip } from "@/lib/services/skip-leg";

const leg = z.object({ legId: idSchema });
const decision = z.object({ legId: idSchema, reason: z.string().trim().min(1).max(500) });

/** Records a push of each order; one call for many, because a browser's actions run one after the other. */
export const pushOrders = defineAction(
  {
    permission: "orders.push",
    schema: z
      .object({
        orderIds: z.array(idSchema).min(1).max(200),
        sourceStoreIds: z.array(idSchema).max(100).nullable(),
        lines: z
          .array(
            z.object({ lineItemId: idSchema, sourceStoreId: idSchema, quantity: z.number().int().min(1) }),
          )
          .min(1)
          .max(1_000)
          .optional(),
        reason: z.string().max(500).optional(),
        requestKey: z.uuid().optional(),
      })
      .refine(({ orderIds, lines }) => lines === undefined || orderIds.length === 1),
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

/** Takes a person's word that an uncertain leg's order is not in its source store. */
export const declareLegAbsent = defineAction(
  { permission: "orders.push", schema: decision },
  async (ctx, input) => declareAbsent(ctx, input),
);

/** Gives a leg up: it is not sent, and its items are open again. */
export const skipLeg = defineAction({ permission: "orders.push", schema: decision }, async (ctx, input) =>
  skip(ctx, input),
);
