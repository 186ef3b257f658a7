import { type GraphQLResolveInfo, Kind } from "graphql";
import { mailShopper } from "../../orders/mail";
import { placeOrder } from "../../orders/place";
import { planStock } from "../../orders/stock";
import { idOf } from "../../values/gid";
import { limitsOrderCreate } from "../../world/buckets";
import type { Args, CallContext } from "../call/context";
import { notImplemented, refuseFields, type UserError } from "../call/errors";
import { draftOf, type OrderCreateInput } from "./order-create-draft";
import { claimFailed, delaysByFault, holdByFault, refusalByFault, TOO_MANY } from "./order-create-faults";
import { inputProblems } from "./order-create-problems";

const MINUTE_MS = 60_000;
const PER_MINUTE = 5;

function refuse(userErrors: UserError[]) {
  return { order: null, userErrors };
}

/** Whether the shop has reached its limit. Development and trial shops accept five orders per minute from apps. */
function tooMany(ctx: CallContext): boolean {
  if (!limitsOrderCreate(ctx.shop.plan)) return false;
  const since = ctx.world.now().getTime() - MINUTE_MS;
  const recent = ctx.world.created.get(ctx.shop.domain)?.filter((at) => at > since) ?? [];
  ctx.world.created.set(ctx.shop.domain, recent);
  return recent.length >= PER_MINUTE;
}

/**
 * The default of the schema turns an omitted `requiresShipping` into false. A setting decides whether Shopify uses the
 * value of the variant instead, so this restores omitted values if the input came in a variable.
 */
function withOmissions(
  input: OrderCreateInput,
  ctx: CallContext,
  info: GraphQLResolveInfo,
): OrderCreateInput {
  const value = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === "order")?.value;
  if (value?.kind !== Kind.VARIABLE) return input;
  const sent = ctx.variables[value.name.value] as OrderCreateInput;
  const lineItems = (input.lineItems ?? []).map((line, index) => ({
    ...line,
    requiresShipping: sent.lineItems?.[index]?.requiresShipping ?? null,
  }));
  return { ...input, lineItems };
}

/** Throws an error for inputs that the sandbox would otherwise ignore. */
function refuseUnknown(input: OrderCreateInput): void {
  refuseFields("OrderCreateOrderInput", input, [
    "buyerAcceptsMarketing",
    "companyLocationId",
    "fulfillment",
    "referringSite",
    "userId",
  ]);
  for (const line of input.lineItems ?? []) {
    refuseFields("OrderCreateLineItemInput", line, ["fulfillmentService"]);
  }
  for (const transaction of input.transactions ?? []) {
    refuseFields("OrderCreateOrderTransactionInput", transaction, [
      "authorizationCode",
      "deviceId",
      "giftCardId",
      "locationId",
      "receiptJson",
      "userId",
    ]);
  }
  refuseFields("OrderCreateUpsertCustomerAttributesInput", input.customer?.toUpsert, [
    "addresses",
    "multipassIdentifier",
    "taxExempt",
  ]);
  if (input.fulfillmentStatus && input.fulfillmentStatus !== "FULFILLED") {
    throw notImplemented(`fulfillmentStatus ${input.fulfillmentStatus}`);
  }
}

/**
 * `orderCreate`. It has no idempotency: every accepted call creates a further order, with or without an `@idempotent`
 * directive.
 */
export function orderCreate(_source: unknown, args: Args, ctx: CallContext, info: GraphQLResolveInfo) {
  const input = withOmissions(args.order as OrderCreateInput, ctx, info);
  const options = (args.options ?? {}) as {
    inventoryBehaviour?: string;
    sendReceipt?: boolean;
    sendFulfillmentReceipt?: boolean;
  };
  if (tooMany(ctx)) return refuse([TOO_MANY]);
  refuseUnknown(args.order as OrderCreateInput);
  const problems = inputProblems(ctx, input);
  if (problems.length > 0) return refuse(problems);
  const behaviour = options.inventoryBehaviour ?? "BYPASS";
  const wanted = (input.lineItems ?? []).map(({ variantId, quantity }) => {
    const id = variantId ? idOf(variantId, "ProductVariant") : null;
    return id ? { variantId: id, quantity } : null;
  });
  const { shortage } = planStock(ctx.world, ctx.shop.domain, wanted);
  if (behaviour === "DECREMENT_OBEYING_POLICY" && shortage !== null) {
    return refuse([claimFailed(shortage)]);
  }
  const decrement = behaviour !== "BYPASS";
  const refusal = refusalByFault(ctx, decrement);
  if (refusal) return refuse([refusal]);
  const placing = { decrement, ...delaysByFault(ctx) };
  const order = placeOrder(ctx.world, ctx.shop, draftOf(ctx, input), placing);
  holdByFault(ctx, order);
  if (options.sendReceipt) mailShopper(ctx.world, order, "receipt");
  if (options.sendFulfillmentReceipt) mailShopper(ctx.world, order, "fulfillment receipt");
  const created = ctx.world.created.get(ctx.shop.domain) ?? [];
  ctx.world.created.set(ctx.shop.domain, [...created, ctx.world.now().getTime()]);
  return { order, userErrors: [] };
}
