import { describe, expect, it } from "vitest";
import {
  CREATE,
  type Created,
  dataOf,
  type OrderView,
  oneMug,
  SHOP,
  sandboxBench,
  type UserError,
} from "../harness/bench";
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

const place = async (order: Record<string, unknown> = {}) =>
  dataOf(await bench.graphql<Created>(CREATE, { order: { ...oneMug(bench), ...order } })).orderCreate.order
    ?.id ?? "";
const legacy = (gid: string) => gid.split("/").at(-1);
const act = (gid: string, action: string, input = {}) =>
  bench.control.post(`/shops/${SHOP}/orders/${legacy(gid)}/${action}`, input);
const view = (gid: string) =>
  bench.control.get<OrderView & { fulfillmentOrders: { id: string; status: string }[] }>(
    `/shops/${SHOP}/orders/${legacy(gid)}`,
  );
const history = (gid: string) => bench.control.get<Effect[]>(`/history?order=${encodeURIComponent(gid)}`);
const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.control.post("/faults", { kind, shop: SHOP, ...parts });

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

  it("runs later, and until then the order lives and no second one is taken", async () => {
    const id = await place();
    await fault("cancel-late", { ms: 4_000 });
    const first = await cancel(id);
    expect(first.job?.done).toBe(false);
    expect(await job(first.job?.id ?? "")).toMatchObject({ done: false });
    expect((await view(id)).cancelledAt).toBeNull();
    expect((await cancel(id)).orderCancelUserErrors).toEqual([
      { code: "INVALID", field: null, message: "Cancellation is already in progress" },
    ]);
    time.pass(4_000);
    expect((await view(id)).cancelledAt).not.toBeNull();
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

  it("fails when the order was shipped before it ran", async () => {
    const id = await place();
    await bench.control.post("/settings", { cancelJobMs: 2_000 });
    const { jobResult } = await cancel(id);
    await act(id, "fulfill");
    time.pass(2_000);
    expect((await view(id)).cancelledAt).toBeNull();
    expect(await result(jobResult?.id ?? "")).toMatchObject({
      status: "FAILED",
      errors: [{ code: "INVALID", message: "Cannot cancel an order that has outstanding fulfillments" }],
    });
  });

  it("fails for no reason at all", async () => {
    const id = await place();
    await fault("cancel-job-failed", { ms: 0 });
    const { job: started, jobResult } = await cancel(id);
    expect(started).not.toBeNull();
    expect((await view(id)).cancelledAt).toBeNull();
    expect(await result(jobResult?.id ?? "")).toMatchObject({
      status: "FAILED",
      errors: [{ code: "INTERNAL_ERROR" }],
    });
    expect((await cancel(id)).job).not.toBeNull();
    expect((await view(id)).cancelledAt).not.toBeNull();
  });

  it("is refused as if one were running", async () => {
    const id = await place();
    await fault("cancel-refused");
    expect((await cancel(id)).orderCancelUserErrors[0]?.message).toBe("Cancellation is already in progress");
    expect((await view(id)).cancelledAt).toBeNull();
  });

  it("is unknown by another id", async () => {
    expect(await job("gid://shopify/Job/00000000-0000-4000-8000-000000000000")).toBeNull();
  });
});

describe("holds", () => {
  const HOLD = `mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) {
    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentOrder { status } userErrors { code message } } }`;

  it("a merchant holds and releases an order's work", async () => {
    const id = await place();
    await act(id, "hold", { reason: "INCORRECT_ADDRESS" });
    expect(await view(id)).toMatchObject({ fulfillmentStatus: "ON_HOLD" });
    await expect(act(id, "hold")).rejects.toThrow("no open fulfillment orders");
    await act(id, "release");
    expect(await view(id)).toMatchObject({ fulfillmentStatus: "UNFULFILLED" });
    await expect(act(id, "release")).rejects.toThrow("No fulfillment order is on hold");
  });

  it("an app has ten at most on one piece of work, and none on a closed one", async () => {
    const id = await place();
    const gid = `gid://shopify/FulfillmentOrder/${(await view(id)).fulfillmentOrders[0]?.id}`;
    const hold = async (handle: string) =>
      dataOf(
        await bench.graphql<{ fulfillmentOrderHold: { userErrors: UserError[] } }>(HOLD, {
          id: gid,
          hold: { reason: "OTHER", handle },
        }),
      ).fulfillmentOrderHold.userErrors.map(({ code }) => code);
    for (let handle = 1; handle <= 10; handle += 1) expect(await hold(`h${handle}`)).toEqual([]);
    expect(await hold("h11")).toEqual(["FULFILLMENT_ORDER_HOLD_LIMIT_REACHED"]);
    await act(id, "cancel");
    expect(await hold("h12")).toEqual([null]);
  });
});

describe("risk", () => {
  const RISK =
    "query($id: ID!) { order(id: $id) { risk { recommendation assessments { riskLevel facts { description } provider { handle } } } } }";
  const risk = async (id: string) =>
    dataOf(await bench.graphql<{ order: { risk: Record<string, unknown> } }>(RISK, { id })).order.risk;

  it("comes after the order, from Shopify and from apps, and the worst word counts", async () => {
    const id = await place();
    expect(await risk(id)).toEqual({ recommendation: "NONE", assessments: [] });
    await act(id, "risk", { level: "LOW", facts: ["The card's country fits."] });
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
    await expect(act(id, "risk", { level: "DIRE" })).rejects.toThrow("400");
  });
});

describe("stock and work", () => {
  it("a count moves both numbers, and the next claim goes by it", async () => {
    await bench.control.post(`/shops/${SHOP}/stock`, { sku: "MUG-BLUE", available: 0 });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 0, onHand: 0 }]);
    const answer = await bench.graphql<Created>(CREATE, {
      order: oneMug(bench),
      options: { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
    });
    expect(dataOf(answer).orderCreate.userErrors).toMatchObject([{ code: "INVENTORY_CLAIM_FAILED" }]);
    await expect(bench.control.post(`/shops/${SHOP}/stock`, { sku: "NONE", available: 1 })).rejects.toThrow(
      "404",
    );
  });

  it("shipments are taken back, and work comes under new ids", async () => {
    const id = await place();
    await act(id, "fulfill");
    await act(id, "unship");
    expect(await view(id)).toMatchObject({ fulfillmentStatus: "UNFULFILLED" });
    const before = (await view(id)).fulfillmentOrders.filter(({ status }) => status === "OPEN");
    await act(id, "reroute");
    const after = (await view(id)).fulfillmentOrders.filter(({ status }) => status === "OPEN");
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before[0]?.id);
  });
});

it("a refund that runs already is told apart", async () => {
  const id = await place({ financialStatus: "PAID" });
  const line = (await view(id)).lines[0]?.id;
  const refund = () =>
    bench.graphql<{ refundCreate: { refund: { id: string } | null; userErrors: UserError[] } }>(
      `mutation($i: RefundInput!) { refundCreate(input: $i) @idempotent(key: "k1") { refund { id } userErrors { message } } }`,
      { i: { orderId: id, refundLineItems: [{ lineItemId: line, quantity: 1 }] } },
    );
  await fault("idempotency-concurrent");
  expect(dataOf(await refund()).refundCreate).toMatchObject({ refund: null, userErrors: [{}] });
  const [entry] = await bench.control.get<{ userErrors: UserError[] }[]>("/log?operation=refundCreate");
  expect(entry?.userErrors).toHaveLength(1);
  expect(dataOf(await refund()).refundCreate.userErrors).toEqual([]);
});
