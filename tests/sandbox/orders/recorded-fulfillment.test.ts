import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { euros, placeMug, readOrder } from "../harness/orders";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

interface Work {
  id: string;
  status: string;
  fulfillAt: string | null;
  fulfillBy: string | null;
  supportedActions: { action: string }[];
  fulfillmentHolds: { displayReason: string; handle: string }[];
  lineItems: { nodes: { remainingQuantity: number }[] };
}

async function read(id: string) {
  const query = `query($id: ID!) { order(id: $id) {
    lineItems(first: 5) { nodes { fulfillableQuantity unfulfilledQuantity } }
    fulfillmentOrders(first: 5) { nodes { id status fulfillAt fulfillBy supportedActions { action }
      fulfillmentHolds { displayReason handle } lineItems(first: 5) { nodes { remainingQuantity } } } } } }`;
  const { order } = dataOf(
    await bench.graphql<{
      order: {
        lineItems: { nodes: { fulfillableQuantity: number; unfulfilledQuantity: number }[] };
        fulfillmentOrders: { nodes: Work[] };
      };
    }>(query, { id }),
  );
  const [first] = order.fulfillmentOrders.nodes;
  if (!first) throw new Error("The order has no fulfillment orders.");
  return { line: order.lineItems.nodes[0], work: order.fulfillmentOrders.nodes, first };
}

const HOLD = `mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { displayReason handle }
    fulfillmentOrder { status supportedActions { action } } remainingFulfillmentOrder { id }
    userErrors { code field message } } }`;
interface Held {
  fulfillmentOrderHold: {
    fulfillmentHold: { displayReason: string; handle: string } | null;
    fulfillmentOrder: { status: string; supportedActions: { action: string }[] } | null;
    remainingFulfillmentOrder: { id: string } | null;
    userErrors: UserError[];
  };
}
const hold = async (id: string, input: Record<string, unknown>) =>
  dataOf(await bench.graphql<Held>(HOLD, { id, hold: input })).fulfillmentOrderHold;
const actions = (work: { supportedActions: { action: string }[] } | null) =>
  work?.supportedActions.map(({ action }) => action);

describe("holds, as in shipping-fulfillments/fulfillment-order-hold-validation and -release-hold-selective", () => {
  it("a refused hold answers no fulfillment order, and the tenth hold of an app is its last", async () => {
    const { first } = await read(await placeMug(bench));
    for (let handle = 1; handle < 10; handle += 1)
      await hold(first.id, { reason: "OTHER", handle: `${handle}` });
    const tenth = await hold(first.id, { reason: "OTHER", handle: "10" });
    expect(actions(tenth.fulfillmentOrder)).toEqual(["RELEASE_HOLD", "MOVE"]);
    const refused = { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null };
    expect(await hold(first.id, { reason: "OTHER", handle: "10" })).toMatchObject({
      ...refused,
      userErrors: [{ code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" }],
    });
    expect(await hold(first.id, { reason: "OTHER", handle: "11" })).toMatchObject({
      ...refused,
      userErrors: [{ code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED" }],
    });
  });

  it("the display reason is a text, and an omitted handle is empty", async () => {
    const { first } = await read(await placeMug(bench));
    expect((await hold(first.id, { reason: "OTHER" })).fulfillmentHold).toEqual({
      displayReason: "Other",
      handle: "",
    });
    await hold(first.id, { reason: "AWAITING_RETURN_ITEMS", handle: "b" });
    const { fulfillmentHolds } = (await read((await bench.state()).orders[0]?.id ?? "")).first;
    expect(fulfillmentHolds.map(({ displayReason }) => displayReason)).toEqual([
      "Other",
      "Exchange items awaiting return delivery",
    ]);
  });

  it("held units are not fulfillable, but remain to be shipped", async () => {
    const id = await placeMug(bench);
    const { first } = await read(id);
    await hold(first.id, { reason: "OTHER" });
    expect(await read(id)).toMatchObject({
      line: { fulfillableQuantity: 0, unfulfilledQuantity: 1 },
      first: { status: "ON_HOLD", lineItems: { nodes: [{ remainingQuantity: 1 }] } },
    });
  });
});

describe("fulfillment orders", () => {
  it("begin in the hour of their creation (fulfillment-order-lifecycle)", async () => {
    const { first } = await read(await placeMug(bench));
    const hour = time.now().toISOString().slice(0, 13);
    expect(first).toMatchObject({ fulfillAt: `${hour}:00:00Z`, fulfillBy: null });
  });

  it("show their units again after the shipment was cancelled (orders/fulfillment-cancel-parity)", async () => {
    const id = await placeMug(bench);
    await bench.act(id, "fulfill");
    expect((await read(id)).first).toMatchObject({
      status: "CLOSED",
      lineItems: { nodes: [{ remainingQuantity: 0 }] },
    });
    await bench.act(id, "unship");
    expect(await read(id)).toMatchObject({
      line: { fulfillableQuantity: 1, unfulfilledQuantity: 1 },
      work: [
        { status: "CLOSED", lineItems: { nodes: [{ remainingQuantity: 1 }] } },
        { status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 1 }] } },
      ],
    });
  });

  it("keep their units after a cancellation without a refund (orders/fulfillment-create-preconditions)", async () => {
    const id = await placeMug(bench);
    await bench.act(id, "cancel");
    expect(await read(id)).toMatchObject({
      line: { fulfillableQuantity: 1 },
      work: [{ status: "CLOSED", lineItems: { nodes: [{ remainingQuantity: 1 }] } }],
    });
  });

  it("lose their units after a cancellation with a refund (orders/orderCancel-restock-refundMethod-parity)", async () => {
    const id = await placeMug(bench, { transactions: [{ amountSet: euros("12.50") }] });
    await bench.act(id, "cancel", { refund: true });
    expect(await read(id)).toMatchObject({
      line: { fulfillableQuantity: 0 },
      work: [{ status: "CLOSED", lineItems: { nodes: [{ remainingQuantity: 0 }] } }],
    });
  });
});

describe("shipments", () => {
  it("of the merchant have the manual service (shipping-fulfillments/fulfillment-create-name)", async () => {
    const id = await placeMug(bench);
    await bench.act(id, "fulfill");
    const query = `{ order(id: "${id}") { fulfillments { service { id handle serviceName type trackingSupport location { name } } } } }`;
    expect(dataOf(await bench.graphql(query))).toEqual({
      order: {
        fulfillments: [
          {
            service: {
              id: "gid://shopify/FulfillmentService/manual",
              handle: "manual",
              serviceName: "Manual",
              type: "MANUAL",
              trackingSupport: false,
              location: { name: expect.any(String) },
            },
          },
        ],
      },
    });
  });

  it.each([0, 5_000])(
    "of a paid order archive it %i ms later (orders/fulfillment-create-preconditions)",
    async (ms) => {
      await bench.control.post("/settings", { archiveDelayMs: ms });
      const id = await placeMug(bench, { transactions: [{ amountSet: euros("12.50") }] });
      await bench.act(id, "fulfill");
      expect((await readOrder(bench, id)).closed).toBe(ms === 0);
      time.pass(ms);
      expect((await readOrder(bench, id)).closed).toBe(true);
    },
  );
});
