import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { euros, placeMug } from "../harness/orders";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

interface Cancelled {
  orderCancel: {
    job: { id: string } | null;
    jobResult: { id: string } | null;
    orderCancelUserErrors: UserError[];
  };
}
const CANCEL = `mutation($id: ID!, $method: OrderCancelRefundMethodInput) {
  orderCancel(orderId: $id, reason: OTHER, restock: false, refundMethod: $method) {
    job { id } jobResult { id } orderCancelUserErrors { code field message } } }`;
const cancel = async (id: string) => dataOf(await bench.graphql<Cancelled>(CANCEL, { id })).orderCancel;

async function shipped(fields: Record<string, unknown> = {}) {
  const id = await placeMug(bench, fields);
  await bench.act(id, "fulfill");
  return id;
}

describe("the cancellation of a shipped order", () => {
  it("is refused if the order has a payment (orders/fulfillment-multi-tracking-info)", async () => {
    const id = await shipped({ transactions: [{ amountSet: euros("12.50") }] });
    expect((await cancel(id)).orderCancelUserErrors).toEqual([
      {
        code: "INVALID",
        field: ["orderId"],
        message: "Cannot cancel an order that has outstanding fulfillments",
      },
    ]);
  });

  it.each([
    ["cancel", "SUCCEEDED"],
    ["fail", "FAILED"],
  ])("is accepted without a payment, and the setting %s decides about its job", async (choice, status) => {
    await bench.control.post("/settings", { cancelShippedUnpaid: choice });
    const id = await shipped();
    const { job, jobResult, orderCancelUserErrors } = await cancel(id);
    expect(orderCancelUserErrors).toEqual([]);
    expect(job).not.toBeNull();
    const query = `{ node(id: "${jobResult?.id}") { ... on OrderCancelJobResult { status } } }`;
    expect(dataOf(await bench.graphql(query))).toEqual({ node: { status } });
    expect((await bench.order(id)).cancelledAt === null).toBe(choice === "fail");
  });
});

describe("the job id", () => {
  it("is the same for cancellations within minutes, each with its own result", async () => {
    const [first, second] = [await cancel(await placeMug(bench)), await cancel(await placeMug(bench))];
    expect(second.job?.id).toBe(first.job?.id);
    expect(second.jobResult?.id).not.toBe(first.jobResult?.id);
    time.pass(120_001);
    expect((await cancel(await placeMug(bench))).job?.id).not.toBe(first.job?.id);
  });

  it("belongs to a job that is done when all its cancellations are", async () => {
    const { job } = await cancel(await placeMug(bench));
    await bench.control.post("/settings", { cancelJobMs: 5_000 });
    expect((await cancel(await placeMug(bench))).job?.id).toBe(job?.id);
    const read = async () => dataOf(await bench.graphql(`{ job(id: "${job?.id}") { done } }`));
    expect(await read()).toEqual({ job: { done: false } });
    time.pass(5_000);
    expect(await read()).toEqual({ job: { done: true } });
  });
});

it("a refund as store credit is not implemented, and says so", async () => {
  const method = { storeCreditRefund: {} };
  const answer = await bench.graphql(CANCEL, { id: await placeMug(bench), method });
  expect(answer.errors?.[0]).toMatchObject({ extensions: { code: "SANDBOX_NOT_IMPLEMENTED" } });
});
