import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { SHOP, sandboxBench } from "../harness/bench";
import { create, euros, oneMug, placeMug } from "../harness/orders";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

interface Cancelled {
  orderCancel: {
    job: { id: string; done: boolean } | null;
    jobResult: { id: string; status: string } | null;
    orderCancelUserErrors: UserError[];
  };
}
interface Effect {
  kind: string;
  by: string;
  request: number | null;
  details: Record<string, unknown>;
}

const place = (fields?: Record<string, unknown>) => placeMug(bench, fields);
const history = (gid: string) => bench.control.get<Effect[]>(`/history?order=${encodeURIComponent(gid)}`);

describe("the job of a cancellation", () => {
  const cancel = async (id: string) =>
    dataOf(
      await bench.graphql<Cancelled>(
        `mutation($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true) {
          job { id done } jobResult { id status } orderCancelUserErrors { code field message } } }`,
        { id },
      ),
    ).orderCancel;
  const job = async (id: string) =>
    dataOf(await bench.graphql<{ job: { done: boolean } | null }>(`{ job(id: "${id}") { id done } }`)).job;
  const result = async (id: string) =>
    dataOf(
      await bench.graphql<{ node: { status: string; errors: UserError[]; order: { id: string } } }>(
        `{ node(id: "${id}") { ... on OrderCancelJobResult { status errors { code message } order { id } } } }`,
      ),
    ).node;

  it("runs later; until then the order is open and a second cancellation is refused", async () => {
    const id = await place();
    await bench.fault("cancel-late", { ms: 4_000 });
    const first = await cancel(id);
    expect(first.job?.done).toBe(false);
    expect(await job(first.job?.id ?? "")).toMatchObject({ done: false });
    expect((await bench.order(id)).cancelledAt).toBeNull();
    expect((await cancel(id)).orderCancelUserErrors).toEqual([
      { code: "INVALID", field: null, message: "Cancellation is already in progress" },
    ]);
    time.pass(4_000);
    expect((await bench.order(id)).cancelledAt).not.toBeNull();
    expect(await job(first.job?.id ?? "")).toMatchObject({ done: true });
    expect(await result(first.jobResult?.id ?? "")).toMatchObject({
      status: "SUCCEEDED",
      errors: [],
      order: { id },
    });
    expect((await history(id)).map(({ kind, by }) => [kind, by])).toEqual([
      ["order-placed", "app"],
      ["cancel-requested", "app"],
      ["order-cancelled", "shop"],
    ]);
  });

  it("fails if the order was shipped before", async () => {
    const id = await place({ transactions: [{ amountSet: euros("12.50") }] });
    await bench.control.post("/settings", { cancelJobMs: 2_000 });
    const { jobResult } = await cancel(id);
    await bench.act(id, "fulfill");
    time.pass(2_000);
    expect((await bench.order(id)).cancelledAt).toBeNull();
    expect(await result(jobResult?.id ?? "")).toMatchObject({
      status: "FAILED",
      errors: [{ code: "INVALID", message: "Cannot cancel an order that has outstanding fulfillments" }],
    });
  });

  it("can fail without a reason in the order", async () => {
    const id = await place();
    await bench.fault("cancel-job-failed", { ms: 0 });
    const { job: started, jobResult } = await cancel(id);
    expect(started).not.toBeNull();
    expect((await bench.order(id)).cancelledAt).toBeNull();
    expect(await result(jobResult?.id ?? "")).toMatchObject({
      status: "FAILED",
      errors: [{ code: "INTERNAL_ERROR" }],
    });
    expect((await cancel(id)).job).not.toBeNull();
    expect((await bench.order(id)).cancelledAt).not.toBeNull();
  });

  it("can be refused as if another were running", async () => {
    const id = await place();
    await bench.fault("cancel-refused");
    expect((await cancel(id)).orderCancelUserErrors[0]?.message).toBe("Cancellation is already in progress");
    expect((await bench.order(id)).cancelledAt).toBeNull();
  });

  it("is not found by another id", async () => {
    expect(await job("gid://shopify/Job/00000000-0000-4000-8000-000000000000")).toBeNull();
  });
});

describe("holds", () => {
  const HOLD = `mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) {
    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentOrder { status } userErrors { code message } } }`;

  it("a merchant holds and releases an order", async () => {
    const id = await place();
    await bench.act(id, "hold", { reason: "INCORRECT_ADDRESS" });
    expect(await bench.order(id)).toMatchObject({ fulfillmentStatus: "ON_HOLD" });
    await expect(bench.act(id, "hold")).rejects.toThrow("no open fulfillment orders");
    await bench.act(id, "release");
    expect(await bench.order(id)).toMatchObject({ fulfillmentStatus: "UNFULFILLED" });
    await expect(bench.act(id, "release")).rejects.toThrow("No fulfillment order is on hold");
  });

  it("a merchant holds a part: it keeps the id, the rest opens anew, and the release takes the rest back", async () => {
    const id = await place({ lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 2 }] });
    const work = async () =>
      (await bench.order(id)).fulfillmentOrders.map(({ id: number, status, lines }) => ({
        number,
        status,
        units: lines.map(({ remaining }) => remaining),
      }));
    const [{ number } = { number: "" }] = await work();
    await bench.act(id, "hold", { lines: [{ index: 0, quantity: 1 }] });
    expect(await work()).toMatchObject([
      { number, status: "ON_HOLD", units: [1] },
      { status: "OPEN", units: [1] },
    ]);
    expect((await bench.order(id)).fulfillmentStatus).toBe("UNFULFILLED");
    await bench.act(id, "release");
    expect(await work()).toMatchObject([
      { number, status: "OPEN", units: [2] },
      { status: "CLOSED", units: [0] },
    ]);
  });

  it("scheduled work opens at its date", async () => {
    const id = await place({ lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 3 }] });
    await bench.act(id, "schedule", { lines: [{ index: 0, quantity: 1 }], inMs: 60 * 60_000 });
    await bench.act(id, "schedule", { lines: [{ index: 0, quantity: 1 }], inMs: 40 * 24 * 60 * 60_000 });
    const statuses = async () => (await bench.order(id)).fulfillmentOrders.map(({ status }) => status);
    expect(await statuses()).toEqual(["OPEN", "SCHEDULED", "SCHEDULED"]);
    time.pass(60 * 60_000);
    expect(await statuses()).toEqual(["OPEN", "OPEN", "SCHEDULED"]);
    for (let day = 0; day < 39; day += 1) time.pass(24 * 60 * 60_000);
    expect(await statuses()).toEqual(["OPEN", "OPEN", "SCHEDULED"]);
    time.pass(24 * 60 * 60_000);
    expect(await statuses()).toEqual(["OPEN", "OPEN", "OPEN"]);
  });

  it("an order of which all work is scheduled says so", async () => {
    const id = await place();
    await bench.act(id, "schedule", { inMs: 60_000 });
    expect((await bench.order(id)).fulfillmentStatus).toBe("SCHEDULED");
    await bench.act(id, "ready");
    expect((await bench.order(id)).fulfillmentStatus).toBe("UNFULFILLED");
  });

  it("an app has at most ten on one fulfillment order, and none on a closed one", async () => {
    const id = await place();
    const gid = `gid://shopify/FulfillmentOrder/${(await bench.order(id)).fulfillmentOrders[0]?.id}`;
    const hold = async (handle: string) =>
      dataOf(
        await bench.graphql<{ fulfillmentOrderHold: { userErrors: UserError[] } }>(HOLD, {
          id: gid,
          hold: { reason: "OTHER", handle },
        }),
      ).fulfillmentOrderHold.userErrors.map(({ code }) => code);
    for (let handle = 1; handle <= 10; handle += 1) expect(await hold(`h${handle}`)).toEqual([]);
    expect(await hold("h11")).toEqual(["FULFILLMENT_ORDER_HOLD_LIMIT_REACHED"]);
    await bench.act(id, "cancel");
    expect(await hold("h12")).toEqual([null]);
  });
});

describe("risk", () => {
  const RISK =
    "query($id: ID!) { order(id: $id) { risk { recommendation assessments { riskLevel facts { description } provider { handle } } } } }";
  const risk = async (id: string) =>
    dataOf(await bench.graphql<{ order: { risk: Record<string, unknown> } }>(RISK, { id })).order.risk;

  it("is assessed by Shopify and by apps after the order was created, and the highest level counts", async () => {
    const id = await place();
    expect(await risk(id)).toEqual({ recommendation: "NONE", assessments: [] });
    await bench.act(id, "risk", { level: "LOW", facts: ["The country of the card matches."] });
    expect(await risk(id)).toMatchObject({
      recommendation: "ACCEPT",
      assessments: [{ riskLevel: "LOW", provider: null }],
    });
    const answer = await bench.graphql<{ orderRiskAssessmentCreate: { userErrors: UserError[] } }>(
      `mutation($i: OrderRiskAssessmentCreateInput!) { orderRiskAssessmentCreate(orderRiskAssessmentInput: $i) {
        orderRiskAssessment { riskLevel } userErrors { code } } }`,
      {
        i: { orderId: id, riskLevel: "HIGH", facts: [{ description: "Seen before", sentiment: "NEGATIVE" }] },
      },
    );
    expect(dataOf(answer).orderRiskAssessmentCreate.userErrors).toEqual([]);
    expect(await risk(id)).toMatchObject({
      recommendation: "CANCEL",
      assessments: [
        { riskLevel: "LOW" },
        { riskLevel: "HIGH", facts: [{ description: "Seen before" }], provider: { handle: "crossdock" } },
      ],
    });
    await expect(bench.act(id, "risk", { level: "DIRE" })).rejects.toThrow("400");
  });
});

describe("stock and shipments", () => {
  it("a new stock level changes both quantities, and the next order uses it", async () => {
    await bench.control.post(`/shops/${SHOP}/stock`, { sku: "MUG-BLUE", available: 0 });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 0, onHand: 0 }]);
    const options = { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" };
    const { userErrors } = await create(bench, oneMug(bench), options);
    expect(userErrors).toMatchObject([{ code: "INVENTORY_CLAIM_FAILED" }]);
    await expect(bench.control.post(`/shops/${SHOP}/stock`, { sku: "NONE", available: 1 })).rejects.toThrow(
      "404",
    );
  });

  it("a cancelled shipment and a rerouted order get fulfillment orders with new ids", async () => {
    const id = await place();
    await bench.act(id, "fulfill");
    await bench.act(id, "unship");
    expect(await bench.order(id)).toMatchObject({ fulfillmentStatus: "UNFULFILLED" });
    const before = (await bench.order(id)).fulfillmentOrders.filter(({ status }) => status === "OPEN");
    await bench.act(id, "reroute");
    const after = (await bench.order(id)).fulfillmentOrders.filter(({ status }) => status === "OPEN");
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before[0]?.id);
  });
});

it("a refund with a key that is in use is refused", async () => {
  const id = await place({ financialStatus: "PAID" });
  const line = (await bench.order(id)).lines[0]?.id;
  const refund = () =>
    bench.graphql<{ refundCreate: { refund: { id: string } | null; userErrors: UserError[] } }>(
      `mutation($i: RefundInput!) { refundCreate(input: $i) @idempotent(key: "k1") { refund { id } userErrors { message } } }`,
      { i: { orderId: id, refundLineItems: [{ lineItemId: line, quantity: 1 }] } },
    );
  await bench.fault("idempotency-concurrent");
  expect(dataOf(await refund()).refundCreate).toMatchObject({ refund: null, userErrors: [{}] });
  const [entry] = await bench.control.get<{ userErrors: UserError[] }[]>("/log?operation=refundCreate");
  expect(entry?.userErrors).toHaveLength(1);
  expect(dataOf(await refund()).refundCreate.userErrors).toEqual([]);
});
