import { describe, expect, it } from "vitest";
import { CREATE, type Created, dataOf, euros, oneMug, sandboxBench } from "../harness/bench";

const bench = sandboxBench();

async function create(order: Record<string, unknown>, options: Record<string, unknown> = {}) {
  return dataOf(await bench.graphql<Created>(CREATE, { order, options })).orderCreate;
}

describe("defaults", () => {
  it("leaves the financial status null without a status and transactions (order-create-math-matrix)", async () => {
    const { order } = await create(oneMug(bench));
    expect(order?.displayFinancialStatus).toBeNull();
  });

  it.each([
    [{ financialStatus: "PAID" }, "PAID"],
    [{ financialStatus: "PENDING" }, "PENDING"],
    [{ transactions: [{ amountSet: euros("12.50") }] }, "PAID"],
    [{ transactions: [{ kind: "AUTHORIZATION", amountSet: euros("12.50") }] }, "AUTHORIZED"],
  ])("reads %j as %s", async (parts, status) => {
    const { order } = await create({ ...oneMug(bench), ...parts });
    expect(order?.displayFinancialStatus).toBe(status);
  });

  it("counts an authorised amount as not outstanding", async () => {
    const { order } = await create({
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

  it.each(["false", "variant"])("requiresShipping, when assumed from the %s", async (assumption) => {
    await bench.control.post("/settings", { requiresShippingDefault: assumption });
    const { order } = await create({ lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1 }] });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { requiresShipping } } fulfillmentOrders(first: 5) { nodes { status } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        lineItems: { nodes: [{ requiresShipping: assumption === "variant" }] },
        fulfillmentOrders: { nodes: [{ status: "OPEN" }] },
      },
    });
  });

  it.each([true, false])("money of PAID without transactions, assumed %s", async (adds) => {
    await bench.control.post("/settings", { paidStatusAddsTransaction: adds });
    const { order } = await create({ ...oneMug(bench), financialStatus: "PAID" });
    const query =
      "query($id: ID!) { order(id: $id) { displayFinancialStatus netPaymentSet { shopMoney { amount } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        displayFinancialStatus: "PAID",
        netPaymentSet: { shopMoney: { amount: adds ? "12.5" : "0.0" } },
      },
    });
  });

  it("numbers orders itself and takes a given name literally", async () => {
    expect((await create(oneMug(bench))).order?.name).toBe("#1001");
    expect((await create({ ...oneMug(bench), name: "WEB-2026-#77-A" })).order?.name).toBe("WEB-2026-#77-A");
    expect((await create(oneMug(bench))).order?.name).toBe("#1003");
  });
});

describe("lines", () => {
  const unknown = "gid://shopify/ProductVariant/1";

  it("refuses an unknown variant without a title, as a whole, and leaves stock alone", async () => {
    const { order, userErrors } = await create(
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

  it("turns an unknown variant with a title silently into a custom line without stock", async () => {
    const { order } = await create({
      lineItems: [{ variantId: unknown, title: "Ghost", quantity: 1, priceSet: euros("5.00") }],
    });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { title variant { id } } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: { lineItems: { nodes: [{ title: "Ghost", variant: null }] } },
    });
  });

  it("refuses an order without lines (order-create-validation-matrix)", async () => {
    expect(await create({ lineItems: [] })).toEqual({
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
  it("is left alone by BYPASS, the default", async () => {
    await create(oneMug(bench));
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("falls in available and not on hand", async () => {
    await create(oneMug(bench), { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 4, onHand: 5 }]);
  });

  it("refuses a shortage when the policy says DENY, counting the same variant twice", async () => {
    const line = { variantId: bench.variant("MUG-BLUE"), quantity: 3 };
    const { order, userErrors } = await create(
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

  it("goes below zero where the policy continues, or is ignored", async () => {
    const order = { lineItems: [{ variantId: bench.variant("MUG-RED"), quantity: 2 }] };
    await create(order, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-RED")).toEqual([{ available: -2, onHand: 0 }]);
    const many = { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 9 }] };
    await create(many, { inventoryBehaviour: "DECREMENT_IGNORING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: -4, onHand: 5 }]);
  });
});
