import { expect, it } from "vitest";
import type { StoreHealth } from "@/lib/services/stores/read-store-health";
import { overallHealth } from "./overall-health";

const at = new Date("2026-11-30T12:00:00Z");
const report = {
  ...{ at: at.toISOString(), topics: ["orders/create"], created: [], changed: 0, removed: 0 },
  ...{ refused: [], withoutScope: [], gap: null },
};
const none = { calls: 0, points: 0 };
const well: StoreHealth = {
  app: { handle: "app", name: "App" },
  ...{ plan: "Basic", connectedAt: at, installed: true, closedFor: null, hasRole: true, missing: [] },
  webhooks: { checkedAt: at, report },
  ...{ lastWebhookAt: at, refusedRequests: 0, withheld: null, outage: null },
  api: { version: "2026-10", points: null, usage: { today: none, week: none } },
};
const gap = { from: at.toISOString(), until: at.toISOString(), topics: ["orders/create"] };

it.each([
  ["All is well", {}],
  ["All is well", { missing: [{ feature: "returns", scopes: ["read_returns"], optional: true }] }],
  ["Not installed", { installed: false }],
  ["1 fault", { closedFor: "unauthorized" }],
  ["2 faults", { closedFor: "unauthorized", withheld: { count: 2, since: at } }],
  ["1 fault", { missing: [{ feature: "orders", scopes: ["write_orders"], optional: false }] }],
  [
    "1 fault",
    {
      webhooks: { checkedAt: at, report: { ...report, refused: [{ topic: "orders/create", answer: "No" }] } },
    },
  ],
  ["Not checked yet", { webhooks: { checkedAt: null, report: null } }],
  ["All is well", { hasRole: false, webhooks: { checkedAt: null, report: null } }],
  ["Webhooks were missed", { webhooks: { checkedAt: at, report: { ...report, gap } } }],
  ["Webhooks were missed", { outage: { from: at, until: at } }],
] satisfies [string, Partial<StoreHealth>][])("says %s", (label, change) => {
  expect(overallHealth({ ...well, ...change }).label).toBe(label);
});
