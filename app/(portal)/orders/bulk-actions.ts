"use server";

import { z } from "zod";
import { bulkLines } from "@/components/orders/bulk/bulk-line";
import { readListQuery } from "@/lib/order-list/list-params";
import { findMatching as find } from "@/lib/services/order-list/find-matching";
import { readProgress } from "@/lib/services/orders/read-progress";
import { actOnMatching } from "@/lib/services/push/act-on-matching";
import { actOnOrders as act } from "@/lib/services/push/act-on-orders";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** The most orders of one call. It is small, so that the first lines of a long result appear soon. */
const BATCH = 25;

/** The most orders that the dialog resolves before it acts on them. */
const MOST_MATCHING = 2_000;

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
 * Applies one action to some orders: to the given ids, or to the next orders that a list's query matches. Returns an
 * outcome and the state of each order, and where the next call goes on.
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

/** Finds the orders that a list's query matches now, so that the dialog shows them and acts on exactly these. */
export const findMatching = defineAction(
  { permission: "orders.push", schema: z.object({ query: z.string().max(8_000) }) },
  (ctx, { query }) => find(ctx, { list: readListQuery(query), most: MOST_MATCHING }),
);
