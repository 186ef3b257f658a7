import type { Resolver } from "../context";
import { fulfillmentMutations } from "./fulfillment";
import { metafieldMutations } from "./metafield";
import { orderCancel } from "./order-cancel";
import { orderMutations } from "./order-changes";
import { orderCreate } from "./order-create";
import { refundCreate } from "./refund-create";
import { webhookMutations } from "./webhook-subscription";

const roots: Record<string, Resolver> = {
  orderCreate,
  orderCancel,
  refundCreate,
  ...orderMutations,
  ...fulfillmentMutations,
  ...metafieldMutations,
  ...webhookMutations,
};

/** Each mutation is one merchant action and one commit of its own, however many stand in an operation. */
function committing(resolver: Resolver): Resolver {
  return (source, args, ctx, info) => {
    ctx.world.dispatcher.beginEvent();
    const payload = resolver(source, args, ctx, info);
    if (ctx.world.store.commit()) ctx.committed = true;
    return payload;
  };
}

/** Root fields of `Mutation`. */
export const mutations: Record<string, Resolver> = Object.fromEntries(
  Object.entries(roots).map(([name, resolver]) => [name, committing(resolver)]),
);
