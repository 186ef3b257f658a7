"use server";

import { z } from "zod";
import { bulkLines } from "@/components/orders/bulk/bulk-line";
import { readListQuery } from "@/lib/order-list/list-params";
import { readProgress } from "@/lib/services/orders/read-progress";
import { actOnMatching } from "@/lib/services/push/act-on-matching";
import { actOnOrders as act } from "@/lib/services/push/act-on-orders";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Orders that one call takes: few enough that the first lines of a long result come soon. */
const BATCH = 25;

const bulkAct = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("push"),
    sourceStoreIds: z.array(idSchema).max(100).readonly().nullable(),
    reason: z.string().max(500).optional(),
    requestKey: z.uuid(),
  }),
  z.object({ kind: z.literal("retry") }),
  z.object({ kind: z.literal("hold"), note: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal("release") }),
]);

const place = z.object({ key: z.number().int().safe(), id: idSchema });

/**
 * Does one act to some orders: to those named, or to the next ones that a list's query matches. Answers an outcome
 * and the order's state for each, and where to go on.
 */
export const actOnOrders = defineAction(
  {
    permission: "orders.push",
    schema: z.object({
      on: z.union([
        z.object({ orderIds: z.array(idSchema).min(1).max(BATCH) }),
        z.object({ query: z.string().max(8_000), after: place.nullable() }),
      ]),
      act: bulkAct,
    }),
  },
  async (ctx, input) => {
    const { results, next } =
      "orderIds" in input.on
        ? { results: await act(ctx, { orderIds: input.on.orderIds, act: input.act }), next: null }
        : await actOnMatching(ctx, {
            list: readListQuery(input.on.query),
            after: input.on.after,
            limit: BATCH,
            act: input.act,
          });
    const progress = await readProgress(ctx, { orderIds: results.map(({ orderId }) => orderId) });
    return { results, lines: bulkLines(progress, await ctx.clock.now()), next };
  },
);
