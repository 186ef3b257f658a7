import { beforeEach, describe, expect, it } from "vitest";
import type { Delivery as Sent } from "@/sandbox/state/webhook-types";
import { CLIENT, SHOP, sandboxBench } from "../harness/bench";
import { until } from "../harness/until";
import { virtualTime } from "../harness/virtual-time";
import { signatureOf, webhookBench } from "../harness/webhooks";

const time = virtualTime();
let heard: { delivery: Sent; signature: string; at: number }[] = [];
const bench = sandboxBench({
  environment: {
    now: time.now,
    later: time.later,
    send: async (delivery, signature) => {
      heard.push({ delivery, signature, at: time.now().getTime() });
      return { ms: 0, status: 200, error: null };
    },
  },
});

const { subscribe, buy } = webhookBench(bench);
const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.fault(kind, { topic: "orders/create", ...parts });
const bodies = () => heard.map(({ delivery }) => JSON.parse(delivery.body) as Record<string, unknown>);

beforeEach(async () => {
  heard = [];
  await subscribe("ORDERS_CREATE", "http://127.0.0.1:9/hook");
});

describe("time and number of webhooks", () => {
  it.each([
    ["webhook-delay-day", 24 * 3_600_000],
    ["webhook-delay", 500],
  ])("%s", async (kind, ms) => {
    await fault(kind);
    const start = time.now().getTime();
    await buy();
    time.pass(ms - 1);
    await buy();
    await until(() => heard.length === 1);
    time.pass(1);
    await until(() => heard.length === 2);
    expect(heard.map(({ at }) => at - start)).toEqual([ms - 1, ms]);
    expect((await bench.hits())[kind]).toBe(1);
  });

  it("webhook-duplicate-late: an hour later, with the same id and body", async () => {
    await fault("webhook-duplicate-late");
    await buy();
    await until(() => heard.length === 1);
    time.pass(3_600_000);
    await until(() => heard.length === 2);
    expect(heard[1]?.delivery.webhookId).toBe(heard[0]?.delivery.webhookId);
    expect(heard[1]?.delivery.body).toBe(heard[0]?.delivery.body);
  });

  it("webhook-burst: hundreds at once, each with its own id", async () => {
    await fault("webhook-burst");
    await buy();
    await until(() => heard.length === 500);
    expect(new Set(heard.map(({ delivery }) => delivery.webhookId)).size).toBe(500);
    expect(new Set(heard.map(({ delivery }) => delivery.body)).size).toBe(1);
    await fault("webhook-burst", { count: 3 });
    await buy();
    await until(() => heard.length === 503);
  });
});

describe("contents of webhooks", () => {
  const isSigned = (index = 0) => {
    const { delivery, signature } = heard[index] ?? { delivery: null, signature: "" };
    return signature === signatureOf(delivery?.body ?? "", CLIENT.clientSecret);
  };

  it("webhook-unknown-shop: a further one, correctly signed, for an unknown shop", async () => {
    await fault("webhook-unknown-shop");
    await buy();
    await until(() => heard.length === 2);
    expect(heard.map(({ delivery }) => delivery.shop)).toEqual([SHOP, expect.stringMatching(/^nobody-/)]);
    expect([isSigned(0), isSigned(1)]).toEqual([true, true]);
  });

  it("webhook-unknown-fields", async () => {
    await fault("webhook-unknown-fields");
    const { id } = await buy();
    await until(() => heard.length === 1);
    expect(bodies()[0]).toMatchObject({
      admin_graphql_api_id: id,
      future_field: {},
      line_items: [{ future_flag: true, sku: "MUG-BLUE" }],
    });
    expect(isSigned()).toBe(true);
  });

  it("webhook-unknown-enum", async () => {
    await fault("webhook-unknown-enum");
    await buy();
    await until(() => heard.length === 1);
    expect(bodies()[0]).toMatchObject({ financial_status: "word_of_tomorrow", fulfillment_status: null });
  });

  it("webhook-redacted", async () => {
    await fault("webhook-redacted");
    await buy();
    await until(() => heard.length === 1);
    expect(bodies()[0]).toMatchObject({
      email: null,
      customer: null,
      shipping_address: null,
      line_items: [{}],
    });
    expect(heard[0]?.delivery.body).not.toContain("Ada");
  });

  it("webhook-64-bit-ids", async () => {
    await fault("webhook-64-bit-ids");
    await buy();
    await until(() => heard.length === 1);
    expect(heard[0]?.delivery.body).toContain('"user_id":9223372036854775807');
    expect(isSigned()).toBe(true);
  });

  it("webhook-old-version", async () => {
    await fault("webhook-old-version");
    const { id } = await buy();
    await until(() => heard.length === 1);
    expect(heard[0]?.delivery.apiVersion).toBe("2025-10");
    expect(bodies()[0]).toMatchObject({ admin_graphql_api_id: id });
    await buy();
    await until(() => heard.length === 2);
    const keys = bodies().map((body) => Object.keys(body).length);
    expect(keys[0]).toBeLessThan(keys[1] ?? 0);
  });
});
