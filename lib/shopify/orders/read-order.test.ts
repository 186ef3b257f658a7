import { expect, it } from "vitest";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { operations } from "@/lib/shopify/client/operations";
import { readOrder } from "./read-order";

const access = { installationId: "ins_1", shopDomain: "a.myshopify.com", accessToken: "t" };
const LINE = "gid://shopify/LineItem/1";
const order = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: "2026-11-23T08:00:00Z",
  updatedAt: "2026-11-23T08:00:01Z",
  currencyCode: "EUR",
  lineItems: {
    nodes: [{ id: LINE, requiresShipping: true, quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1 }],
  },
};
const denied = (field: string) =>
  new ShopifyFailure("access_denied", `Access denied for ${field} field. Required access: a scope.`, {
    executed: "unknown",
  });

/** A shop that denies some parts of an order. Notes the variables of each call. */
function shop(...fields: string[]) {
  const asked: unknown[] = [];
  const call: CallAdmin = async (_access, { variables = {} }) => {
    asked.push({ work: variables.work, risk: variables.risk });
    if (variables.risk === true && fields.includes("risk")) throw denied("risk");
    if (variables.work === true && fields.includes("work")) throw denied("fulfillmentOrders");
    if (fields.includes("order")) throw denied("order");
    return { data: { order }, errors: [], extensions: {} };
  };
  return { call, asked };
}

it("reads an order without the parts that the app may not read", async () => {
  const { call, asked } = shop("risk", "work");
  const read = await readOrder(call, access, order.id);
  expect(read).toMatchObject({ name: "#1001", riskLevel: null });
  expect(read?.work).toEqual({
    hidden: true,
    missingScopes: [
      "read_merchant_managed_fulfillment_orders",
      "read_third_party_fulfillment_orders",
      "read_assigned_fulfillment_orders",
    ],
  });
  expect(asked).toEqual([
    { work: true, risk: true },
    { work: true, risk: false },
    { work: false, risk: false },
  ]);
});

it("does not ask for fulfillment orders without any of their access scopes", async () => {
  const { call, asked } = shop();
  await readOrder(call, { ...access, scopes: ["read_orders"] }, order.id);
  await readOrder(call, { ...access, scopes: ["write_assigned_fulfillment_orders"] }, order.id);
  expect(asked).toMatchObject([{ work: false }, { work: true }]);
});

it("fails when the order itself is denied", async () => {
  await expect(readOrder(shop("order").call, access, order.id)).rejects.toMatchObject({
    code: "access_denied",
  });
});

it("reads all pages of fulfillment orders and of their lines", async () => {
  const page = (nodes: unknown[], endCursor: string | null) => ({
    nodes,
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
  });
  const item = (units: number) => ({ remainingQuantity: units, lineItem: { id: LINE } });
  const held = (id: string, lineItems: unknown) => ({
    id,
    status: "ON_HOLD",
    fulfillmentHolds: [],
    lineItems,
  });
  const call: CallAdmin = async (_access, { operation, variables }) => {
    const data =
      operation === operations.readOrder
        ? { order: { ...order, fulfillmentOrders: page([held("f1", page([item(1)], "l1"))], "f1") } }
        : operation === operations.readFulfillmentOrders
          ? { order: { ...order, fulfillmentOrders: page([held("f2", page([item(4)], null))], null) } }
          : { fulfillmentOrder: { lineItems: page([item(2)], null) } };
    expect(variables?.after ?? null).toBe(
      operation === operations.readOrder
        ? null
        : operation === operations.readFulfillmentOrders
          ? "f1"
          : "l1",
    );
    return { data, errors: [], extensions: {} };
  };
  const read = await readOrder(call, access, order.id);
  expect(read?.lines[0]?.notReady.map(({ units }) => units)).toEqual([1, 2, 4]);
});
