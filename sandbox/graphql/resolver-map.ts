import type { ResolverMap } from "./call/context";
import { mutations } from "./mutations/all";
import { agreementResolvers } from "./resolvers/agreements";
import { calculatedOrderResolvers } from "./resolvers/calculated-order";
import { catalogResolvers } from "./resolvers/catalog";
import { customerResolvers } from "./resolvers/customer";
import { fulfillmentResolvers } from "./resolvers/fulfillment";
import { lineResolvers } from "./resolvers/line-item";
import { orderResolvers } from "./resolvers/order";
import { queryResolvers } from "./resolvers/query";
import { refundResolvers } from "./resolvers/refund";
import { shopResolvers } from "./resolvers/shop";

/** Resolvers by type and field. */
export const resolvers: ResolverMap = {
  QueryRoot: queryResolvers,
  Mutation: mutations,
  ...orderResolvers,
  ...agreementResolvers,
  ...calculatedOrderResolvers,
  ...lineResolvers,
  ...fulfillmentResolvers,
  ...refundResolvers,
  ...customerResolvers,
  ...catalogResolvers,
  ...shopResolvers,
};

/** Whether the sandbox implements a field. Types without resolvers are plain objects with all their fields. */
export function implemented(type: string, field: string): boolean {
  const fields = resolvers[type];
  return !fields || field === "__typename" || field in fields;
}
