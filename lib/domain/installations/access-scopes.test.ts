import { expect, test } from "vitest";
import { includesScope, missingScopes, scopesFor } from "./access-scopes";

test("a store that is both asks for the scopes of both roles, each once", () => {
  const both = scopesFor(["destination", "source"], { optional: false });
  expect(both).toEqual([...new Set(both)].sort());
  expect(both).toEqual(expect.arrayContaining(["write_orders", "write_assigned_fulfillment_orders"]));
  expect(both).not.toContain("write_order_edits");
  expect(scopesFor(["source"], { optional: true })).toContain("write_order_edits");
  expect(scopesFor(["source"], { optional: true })).not.toContain("read_customers");
});

test("a scope that Shopify must approve is asked for only on request", () => {
  expect(scopesFor(["destination"], { optional: true })).not.toContain("read_all_orders");
  expect(scopesFor(["destination"], { optional: false, approved: true })).not.toContain("read_all_orders");
  expect(scopesFor(["destination"], { optional: true, approved: true })).toContain("read_all_orders");
});

test("a write scope includes its read scope, and not the other way round", () => {
  expect(includesScope(["write_orders"], "read_orders")).toBe(true);
  expect(includesScope(["read_orders"], "write_orders")).toBe(false);
});

test("missing scopes are named by feature", () => {
  const granted = scopesFor(["source"], { optional: true, approved: true });
  expect(missingScopes(granted, ["source"])).toEqual([]);
  const fewer = granted.filter((scope) => scope !== "read_fulfillments" && scope !== "read_returns");
  expect(missingScopes(fewer, ["source"])).toEqual([
    { feature: "shipments", scopes: ["read_fulfillments"], optional: false },
    { feature: "returns", scopes: ["read_returns"], optional: true },
  ]);
  expect(missingScopes(granted, ["destination"]).map(({ feature }) => feature)).toEqual([
    "shipping_work",
    "customers",
  ]);
});
