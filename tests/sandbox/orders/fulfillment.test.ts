import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { numberOf, SHOP, sandboxBench } from "../harness/bench";
import { placeMug } from "../harness/orders";

const bench = sandboxBench();

const SHIP = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
  fulfillment { id status displayStatus name trackingInfo { company number url } }
  userErrors { field message } } }`;

interface Shipped {
  fulfillmentCreate: {
    fulfillment: {
      id: string;
      status: string;
      displayStatus: string;
      name: string;
      trackingInfo: unknown[];
    } | null;
    userErrors: UserError[];
  };
}

interface FulfillmentOrder {
  id: string;
  status: string;
  lineItems: { nodes: { id: string; totalQuantity: number; remainingQuantity: number }[] };
}

async function order(quantity = 3, financialStatus = "PAID") {
  const lineItems = [{ variantId: bench.variant("MUG-BLUE"), quantity }];
  return placeMug(bench, { lineItems, financialStatus }, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
}

async function fulfillmentOrders(id: string) {
  const query = `query($id: ID!) { order(id: $id) { closed displayFulfillmentStatus
    fulfillmentOrders(first: 9) { nodes { id status lineItems(first: 9) { nodes { id totalQuantity remainingQuantity } } } } } }`;
  const read = dataOf(
    await bench.graphql<{
      order: {
        closed: boolean;
        displayFulfillmentStatus: string;
        fulfillmentOrders: { nodes: FulfillmentOrder[] };
      };
    }>(query, { id }),
  ).order;
  const [first] = read.fulfillmentOrders.nodes;
  const line = first?.lineItems.nodes[0];
  if (!first || !line) throw new Error("The order has no fulfillment orders.");
  return { ...read, all: read.fulfillmentOrders.nodes, first, line };
}

async function ship(groups: unknown[], trackingInfo?: unknown) {
  const f = { lineItemsByFulfillmentOrder: groups, ...(trackingInfo ? { trackingInfo } : {}) };
  return dataOf(await bench.graphql<Shipped>(SHIP, { f })).fulfillmentCreate;
}

describe("fulfillmentCreate", () => {
  it("ships some units, then the rest, and never more than the remaining units", async () => {
    const id = await order();
    const { first, line } = await fulfillmentOrders(id);
    const lines = (quantity: number) => [
      { fulfillmentOrderId: first.id, fulfillmentOrderLineItems: [{ id: line.id, quantity }] },
    ];
    const part = await ship(lines(2), { company: "DHL", numbers: ["A", "B"] });
    expect(part.fulfillment).toMatchObject({
      status: "SUCCESS",
      displayStatus: "FULFILLED",
      name: "#1001-F1",
      trackingInfo: [
        { company: "DHL", number: "A", url: null },
        { company: "DHL", number: "B", url: null },
      ],
    });
    expect(await fulfillmentOrders(id)).toMatchObject({
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      line: { totalQuantity: 3, remainingQuantity: 1 },
    });
    expect((await ship(lines(2))).userErrors).toEqual([
      { field: ["fulfillment"], message: "Invalid fulfillment order line item quantity requested." },
    ]);
    const rest = await ship([{ fulfillmentOrderId: first.id }]);
    expect(rest.fulfillment?.name).toBe("#1001-F2");
    const done = await fulfillmentOrders(id);
    expect(done).toMatchObject({
      displayFulfillmentStatus: "FULFILLED",
      closed: true,
      first: { status: "CLOSED" },
    });
    const number = numberOf(first.id);
    expect((await ship([{ fulfillmentOrderId: first.id }])).userErrors[0]?.message).toBe(
      `Fulfillment order ${number} has an unfulfillable status= closed.`,
    );
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 2, onHand: 2 }]);
  });

  it("answers the recorded errors (fulfillment-create-preconditions)", async () => {
    const [one, two] = [await order(1), await order(1)];
    const [a, b] = [await fulfillmentOrders(one), await fulfillmentOrders(two)];
    const zero = [
      { fulfillmentOrderId: a.first.id, fulfillmentOrderLineItems: [{ id: a.line.id, quantity: 0 }] },
    ];
    expect((await ship(zero)).userErrors).toEqual([
      {
        field: [
          "fulfillment",
          "lineItemsByFulfillmentOrder",
          "0",
          "fulfillmentOrderLineItems",
          "0",
          "quantity",
        ],
        message: "Quantity must be greater than 0",
      },
    ]);
    expect(
      (await ship([{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/9" }])).userErrors[0]?.message,
    ).toBe("Fulfillment order does not exist.");
    const both = await ship([{ fulfillmentOrderId: a.first.id }, { fulfillmentOrderId: b.first.id }]);
    const numbers = [one, two].map(numberOf).join(", ");
    expect(both.userErrors[0]?.message).toBe(
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${numbers}] were found.`,
    );
    const nothing = await bench.graphql(SHIP, {
      f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/0" }] },
    });
    expect(nothing.errors?.[0]).toMatchObject({ extensions: { code: "RESOURCE_NOT_FOUND" } });
  });

  it("a cancelled shipment creates a fulfillment order with a new id", async () => {
    const id = await order(1);
    const before = await fulfillmentOrders(id);
    const { fulfillment } = await ship([{ fulfillmentOrderId: before.first.id }]);
    const query =
      "mutation($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { message } } }";
    const cancelled = {
      fulfillmentCancel: { fulfillment: { status: "CANCELLED", displayStatus: "CANCELED" }, userErrors: [] },
    };
    expect(dataOf(await bench.graphql(query, { id: fulfillment?.id }))).toEqual(cancelled);
    expect(dataOf(await bench.graphql(query, { id: fulfillment?.id }))).toEqual(cancelled);
    const after = await fulfillmentOrders(id);
    expect(after.displayFulfillmentStatus).toBe("UNFULFILLED");
    expect(after.all.map(({ status }) => status)).toEqual(["CLOSED", "OPEN"]);
  });

  it("refuses a fulfillment order on hold", async () => {
    const id = await order(1);
    const { first } = await fulfillmentOrders(id);
    const hold = `mutation($id: ID!, $h: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $h) {
      fulfillmentHold { id } userErrors { code message } } }`;
    const h = { reason: "OTHER", handle: "mine" };
    expect(dataOf(await bench.graphql(hold, { id: first.id, h }))).toMatchObject({
      fulfillmentOrderHold: { userErrors: [] },
    });
    expect(dataOf(await bench.graphql(hold, { id: first.id, h }))).toMatchObject({
      fulfillmentOrderHold: { userErrors: [{ code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" }] },
    });
    expect((await fulfillmentOrders(id)).displayFulfillmentStatus).toBe("ON_HOLD");
    expect((await ship([{ fulfillmentOrderId: first.id }])).userErrors[0]?.message).toContain(
      "status= on_hold.",
    );
    const release =
      "mutation($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { fulfillmentOrder { status } userErrors { message } } }";
    expect(dataOf(await bench.graphql(release, { id: first.id }))).toMatchObject({
      fulfillmentOrderReleaseHold: { fulfillmentOrder: { status: "OPEN" } },
    });
  });

  it("fulfillment orders can appear late", async () => {
    await bench.control.post("/settings", { fulfillmentOrderDelayMs: 60_000 });
    const id = await order(1);
    const query = `{ order(id: "${id}") { fulfillmentOrders(first: 5) { nodes { id } } } }`;
    expect(dataOf(await bench.graphql(query))).toEqual({ order: { fulfillmentOrders: { nodes: [] } } });
  });

  it.each(["UNFULFILLED", "FULFILLMENT_NOT_REQUIRED"])(
    "an order without shipping has the configured status %s",
    async (status) => {
      await bench.control.post("/settings", { noShippingStatus: status });
      const lineItems = [{ title: "Download", price: "5.00", requiresShipping: false, quantity: 1 }];
      const placed = await bench.control.post<{ fulfillmentStatus: string }>(`/shops/${SHOP}/orders`, {
        lineItems,
      });
      expect(placed.fulfillmentStatus).toBe(status);
    },
  );
});
