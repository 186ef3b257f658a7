import { afterAll, expect, test } from "vitest";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { testSandbox } from "@/testing/sandbox/sandbox";

const domain = "furniture.myshopify.com";
const sandbox = await testSandbox({ assumptions: { searchLagMs: 0 } });
afterAll(() => sandbox.close());

test("counts what was shipped in many shipments, and in one shipment of many lines, after a refund", async () => {
  const shopify = createShopifyGateway({ baseUrl: sandbox.url });
  await sandbox.control.post("/apps", { clientId: "app", clientSecret: "secret" });
  await sandbox.control.post("/shops", { domain, currency: "EUR", products: [] });
  const { accessToken } = await sandbox.control.post<{ accessToken: string }>("/tokens", {
    shop: domain,
    clientId: "app",
    scopes: ["read_orders", "write_orders", "read_products"],
  });
  const access = { installationId: "ins", shopDomain: domain, accessToken };
  const skus = Array.from({ length: 25 }, (_, index) => `PART-${index}`);
  const lineItems = [
    { title: "Shelf", price: "1.00", quantity: 31 },
    ...skus.map((title) => ({ title, price: "1.00", quantity: 2 })),
  ];
  const { id } = await sandbox.control.post<{ id: string }>(`/shops/${domain}/orders`, {
    lineItems,
    paid: true,
  });
  const path = `/shops/${domain}/orders/${id.split("/").at(-1)}`;
  const made = await shopify.readSourceOrder(access, id);
  const [shelf, ...parts] = made?.lines ?? [];
  const units = (lines: typeof parts, quantity: number) =>
    lines.map(({ shopifyGid }) => ({ lineId: shopifyGid, quantity }));
  await sandbox.control.post(`${path}/refund`, { lines: units(shelf ? [shelf] : [], 1) });
  for (let parcel = 0; parcel < 30; parcel += 1) {
    await sandbox.control.post(`${path}/fulfill`, { lines: units(shelf ? [shelf] : [], 1) });
  }
  await sandbox.control.post(`${path}/fulfill`, { lines: units(parts, 1) });
  const read = await shopify.readSourceOrder(access, id);
  expect(read?.lines[0]).toMatchObject({ liveUnits: 30, shippedUnits: 30 });
  expect(read?.lines.slice(1).map(({ shippedUnits }) => shippedUnits)).toEqual(parts.map(() => 1));
});
