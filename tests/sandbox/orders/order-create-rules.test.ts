import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { create, euros, oneMug } from "../harness/orders";

const bench = sandboxBench();

describe("defaults", () => {
  it("the financial status is null without a status and transactions (order-create-math-matrix)", async () => {
    const { order } = await create(bench, oneMug(bench));
    expect(order?.displayFinancialStatus).toBeNull();
  });

  it.each([
    [{ financialStatus: "PAID" }, "PAID"],
    [{ financialStatus: "PENDING" }, "PENDING"],
    [{ transactions: [{ amountSet: euros("12.50") }] }, "PAID"],
    [{ transactions: [{ kind: "AUTHORIZATION", amountSet: euros("12.50") }] }, "AUTHORIZED"],
  ])("%j results in %s", async (parts, status) => {
    const { order } = await create(bench, { ...oneMug(bench), ...parts });
    expect(order?.displayFinancialStatus).toBe(status);
  });

  it("an authorised amount is not outstanding", async () => {
    const { order } = await create(bench, {
      ...oneMug(bench),
      transactions: [{ kind: "AUTHORIZATION", amountSet: euros("12.50") }],
    });
    const query = `query($id: ID!) { order(id: $id) { capturable totalCapturable
      totalOutstandingSet { shopMoney { amount } } totalReceivedSet { shopMoney { amount } } } }`;
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        capturable: true,
        totalCapturable: "12.50",
        totalOutstandingSet: { shopMoney: { amount: "0.0" } },
        totalReceivedSet: { shopMoney: { amount: "0.0" } },
      },
    });
  });

  it.each(["false", "variant"])("requiresShipping with the setting %s", async (assumption) => {
    await bench.control.post("/settings", { requiresShippingDefault: assumption });
    const { order } = await create(bench, {
      lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1 }],
    });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { requiresShipping } } fulfillmentOrders(first: 5) { nodes { status } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        lineItems: { nodes: [{ requiresShipping: assumption === "variant" }] },
        fulfillmentOrders: { nodes: [{ status: "OPEN" }] },
      },
    });
  });

  it.each([true, false])("PAID without transactions adds a payment: %s", async (adds) => {
    await bench.control.post("/settings", { paidStatusAddsTransaction: adds });
    const { order } = await create(bench, { ...oneMug(bench), financialStatus: "PAID" });
    const query =
      "query($id: ID!) { order(id: $id) { displayFinancialStatus netPaymentSet { shopMoney { amount } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        displayFinancialStatus: "PAID",
        netPaymentSet: { shopMoney: { amount: adds ? "12.5" : "0.0" } },
      },
    });
  });

  it("orders are numbered, and a given name is used literally", async () => {
    expect((await create(bench, oneMug(bench))).order?.name).toBe("#1001");
    expect((await create(bench, { ...oneMug(bench), name: "WEB-2026-#77-A" })).order?.name).toBe(
      "WEB-2026-#77-A",
    );
    expect((await create(bench, oneMug(bench))).order?.name).toBe("#1003");
  });
});

describe("lines", () => {
  const unknown = "gid://shopify/ProductVariant/1";

  it("an unknown variant without a title refuses the whole order and takes no stock", async () => {
    const { order, userErrors } = await create(
      bench,
      {
        lineItems: [
          { variantId: bench.variant("MUG-BLUE"), quantity: 1 },
          { variantId: unknown, quantity: 1 },
        ],
      },
      { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
    );
    expect(order).toBeNull();
    expect(userErrors.map(({ field, message }) => ({ field, message }))).toEqual([
      { field: ["order"], message: "Order Line items is invalid" },
      { field: ["order", "lineItems"], message: "Line items Name can't be blank" },
      { field: ["order", "lineItems"], message: "Line items Title can't be blank" },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("an unknown variant with a title becomes a custom line without stock", async () => {
    const { order } = await create(bench, {
      lineItems: [{ variantId: unknown, title: "Ghost", quantity: 1, priceSet: euros("5.00") }],
    });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { title variant { id } } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: { lineItems: { nodes: [{ title: "Ghost", variant: null }] } },
    });
  });

  it("an order without lines is refused (order-create-validation-matrix)", async () => {
    expect(await create(bench, { lineItems: [] })).toEqual({
      order: null,
      userErrors: [
        {
          code: "INVALID",
          field: ["order", "lineItems"],
          message: "Line items must have at least one line item",
        },
      ],
    });
  });
});

describe("stock", () => {
  it("does not change with BYPASS, the default", async () => {
    await create(bench, oneMug(bench));
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("available falls, on hand stays", async () => {
    await create(bench, oneMug(bench), { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 4, onHand: 5 }]);
  });

  it("a shortage refuses the order if the policy is DENY, also when two lines share a variant", async () => {
    const line = { variantId: bench.variant("MUG-BLUE"), quantity: 3 };
    const { order, userErrors } = await create(
      bench,
      { lineItems: [line, line] },
      { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
    );
    expect(order).toBeNull();
    expect(userErrors).toEqual([
      {
        code: "INVENTORY_CLAIM_FAILED",
        field: ["order", "lineItems", "1"],
        message: "Unable to reserve inventory",
      },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
    const log = await bench.control.get<unknown[]>("/log?operation=orderCreate");
    expect(log).toMatchObject([{ outcome: "user-errors", committed: false }]);
  });

  it("becomes negative if the policy is CONTINUE or ignored", async () => {
    const order = { lineItems: [{ variantId: bench.variant("MUG-RED"), quantity: 2 }] };
    await create(bench, order, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-RED")).toEqual([{ available: -2, onHand: 0 }]);
    const many = { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 9 }] };
    await create(bench, many, { inventoryBehaviour: "DECREMENT_IGNORING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: -4, onHand: 5 }]);
  });
});
