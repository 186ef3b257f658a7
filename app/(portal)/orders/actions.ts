"use server";

import { z } from "zod";
import { orderGidOf } from "@/lib/domain/orders/order-reference";
import { dismissOtherAppOrder } from "@/lib/services/moving/dismiss-other-app-order";
import { linkOtherAppOrder } from "@/lib/services/moving/link-other-app-order";
import { acknowledgeChanges as acknowledge } from "@/lib/services/orders/acknowledge-changes";
import { holdOrder as hold } from "@/lib/services/orders/hold-order";
import { releaseHold as release } from "@/lib/services/orders/release-hold";
import { confirmSourceOrder } from "@/lib/services/push/confirm-source-order";
import { declareAbsent } from "@/lib/services/push/declare-absent";
import { previewPush } from "@/lib/services/push/preview-push";
import { pushEach } from "@/lib/services/push/push-each";
import { requestLookUp as lookUp } from "@/lib/services/push/request-look-up";
import { retryLeg as retry } from "@/lib/services/push/retry-leg";
import { skipLeg as skip } from "@/lib/services/push/skip-leg";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const chosenLines = z.array(
  z.object({ lineItemId: idSchema, sourceStoreId: idSchema, quantity: z.number().int().min(1) }),
);
const leg = z.object({ legId: idSchema });
const decision = z.object({ legId: idSchema, reason: z.string().trim().min(1).max(500) });

/** Records a push of each order. One call takes many orders, because a browser runs actions one after the other. */
export const pushOrders = defineAction(
  {
    permission: "orders.push",
    schema: z
      .object({
        orderIds: z.array(idSchema).min(1).max(200),
        sourceStoreIds: z.array(idSchema).max(100).nullable(),
        lines: chosenLines.min(1).max(1_000).optional(),
        reason: z.string().max(500).optional(),
        requestKey: z.uuid().optional(),
      })
      .refine(({ orderIds, lines }) => lines === undefined || orderIds.length === 1),
  },
  async (ctx, input) => pushEach(ctx, input),
);

/** What a push of just these lines would send now, by source store. */
export const previewChoice = defineAction(
  { permission: "orders.push", schema: z.object({ orderId: idSchema, lines: chosenLines.max(1_000) }) },
  async (ctx, input) => {
    const preview = await previewPush(ctx, input);
    return preview?.suppliers.map(({ sourceStoreId, input }) => ({ sourceStoreId, input })) ?? null;
  },
);

/** Holds an order with a note, so that automatic push leaves it alone. */
export const holdOrder = defineAction(
  {
    permission: "orders.push",
    schema: z.object({ orderId: idSchema, note: z.string().trim().min(1).max(500) }),
  },
  async (ctx, input) => hold(ctx, input),
);

/** Ends the hold of an order. */
export const releaseHold = defineAction(
  { permission: "orders.push", schema: z.object({ orderId: idSchema }) },
  async (ctx, input) => release(ctx, input),
);

/** Records that a user knows of changes of an order, as the page showed them. */
export const acknowledgeChanges = defineAction(
  {
    permission: "orders.push",
    schema: z.object({
      orderId: idSchema,
      cards: z.array(z.object({ id: idSchema, revision: z.number().int().min(1) })).max(500),
    }),
  },
  async (ctx, input) => acknowledge(ctx, input),
);

/** Makes a source order that another app created the source order of this order, without a send. */
export const linkOtherApp = defineAction(
  { permission: "orders.push", schema: z.object({ orderId: idSchema, otherAppOrderId: idSchema }) },
  async (ctx, input) => linkOtherAppOrder(ctx, input),
);

/** Records the user's statement that a source order of another app is not the same order. */
export const dismissOtherApp = defineAction(
  {
    permission: "orders.push",
    schema: z.object({
      orderId: idSchema,
      otherAppOrderId: idSchema,
      reason: z.string().trim().min(1).max(500),
    }),
  },
  async (ctx, input) => dismissOtherAppOrder(ctx, input),
);

/** Retries a refused leg. */
export const retryLeg = defineAction({ permission: "orders.push", schema: leg }, async (ctx, input) =>
  retry(ctx, input),
);

/** Requests a look-up of an uncertain leg in its source store. */
export const requestLookUp = defineAction({ permission: "orders.push", schema: leg }, async (ctx, input) =>
  lookUp(ctx, input),
);

/** Records the user's statement that the order of an uncertain leg is not in its source store. */
export const declareLegAbsent = defineAction(
  { permission: "orders.push", schema: decision },
  async (ctx, input) => declareAbsent(ctx, input),
);

/** Skips a leg: it is not sent, and its items are open again. */
export const skipLeg = defineAction({ permission: "orders.push", schema: decision }, async (ctx, input) =>
  skip(ctx, input),
);

/** Links the order that the user names to an uncertain leg, if the order's lines carry the leg's ids. */
export const nameSourceOrder = defineAction(
  { permission: "orders.push", schema: z.object({ legId: idSchema, order: z.string().max(300) }) },
  async (ctx, { legId, order }) => {
    const orderGid = orderGidOf(order);
    return orderGid === null ? null : confirmSourceOrder(ctx, { legId, orderGid });
  },
);
