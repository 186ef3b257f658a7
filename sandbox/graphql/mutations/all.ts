import { hit, type Resolver } from "../call/context";
import { fulfillmentMutations } from "./fulfillment";
import { holdMutations } from "./fulfillment-hold";
import { inventoryMutations } from "./inventory";
import { metafieldDefinitionCreate } from "./metafield-definition";
import { metafieldsSet } from "./metafields-set";
import { orderCancel } from "./order-cancel";
import { orderMutations } from "./order-changes";
import { orderCreate } from "./order-create";
import { orderEditMutations } from "./order-edit";
import { orderRiskAssessmentCreate } from "./order-risk";
import { refundCreate } from "./refund-create";
import { webhookMutations } from "./webhook-subscription";

const roots: Record<string, Resolver> = {
  orderCreate,
  orderCancel,
  refundCreate,
  metafieldsSet,
  metafieldDefinitionCreate,
  orderRiskAssessmentCreate,
  ...orderMutations,
  ...orderEditMutations,
  ...fulfillmentMutations,
  ...holdMutations,
  ...inventoryMutations,
  ...webhookMutations,
};

const SEARCH_LAG_MS = 60_000;

/** Each mutation field is one event and one commit, even if an operation contains several. */
function committing(resolver: Resolver): Resolver {
  return (source, args, ctx, info) => {
    ctx.world.dispatcher.beginEvent();
    const payload = resolver(source, args, ctx, info);
    const { store, index, random } = ctx.world;
    const lag = store.changesOrders() ? hit(ctx, "search-lag", info.fieldName) : null;
    const ms = lag ? (lag.ms ?? random.between(0, SEARCH_LAG_MS)) : 0;
    if (index.holdBack(ms, () => store.commit())) ctx.committed = true;
    return payload;
  };
}

/** Root fields of `Mutation`. */
export const mutations: Record<string, Resolver> = Object.fromEntries(
  Object.entries(roots).map(([name, resolver]) => [name, committing(resolver)]),
);
