import { getOperationAST, parse } from "graphql";
import { expect, it } from "vitest";
import { adminSchema } from "../../schema/load";
import { costOf } from "./cost";

function cost(query: string, variables = {}, data?: Record<string, unknown>): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("The query has no operation.");
  return costOf(adminSchema(), document, operation, variables, data);
}

it.each([
  ["an object", "{ shop { name } }", 1],
  [
    "money is free",
    "{ shop { name plan { displayName } } order(id: 1) { totalPriceSet { shopMoney { amount } } } }",
    3,
  ],
  ["a connection of one node", "{ orders(first: 1) { nodes { id } } }", 3],
  ["a connection grows with the logarithm", "{ orders(first: 250) { nodes { id } } }", 10],
  ["edges cost as much as nodes", "{ orders(first: 1) { edges { node { id } } } }", 3],
  ["a list counts its children once", "{ order(id: 1) { fulfillments(first: 9) { order { id } } } }", 3],
  ["a mutation", "mutation { orderClose(input: { id: 1 }) { userErrors { message } } }", 10],
  [
    "an expensive mutation",
    "mutation { fulfillmentTrackingInfoUpdate(fulfillmentId: 1, trackingInfoInput: {}) { userErrors { message } } }",
    50,
  ],
  [
    "counts at the root (orders/orderCreate-state-derived-payment-and-count)",
    '{ a: ordersCount(query: "tag:x") { count precision } b: ordersCount(query: "tag:x", limit: 1) { count } }',
    20,
  ],
  [
    "a refund (orders/refund-create-full-parity)",
    `mutation { refundCreate(input: { orderId: 1 }) {
      refund { id note totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }`,
    20,
  ],
  [
    "the endpoint of a subscription (webhooks/webhook-subscription-conformance)",
    "{ webhookSubscription(id: 1) { id endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } } }",
    1,
  ],
  ["fields in a fragment on an implementation", "{ node(id: 1) { ... on Order { id customer { id } } } }", 2],
  ["fields in fragments", "{ ...F } fragment F on QueryRoot { shop { name } }", 1],
])("requested cost: %s", (_case, query, points) => {
  expect(cost(query)).toBe(points);
});

it("a page size can be a variable", () => {
  const query = "query($n: Int) { orders(first: $n) { nodes { id } } }";
  expect([cost(query, { n: 1 }), cost(query, { n: 250 })]).toEqual([3, 10]);
});

it.each([
  ["an empty connection", { orders: { nodes: [] } }, 2],
  ["one node", { orders: { nodes: [{ customer: null }] } }, 3],
  ["one node with a customer", { orders: { nodes: [{ customer: { id: 1 } }] } }, 4],
  [
    "two of three nodes with a customer",
    { orders: { nodes: [{ customer: {} }, { customer: {} }, { customer: null }] } },
    6,
  ],
])("actual cost: %s", (_case, data, points) => {
  expect(cost("{ orders(first: 250) { nodes { customer { id } } } }", {}, data)).toBe(points);
});
