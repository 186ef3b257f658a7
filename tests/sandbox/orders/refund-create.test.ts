import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { amount, euros, placeMug, readOrder } from "../harness/orders";

const bench = sandboxBench();

const create = (fields?: Record<string, unknown>, options?: Record<string, unknown>) =>
  placeMug(bench, fields, options);
const read = (id: string) => readOrder(bench, id);

describe("refundCreate", () => {
  const REFUND = `mutation($input: RefundInput!, $key: String!) {
    refundCreate(input: $input) @idempotent(key: $key) {
      refund { id totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restocked } } }
      order { displayFinancialStatus } userErrors { field message } } }`;
  interface Refunded {
    refundCreate: {
      refund: { id: string } | null;
      order: { displayFinancialStatus: string } | null;
      userErrors: UserError[];
    };
  }
  const refund = async (input: Record<string, unknown>, key: string) =>
    dataOf(await bench.graphql<Refunded>(REFUND, { input, key })).refundCreate;

  async function paid() {
    const id = await create({
      lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 2 }],
      transactions: [{ amountSet: euros("25.00") }],
    });
    const query = `{ order(id: "${id}") { lineItems(first: 1) { nodes { id } } transactions(first: 1) { id } } }`;
    const { order } = dataOf(
      await bench.graphql<{
        order: { lineItems: { nodes: { id: string }[] }; transactions: { id: string }[] };
      }>(query),
    );
    return { id, line: order.lineItems.nodes[0]?.id, parent: order.transactions[0]?.id };
  }

  it("requires the directive @idempotent", async () => {
    const { id } = await paid();
    const query = "mutation($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }";
    const answer = await bench.graphql(query, { input: { orderId: id } });
    expect(answer.data).toEqual({ refundCreate: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: "The @idempotent directive is required for this mutation but was not provided.",
      extensions: { code: "BAD_REQUEST" },
    });
  });

  it("answers a repeated key with the first result, and refuses other parameters", async () => {
    const { id, line, parent } = await paid();
    const input = {
      orderId: id,
      refundLineItems: [{ lineItemId: line, quantity: 1, restockType: "NO_RESTOCK" }],
      transactions: [{ amount: "12.50", gateway: "manual", kind: "REFUND", parentId: parent, orderId: id }],
    };
    const first = await refund(input, "k1");
    expect(first).toMatchObject({
      refund: {
        totalRefundedSet: amount("12.5"),
        refundLineItems: { nodes: [{ quantity: 1, restocked: false }] },
      },
      order: { displayFinancialStatus: "PARTIALLY_REFUNDED" },
    });
    expect((await refund(input, "k1")).refund?.id).toBe(first.refund?.id);
    expect((await refund({ ...input, note: "x" }, "k1")).userErrors[0]?.message).toContain(
      "cannot be used with different operation parameters",
    );
    // Without restocking, refunded units are no longer current but can still be shipped.
    expect(await read(id)).toMatchObject({
      lineItems: { nodes: [{ quantity: 2, currentQuantity: 1, unfulfilledQuantity: 2 }] },
    });
  });

  it("answers the recorded errors for too many units, too much money and other kinds", async () => {
    const { id, line, parent } = await paid();
    const lines = [{ lineItemId: line, quantity: 3, restockType: "CANCEL" }];
    expect((await refund({ orderId: id, refundLineItems: lines }, "a")).userErrors).toEqual([
      {
        field: ["refundLineItems", "0", "quantity"],
        message: "Quantity cannot refund more items than were purchased",
      },
    ]);
    const money = { gateway: "manual", kind: "REFUND", parentId: parent, orderId: id };
    expect(
      (await refund({ orderId: id, transactions: [{ ...money, amount: "999.00" }] }, "b")).userErrors[0]
        ?.message,
    ).toBe("Refund amount $999.00 is greater than net payment received $25.00");
    expect(
      (await refund({ orderId: id, transactions: [{ ...money, kind: "AUTHORIZATION", amount: "1" }] }, "c"))
        .userErrors[0]?.message,
    ).toBe("Kind authorization is not a valid transaction");
    expect((await refund({ orderId: "gid://shopify/Order/9" }, "d")).userErrors).toEqual([
      { field: ["orderId"], message: "Order does not exist" },
    ]);
  });
});
