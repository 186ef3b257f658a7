import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { amount, euros, placeMug, readOrder } from "../harness/orders";

const bench = sandboxBench();

const create = (fields?: Record<string, unknown>, options?: Record<string, unknown>) =>
  placeMug(bench, fields, options);
const read = (id: string) => readOrder(bench, id);

describe("orderCancel", () => {
  const CANCEL = `mutation($id: ID!, $refund: Boolean, $method: OrderCancelRefundMethodInput, $note: String) {
    orderCancel(orderId: $id, reason: OTHER, restock: true, refund: $refund, refundMethod: $method, staffNote: $note) {
      job { id done } jobResult { status }
      orderCancelUserErrors { code field message } userErrors { field message } } }`;
  interface Cancelled {
    orderCancel: {
      job: { id: string; done: boolean } | null;
      orderCancelUserErrors: (UserError & { code: string })[];
      userErrors: UserError[];
    };
  }
  const cancel = async (variables: Record<string, unknown>) =>
    dataOf(await bench.graphql<Cancelled>(CANCEL, variables)).orderCancel;

  it("answers with a job, and the next read shows an unpaid order as cancelled and closed", async () => {
    const id = await create({}, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    const { job } = await cancel({ id, note: "why" });
    expect(job).toEqual({ id: expect.stringMatching(/^gid:\/\/shopify\/Job\/[0-9a-f-]{36}$/), done: false });
    const order = await read(id);
    expect(order).toMatchObject({
      closed: true,
      cancelReason: "OTHER",
      cancellation: { staffNote: "why" },
      displayFinancialStatus: null,
      currentTotalPriceSet: amount("0.0"),
      totalOutstandingSet: amount("0.0"),
      lineItems: { nodes: [{ quantity: 1, currentQuantity: 0, unfulfilledQuantity: 0 }] },
      fulfillmentOrders: { nodes: [{ status: "CLOSED" }] },
    });
    expect(order.closedAt).toBe(order.cancelledAt);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("without a refund, a paid order stays PAID and open", async () => {
    const id = await create({ financialStatus: "PAID" });
    await cancel({ id });
    expect(await read(id)).toMatchObject({ closed: false, displayFinancialStatus: "PAID", refunds: [] });
  });

  it("refunds a paid order on request (orderCancel-restock-refundMethod-parity)", async () => {
    const id = await create({ transactions: [{ amountSet: euros("12.50") }] });
    await cancel({ id, method: { originalPaymentMethodsRefund: true } });
    expect(await read(id)).toMatchObject({
      closed: true,
      displayFinancialStatus: "REFUNDED",
      netPaymentSet: amount("0.0"),
      totalOutstandingSet: amount("0.0"),
      refunds: [{ totalRefundedSet: amount("12.5") }],
    });
  });

  it("answers the recorded errors (orderCancel-error-messages)", async () => {
    const id = await create();
    expect((await cancel({ id, note: "x".repeat(256) })).orderCancelUserErrors).toEqual([
      {
        code: "INVALID",
        field: ["staffNote"],
        message: "Staff note is too long. Maximum length is 255 characters.",
      },
    ]);
    const twice = await cancel({ id, refund: false, method: { originalPaymentMethodsRefund: true } });
    expect(twice.orderCancelUserErrors[0]).toMatchObject({ code: "INVALID", field: ["refund"] });
    await cancel({ id });
    const again = await cancel({ id });
    expect(again.job).toBeNull();
    expect(again.orderCancelUserErrors).toEqual([
      {
        code: "INVALID",
        field: ["orderId"],
        message: "Cannot cancel an order that has already been canceled",
      },
    ]);
    expect(again.userErrors).toEqual([
      { field: ["orderId"], message: "Cannot cancel an order that has already been canceled" },
    ]);
    const shipped = await create({ transactions: [{ amountSet: euros("12.50") }] });
    await bench.act(shipped, "fulfill");
    expect((await cancel({ id: shipped })).orderCancelUserErrors[0]?.message).toBe(
      "Cannot cancel an order that has outstanding fulfillments",
    );
  });
});

describe("orderUpdate", () => {
  const UPDATE = `mutation($input: OrderInput!) { orderUpdate(input: $input) {
    order { email note tags poNumber customer { email } shippingAddress { city } customAttributes { key value } }
    userErrors { field message } } }`;
  interface Updated {
    orderUpdate: { order: Record<string, unknown> | null; userErrors: UserError[] };
  }
  const update = async (input: Record<string, unknown>) =>
    dataOf(await bench.graphql<Updated>(UPDATE, { input })).orderUpdate;

  it("replaces the given fields; the customer keeps its e-mail (orderUpdate-snapshot-staging)", async () => {
    const id = await create({ email: "old@example.com", tags: ["a"] });
    const address = { lastName: "L", address1: "1", city: "Ulm", zip: "89073", countryCode: "DE" };
    const { order } = await update({
      id,
      email: "new@example.com",
      tags: ["z", "b"],
      note: "n",
      poNumber: "7",
      customAttributes: [{ key: "k", value: "v" }],
      shippingAddress: address,
    });
    expect(order).toEqual({
      email: "new@example.com",
      note: "n",
      tags: ["b", "z"],
      poNumber: "7",
      customer: { email: "old@example.com" },
      shippingAddress: { city: "Ulm" },
      customAttributes: [{ key: "k", value: "v" }],
    });
  });

  it("answers the recorded errors (order-update-unknown-id, orderUpdate-input-validation)", async () => {
    expect(await update({ id: "gid://shopify/Order/9", note: "x" })).toEqual({
      order: null,
      userErrors: [{ field: ["id"], message: "Order does not exist" }],
    });
    const id = await create();
    expect((await update({ id })).userErrors).toEqual([
      { field: null, message: "No valid update parameters have been provided" },
    ]);
    expect((await update({ id, phone: "not a phone" })).userErrors).toEqual([
      { field: ["phone"], message: "Phone is invalid" },
    ]);
    const bad = { address1: "1", city: "X", countryCode: "US", provinceCode: "ON" };
    expect((await update({ id, shippingAddress: bad })).userErrors).toEqual([
      { field: ["shippingAddress", "lastName"], message: "Enter a last name" },
      { field: ["shippingAddress", "zip"], message: "Enter a ZIP code" },
      {
        field: ["shippingAddress", "province"],
        message: "State is not a valid state in United States",
      },
    ]);
  });
});

describe("tags", () => {
  interface Tagged {
    tagsAdd?: { node: { tags: string[] } | null; userErrors: UserError[] };
    tagsRemove?: { node: { tags: string[] } | null; userErrors: UserError[] };
  }
  const tags = async (verb: "tagsAdd" | "tagsRemove", id: string, list: string[]) => {
    const query = `mutation($id: ID!, $tags: [String!]!) { ${verb}(id: $id, tags: $tags) {
      node { ... on Order { tags } } userErrors { field message } } }`;
    return dataOf(await bench.graphql<Tagged>(query, { id, tags: list }))[verb];
  };

  it("are added ignoring case, split at commas and sorted; removing them is case-sensitive", async () => {
    const id = await create({ tags: ["Red"] });
    expect((await tags("tagsAdd", id, ["red", "b, a"]))?.node?.tags).toEqual(["a", "b", "Red"]);
    expect((await tags("tagsRemove", id, ["red", "b"]))?.node?.tags).toEqual(["a", "Red"]);
    expect((await tags("tagsRemove", id, ["Red"]))?.node?.tags).toEqual(["a"]);
  });

  it("of more than forty characters and of unknown orders are refused", async () => {
    const id = await create();
    expect((await tags("tagsAdd", id, ["x".repeat(41)]))?.userErrors[0]?.message).toBe(
      "Title Tag exceeds the maximum length of 40 characters",
    );
    expect(await tags("tagsAdd", "gid://shopify/Order/9", ["a"])).toEqual({
      node: null,
      userErrors: [{ field: ["id"], message: "Order does not exist" }],
    });
  });
});

describe("payment and archive", () => {
  it("marks as paid once (orderMarkAsPaid-state-and-money)", async () => {
    const id = await create();
    const query = `mutation($id: ID!) { orderMarkAsPaid(input: { id: $id }) {
      order { displayFinancialStatus transactions(first: 5) { kind status gateway } } userErrors { field message } } }`;
    expect(dataOf(await bench.graphql(query, { id }))).toEqual({
      orderMarkAsPaid: {
        order: {
          displayFinancialStatus: "PAID",
          transactions: [{ kind: "SALE", status: "SUCCESS", gateway: "manual" }],
        },
        userErrors: [],
      },
    });
    expect(dataOf(await bench.graphql(query, { id }))).toMatchObject({
      orderMarkAsPaid: { userErrors: [{ field: ["id"], message: "Order cannot be marked as paid." }] },
    });
  });

  it("closes and opens an order, also if it is closed or open already", async () => {
    const id = await create();
    const verb = async (name: string) => {
      const query = `mutation($id: ID!) { ${name}(input: { id: $id }) { order { closed closedAt } userErrors { message } } }`;
      const data = dataOf(
        await bench.graphql<Record<string, { order: { closed: boolean; closedAt: string } }>>(query, { id }),
      );
      return data[name]?.order;
    };
    const first = await verb("orderClose");
    expect(first?.closed).toBe(true);
    expect(await verb("orderClose")).toEqual(first);
    expect(await verb("orderOpen")).toEqual({ closed: false, closedAt: null });
  });

  it("deletes an order", async () => {
    const id = await create();
    const query =
      "mutation($id: ID!) { orderDelete(orderId: $id) { deletedId userErrors { code field message } } }";
    expect(dataOf(await bench.graphql(query, { id }))).toMatchObject({ orderDelete: { deletedId: id } });
    expect(dataOf(await bench.graphql(query, { id }))).toEqual({
      orderDelete: {
        deletedId: null,
        userErrors: [{ code: "NOT_FOUND", field: ["orderId"], message: "Order does not exist" }],
      },
    });
    expect(dataOf(await bench.graphql(`{ order(id: "${id}") { id } }`))).toEqual({ order: null });
  });
});
