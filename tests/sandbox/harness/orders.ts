import { dataOf, type UserError } from "./answers";
import type { Bench } from "./bench";

export const CREATE = `mutation Push($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { id name displayFinancialStatus }
    userErrors { code field message }
  }
}`;

export interface Created {
  orderCreate: {
    order: { id: string; name: string; displayFinancialStatus: string | null } | null;
    userErrors: UserError[];
  };
}

/** Defines the `id` metafield by which the app finds its orders. */
export const DEFINE_ORIGIN = `mutation { metafieldDefinitionCreate(definition: {
  ownerType: ORDER, namespace: "$app:crossdock", key: "origin", name: "Origin", type: "id" }) {
  createdDefinition { id namespace capabilities { uniqueValues { enabled eligible } } }
  userErrors { field message code } } }`;

export function euros(amount: string) {
  return { shopMoney: { amount, currencyCode: "EUR" } };
}

/** The input of a small order of one mug. */
export function oneMug(bench: Bench): Record<string, unknown> {
  return { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1, requiresShipping: true }] };
}

/** Calls `orderCreate` and returns its payload. */
export async function create(
  bench: Bench,
  order: Record<string, unknown>,
  options: Record<string, unknown> = {},
): Promise<Created["orderCreate"]> {
  return dataOf(await bench.graphql<Created>(CREATE, { order, options })).orderCreate;
}

/** Creates an order of one mug, with other fields as given, and returns its id. */
export async function placeMug(
  bench: Bench,
  fields: Record<string, unknown> = {},
  options: Record<string, unknown> = {},
): Promise<string> {
  const { order } = await create(bench, { ...oneMug(bench), ...fields }, options);
  if (!order) throw new Error("The order was refused.");
  return order.id;
}

const FIELDS = `closed closedAt cancelledAt cancelReason cancellation { staffNote } displayFinancialStatus
  currentTotalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } }
  netPaymentSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } }
  lineItems(first: 5) { nodes { quantity currentQuantity unfulfilledQuantity } }
  fulfillmentOrders(first: 5) { nodes { status } } refunds(first: 5) { totalRefundedSet { shopMoney { amount } } }`;

interface Read {
  order: Record<string, unknown> & { closedAt: string | null; cancelledAt: string | null };
}

/** Reads status, amounts, quantities and refunds of an order. */
export async function readOrder(bench: Bench, id: string): Promise<Read["order"]> {
  return dataOf(await bench.graphql<Read>(`query($id: ID!) { order(id: $id) { ${FIELDS} } }`, { id })).order;
}

/** A money field whose query asks only for the amount in shop currency. */
export function amount(value: string) {
  return { shopMoney: { amount: value } };
}
