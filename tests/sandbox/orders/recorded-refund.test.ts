import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { euros, placeMug } from "../harness/orders";

const bench = sandboxBench();

interface Refunded {
  refundCreate: {
    refund: {
      totalRefundedSet: { shopMoney: { amount: string }; presentmentMoney: { amount: string } };
      refundLineItems: { nodes: { subtotalSet: { shopMoney: { amount: string } } }[] };
    } | null;
    userErrors: UserError[];
  };
}
const send = (input: Record<string, unknown>) =>
  bench.graphql<Refunded>(
    `mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "k") {
      refund { totalRefundedSet { shopMoney { amount } presentmentMoney { amount } }
        refundLineItems(first: 5) { nodes { subtotalSet { shopMoney { amount } } } } }
      userErrors { field message } } }`,
    { input },
  );
const refund = async (input: Record<string, unknown>) => dataOf(await send(input)).refundCreate;

async function paid(fields: Record<string, unknown> = {}) {
  const id = await placeMug(bench, { transactions: [{ amountSet: euros("12.50") }], ...fields });
  const query = `{ order(id: "${id}") { lineItems(first: 1) { nodes { id } } transactions(first: 1) { id } } }`;
  const { order } = dataOf(
    await bench.graphql<{
      order: { lineItems: { nodes: { id: string }[] }; transactions: { id: string }[] };
    }>(query),
  );
  const parentId = order.transactions[0]?.id;
  const transaction = (money: string) => ({
    amount: money,
    gateway: "manual",
    kind: "REFUND",
    parentId,
    orderId: id,
  });
  return { id, line: order.lineItems.nodes[0]?.id, transaction };
}

describe("refundCreate", () => {
  it.each([
    ["NO_RESTOCK", "0.0", "orders/refund-create-full-parity"],
    ["RETURN", "12.5", "refund-create-partial-shipping-restock"],
  ])("with %s shows a line subtotal of %s (%s)", async (restockType, subtotal) => {
    const { id, line, transaction } = await paid();
    const refundLineItems = [{ lineItemId: line, quantity: 1, restockType }];
    const { refund: made } = await refund({
      orderId: id,
      refundLineItems,
      transactions: [transaction("12.50")],
    });
    expect(made).toMatchObject({
      totalRefundedSet: { shopMoney: { amount: "12.5" } },
      refundLineItems: { nodes: [{ subtotalSet: { shopMoney: { amount: subtotal } } }] },
    });
  });

  it("takes amounts in the presentment currency, and converts them by the order's rate (money-bag-presentment-parity)", async () => {
    const both = {
      shopMoney: { amount: "12.77", currencyCode: "EUR" },
      presentmentMoney: { amount: "9.00", currencyCode: "USD" },
    };
    const { id, transaction } = await paid({
      currency: "EUR",
      presentmentCurrency: "USD",
      lineItems: [{ title: "Chair", quantity: 1, priceSet: both }],
      transactions: [{ amountSet: both }],
    });
    const transactions = [transaction("5.00")];
    expect((await refund({ orderId: id, transactions })).userErrors).toMatchObject([{ field: ["currency"] }]);
    expect((await refund({ orderId: id, currency: "USD", transactions })).refund?.totalRefundedSet).toEqual({
      shopMoney: { amount: "7.09" },
      presentmentMoney: { amount: "5.0" },
    });
  });

  it("refuses a currency that is not the order's", async () => {
    const { id, transaction } = await paid();
    const input = { orderId: id, currency: "USD", transactions: [transaction("1.00")] };
    expect(await refund(input)).toMatchObject({ refund: null, userErrors: [{ field: ["currency"] }] });
  });

  it.each([
    ["processedAt", "2026-11-01T00:00:00Z"],
    ["discrepancyReason", "DAMAGE"],
    ["refundDuties", [{ dutyId: "gid://shopify/Duty/1", refundType: "FULL" }]],
  ])("answers that %s is not implemented", async (name, value) => {
    const answer = await send({ orderId: (await paid()).id, [name]: value });
    expect(answer.errors?.[0]?.message).toContain(`RefundInput.${name}`);
  });
});

it("an order line can name a product without a variant (orders/order-create-line-item-fields)", async () => {
  const query = `{ productVariant(id: "${bench.variant("MUG-BLUE")}") { product { id } } }`;
  const { productVariant } = dataOf(
    await bench.graphql<{ productVariant: { product: { id: string } } }>(query),
  );
  const line = {
    title: "Engraved",
    quantity: 1,
    productId: productVariant.product.id,
    priceSet: euros("1.00"),
  };
  const id = await placeMug(bench, { lineItems: [line] });
  const read = `{ order(id: "${id}") { lineItems(first: 1) { nodes { product { id } variant { id } } } } }`;
  expect(dataOf(await bench.graphql(read))).toEqual({
    order: { lineItems: { nodes: [{ product: productVariant.product, variant: null }] } },
  });
});

it("a risk assessment of an unknown order has the recorded error", async () => {
  const answer = await bench.graphql(
    `mutation($i: OrderRiskAssessmentCreateInput!) {
      orderRiskAssessmentCreate(orderRiskAssessmentInput: $i) { userErrors { code message } } }`,
    { i: { orderId: "gid://shopify/Order/9", riskLevel: "LOW", facts: [] } },
  );
  const message = "The record with the ID used as the input value couldn't be found.";
  expect(dataOf(answer)).toEqual({
    orderRiskAssessmentCreate: { userErrors: [{ code: "NOT_FOUND", message }] },
  });
});

it.each([
  ["buyerAcceptsMarketing", { buyerAcceptsMarketing: true }],
  ["fulfillmentService", { lineItems: [{ title: "A", quantity: 1, fulfillmentService: "manual" }] }],
  ["receiptJson", { transactions: [{ amountSet: euros("1.00"), receiptJson: "{}" }] }],
  ["taxExempt", { customer: { toUpsert: { email: "ada@example.com", taxExempt: true } } }],
])("orderCreate answers that %s is not implemented, and creates nothing", async (name, fields) => {
  const order = { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1 }], ...fields };
  const query = "mutation($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } } }";
  const answer = await bench.graphql(query, { order });
  expect(answer.errors?.[0]?.message).toContain(`.${name}`);
  expect((await bench.state()).orders).toEqual([]);
});
