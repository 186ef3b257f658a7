import { describe, expect, it } from "vitest";
import { CLIENT, sandboxBench } from "../harness/bench";
import { until } from "../harness/until";
import { signatureOf, webhookBench } from "../harness/webhooks";

const bench = sandboxBench();
const { receive, subscribe, buy, deliveries } = webhookBench(bench);
const settings = (values: Record<string, unknown>) => bench.control.post("/settings", values);

describe("retries", () => {
  it("send the same id and body until a 2xx; a redirect is a failure", async () => {
    await settings({ retryScale: 0.0001 });
    const receiver = await receive((_heard, count) => [500, 302, 404, 204][count - 1] ?? 200);
    await subscribe("ORDERS_CREATE", receiver.uri);
    const order = await buy();
    await bench.act(order.id, "update", { note: "changed since" });
    await until(async () => (await deliveries())[0]?.status === "delivered");
    expect(receiver.heard).toHaveLength(4);
    expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.heard.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    expect((await deliveries())[0]?.attempts.map(({ status }) => status)).toEqual([500, 302, 404, 204]);
  });

  it("end after eight, then the subscription is deleted", async () => {
    await settings({ retryScale: 0.000001 });
    const receiver = await receive(() => 500);
    await subscribe("ORDERS_CREATE", receiver.uri);
    await buy();
    await until(async () => (await deliveries())[0]?.status === "failed");
    expect(receiver.heard).toHaveLength(9);
    expect((await bench.state()).subscriptions).toEqual([]);
    await buy();
    expect(await deliveries()).toHaveLength(1);
  });

  it("follow a timeout and a refused connection", async () => {
    await settings({ retryScale: 1, deliveryTimeoutMs: 100 });
    const slow = await receive(() => "silence");
    await subscribe("ORDERS_CREATE", slow.uri);
    await subscribe("ORDERS_PAID", "http://127.0.0.1:9/hook");
    await buy();
    await until(async () => (await deliveries()).every(({ attempts }) => attempts.length === 1));
    const byTopic = new Map((await deliveries()).map((delivery) => [delivery.topic, delivery]));
    expect(byTopic.get("ORDERS_CREATE")).toMatchObject({
      status: "pending",
      attempts: [{ status: null, error: "no answer in time" }],
    });
    expect(byTopic.get("ORDERS_PAID")?.attempts[0]).toMatchObject({ status: null, error: "ECONNREFUSED" });
  });
});

describe("faults of deliveries", () => {
  const fault = (kind: string, parts: Record<string, unknown> = {}) =>
    bench.fault(kind, { topic: "orders/create", ...parts });

  it("a dropped webhook is never sent", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri);
    await fault("webhook-drop");
    const lost = await buy();
    await buy();
    await until(() => receiver.heard.length === 1);
    const [first, second] = await deliveries();
    expect(first).toMatchObject({ resource: lost.id, status: "dropped", attempts: [] });
    expect(second?.status).toBe("delivered");
    expect(receiver.heard).toHaveLength(1);
  });

  it("duplicates have the same webhook id and body", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri);
    await fault("webhook-duplicate");
    await buy();
    await until(() => receiver.heard.length === 2);
    const [a, b] = receiver.heard;
    expect(a?.headers["x-shopify-webhook-id"]).toBe(b?.headers["x-shopify-webhook-id"]);
    expect(a?.body).toBe(b?.body);
    const [delivery] = await deliveries();
    await bench.control.post(`/deliveries/${delivery?.webhookId}/resend`);
    await until(() => receiver.heard.length === 3);
  });

  it("a wrong signature, the previous secret, and a changed sequence", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri);
    await fault("webhook-bad-hmac");
    await buy();
    await until(() => receiver.heard.length === 1);
    const signed = (index: number) => receiver.heard[index]?.headers["x-shopify-hmac-sha256"];
    const body = (index: number) => receiver.heard[index]?.body ?? "";
    expect(signed(0)).not.toBe(signatureOf(body(0), CLIENT.clientSecret));

    await bench.control.post("/apps", { ...CLIENT, clientSecret: "secret-2" });
    await fault("webhook-old-secret");
    await buy();
    await until(() => receiver.heard.length === 2);
    expect(signed(1)).toBe(signatureOf(body(1), CLIENT.clientSecret));
    await buy();
    await until(() => receiver.heard.length === 3);
    expect(signed(2)).toBe(signatureOf(body(2), "secret-2"));

    await fault("webhook-reorder", { ms: 150 });
    const first = await buy();
    const second = await buy();
    await until(() => receiver.heard.length === 5);
    const order = receiver.heard.slice(3).map(({ headers }) => headers["x-shopify-order-id"]);
    expect(order).toEqual([second.legacyId, first.legacyId]);
  });
});
