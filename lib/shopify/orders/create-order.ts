import { isCreateLimit } from "@/lib/domain/installations/refusal";
import { asObject, asObjects, asText, unreadable } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { classifyGraphqlErrors } from "@/lib/shopify/client/classify-graphql-errors";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type {
  CreateOrderAnswer,
  OrderCreateInput,
  ShopAccess,
  Slot,
  SourceOrderSnapshot,
  WriteCheck,
} from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { mapSourceOrder } from "./map-source-order";
import { readSourceOrder } from "./read-source-order";

/** The largest page that Shopify allows. */
const MAX_PAGE = 250;

/**
 * Sends `orderCreate` once, without retries. Returns a definite answer; throws a `ShopifyFailure` otherwise, which
 * says whether the order may have been created. An answer that contains an order is `created`, whatever errors come
 * with it.
 */
export async function createOrder(
  call: CallAdmin,
  access: ShopAccess,
  input: OrderCreateInput,
  options: WriteCheck & { timeoutMs: number; slot?: Slot | null },
): Promise<CreateOrderAnswer> {
  const asked = Array.isArray(input.order.lineItems) ? input.order.lineItems.length : MAX_PAGE;
  const answer = await call(access, {
    operation: operations.createOrder,
    variables: {
      order: input.order,
      options: input.options,
      lines: Math.min(Math.max(asked, 1), MAX_PAGE),
    },
    timeoutMs: options.timeoutMs,
    beforeSend: options.beforeSend,
    slot: options.slot ?? null,
  });
  const payload = asObject(answer.data.orderCreate);
  const order = asObject(payload?.order);
  if (order) {
    const known = mapSourceOrder(order, asObjects(order.lineItems));
    if (asObject(asObject(order.lineItems)?.pageInfo)?.hasNextPage !== true)
      return { kind: "created", order: known };
    return { kind: "created", order: await readWhole(call, access, known) };
  }
  const errors = asObjects(payload?.userErrors).map((error) => ({
    code: asText(error.code),
    field: Array.isArray(error.field) ? error.field.map(String).join(".") : asText(error.field),
    message: asText(error.message) ?? "Shopify refused the order without a reason.",
  }));
  if (isCreateLimit(errors)) return { kind: "too_many_attempts" };
  if (errors.length > 0) return { kind: "refused", errors };
  if (answer.errors.length > 0) throw classifyGraphqlErrors(answer.errors);
  throw unreadable("The answer contains neither an order nor an error.");
}

/** The created order with the lines beyond the first page, or with the known lines when the others cannot be read. */
async function readWhole(
  call: CallAdmin,
  access: ShopAccess,
  known: SourceOrderSnapshot,
): Promise<SourceOrderSnapshot> {
  try {
    return (await readSourceOrder(call, access, known.shopifyGid)) ?? known;
  } catch (error) {
    if (error instanceof ShopifyFailure) return known;
    throw error;
  }
}
