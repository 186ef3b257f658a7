import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { productionRefusals } from "@/scripts/supervisor/production-refusals";

const good = {
  DATABASE_URL: "postgres://crossdock:pw@db.internal/crossdock",
  CROSSDOCK_ORIGIN: "https://portal.agency.example",
  CROSSDOCK_AUTH_SECRET: "Zk3vQ9wX1rT7yB5nM2pL8sD4fG6hJ0aC",
  CROSSDOCK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
};

test("accepts a complete production environment", () => {
  expect(productionRefusals(good)).toEqual([]);
  expect(productionRefusals({ ...good, CROSSDOCK_MODE: "production", INNGEST_DEV: "0" })).toEqual([]);
});

test.each<[Record<string, string | undefined>, RegExp]>([
  [{ CROSSDOCK_MODE: "demo" }, /^CROSSDOCK_MODE is "demo"/],
  [{ DATABASE_URL: undefined }, /^DATABASE_URL is missing.*for the demo only/],
  [{ DATABASE_URL: "mysql://x/y" }, /^DATABASE_URL is not a postgres/],
  [{ SHOPIFY_BASE_URL: "http://127.0.0.1:4010" }, /^SHOPIFY_BASE_URL is set.*sandbox/],
  [{ CROSSDOCK_AUTH_SECRET: "" }, /^CROSSDOCK_AUTH_SECRET is missing/],
  [{ CROSSDOCK_AUTH_SECRET: "Zk3vQ9wX1rT7yB5" }, /^CROSSDOCK_AUTH_SECRET is too short/],
  [
    { CROSSDOCK_AUTH_SECRET: "please-change-me-please-change-me-now" },
    /^CROSSDOCK_AUTH_SECRET looks like a default/,
  ],
  [{ CROSSDOCK_AUTH_SECRET: "a".repeat(64) }, /^CROSSDOCK_AUTH_SECRET looks like a default/],
  [{ CROSSDOCK_ENCRYPTION_KEYS: undefined }, /^CROSSDOCK_ENCRYPTION_KEYS is missing/],
  [{ CROSSDOCK_ENCRYPTION_KEYS: "k1:short" }, /^CROSSDOCK_ENCRYPTION_KEYS must be a list/],
  [
    { CROSSDOCK_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}` },
    /^The key "k1".*looks like a default/,
  ],
  [
    { CROSSDOCK_ENCRYPTION_KEYS: `${good.CROSSDOCK_ENCRYPTION_KEYS},${good.CROSSDOCK_ENCRYPTION_KEYS}` },
    /names the key "k1" twice/,
  ],
  [{ CROSSDOCK_ORIGIN: undefined }, /^CROSSDOCK_ORIGIN is missing/],
  [{ CROSSDOCK_ORIGIN: "portal" }, /^CROSSDOCK_ORIGIN is not a URL/],
  [{ CROSSDOCK_ORIGIN: "http://portal.agency.example" }, /^CROSSDOCK_ORIGIN .*is not https/],
  [
    { CROSSDOCK_ORIGIN: "https://portal.agency.example/orders" },
    /^CROSSDOCK_ORIGIN must be only a scheme and a host/,
  ],
  [{ INNGEST_DEV: "1" }, /^INNGEST_DEV is set/],
  [{ JOBS_ENGINE: "inngest", INNGEST_EVENT_KEY: "x" }, /INNGEST_SIGNING_KEY is missing/],
])("refuses %o with one sentence", (change, sentence) => {
  const refusals = productionRefusals({ ...good, ...change });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toMatch(sentence);
});
