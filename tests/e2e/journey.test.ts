import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, sees, startBench, tab } from "@/testing/stack/bench";

let bench: Bench;
/** The portal, signed in as an operator. */
let portal: Page;
/** The sandbox's admin pages, where orders are placed and changed. */
let admin: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: true });
  portal = await bench.signedIn(await bench.person("operator"));
  admin = await bench.newPage();
});
afterAll(() => bench?.stop());

type SourceOrder = {
  email: string | null;
  note: string | null;
  tags: string[];
  sourceIdentifier: string | null;
  cancelledAt: string | null;
  shippingAddress: Record<string, string | null> | null;
  customAttributes: { key: string; value: string }[];
  metafields: { key: string; value: string }[];
  lines: { sku: string | null; quantity: number }[];
};

const ordersOf = async (domain: string) =>
  (await bench.stack.sandbox.get<{ orders: SourceOrder[] }>(`/shops/${domain}`)).orders;

/** Places an order through the sandbox's form. Returns the order's number. */
async function placeByHand(order: { items: [sku: string, quantity: number][]; paid: boolean }) {
  await admin.goto(`${bench.stack.sandboxUrl}/${bench.world.destination.domain}/admin`);
  await admin.getByRole("link", { name: "Place an order" }).click();
  for (const [index, [sku, quantity]] of order.items.entries()) {
    const item = admin.getByRole("combobox", { name: `Item ${index + 1}` });
    const value = await item.locator("option", { hasText: `(${sku})` }).getAttribute("value");
    await item.selectOption(value);
    await admin.getByLabel(`Quantity ${index + 1}`, { exact: true }).fill(String(quantity));
  }
  const typed = {
    "First name": "Ada",
    "Last name": "Lovelace",
    Address: "Hafenstraße 1",
    ZIP: "24103",
    City: "Kiel",
    "E-mail": "ada@example.com",
    "Tags (separated by commas)": "gift",
    Note: "Ring twice",
  };
  for (const [label, text] of Object.entries(typed)) {
    await admin.getByLabel(label, { exact: true }).fill(text);
  }
  await admin.getByLabel("Paid", { exact: true }).setChecked(order.paid);
  await admin.getByRole("button", { name: "Place order" }).click();
  await admin.waitForURL(/\/admin\/orders\/\d+$/);
  return (await admin.getByRole("heading", { level: 1 }).innerText()).replace("Order ", "");
}

/** Chooses suppliers in the open dialog and pushes. */
async function pushTo(suppliers: { choose?: RegExp[]; leave?: RegExp[]; button: string }) {
  const dialog = portal.getByRole("dialog");
  for (const name of suppliers.choose ?? []) {
    expect(await dialog.getByRole("checkbox", { name }).isChecked()).toBe(true);
  }
  for (const name of suppliers.leave ?? []) await dialog.getByRole("checkbox", { name }).uncheck();
  await dialog.getByRole("button", { name: suppliers.button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

const sameDocument = () => portal.evaluate(() => Reflect.get(window, "sameDocument") === true);

test("an order placed in the shop appears in the open list without a reload", async () => {
  await sees(portal, "No orders yet");
  await portal.evaluate(() => Reflect.set(window, "sameDocument", true));
  const number = await placeByHand({
    items: [
      ["LAMP-1", 2],
      ["MUG-1", 1],
      ["POSTER-1", 1],
    ],
    paid: true,
  });
  const row = portal
    .getByRole("row")
    .filter({ has: portal.getByRole("link", { name: number, exact: true }) });
  await row.waitFor();
  await tab(portal, "Not pushed", 1).waitFor();
  expect(await sameDocument()).toBe(true);
  const text = await row.innerText();
  for (const part of ["Ada Lovelace", "Paid", "Unfulfilled", "2 of 3", "gift", "Standard", "€39.90"]) {
    expect(text).toContain(part);
  }
});

test("an order pushed to one of two suppliers is partially pushed, and pushed after the other", async () => {
  await portal.getByRole("link", { name: "#1001", exact: true }).click();
  await sees(portal, "Not mapped to a source store");
  await portal.getByRole("button", { name: "Push to 2 suppliers…" }).click();
  const dialog = portal.getByRole("dialog", { name: "Push #1001" });
  await dialog.getByText("Not forwarded:").first().waitFor();
  expect(await dialog.getByRole("region", { name: "Not included" }).innerText()).toContain("Poster");
  await pushTo({ choose: [/^nordwolle/], leave: [/^maison/], button: "Push to 1 supplier" });
  await sees(portal, "Partially pushed, 1 item not synced");
  expect(await ordersOf(bench.world.sourceB.domain)).toEqual([]);

  await portal.getByRole("button", { name: "Push the rest…" }).click();
  await portal.getByRole("dialog").getByText("Not forwarded:").waitFor();
  // One checkbox for the remaining supplier, and one for its line.
  expect(await portal.getByRole("dialog").getByRole("checkbox").count()).toBe(2);
  await pushTo({ choose: [/^maison/], button: "Push to 1 supplier" });
  await sees(portal, "Pushed, 1 item not synced");
  await sees(portal, /The remaining items are not synced/);
  expect(await sameDocument()).toBe(true);
});

test("both suppliers' shops have the source order with the right lines, address and origin mark", async () => {
  const { sourceA, sourceB, destination } = bench.world;
  for (const [shop, lines] of [
    [sourceA, [["A-LAMP", 4]]],
    [sourceB, [["B-MUG", 1]]],
  ] as const) {
    const [leg] = await bench.sql`SELECT origin_mark FROM push_leg WHERE source_store_id = ${shop.storeId}`;
    const orders = await ordersOf(shop.domain);
    expect(orders).toHaveLength(1);
    const order = orders[0];
    expect(order?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual(lines);
    expect(order).toMatchObject({
      email: "ada@example.com",
      note: "Ring twice",
      tags: ["gift"],
      sourceIdentifier: leg?.origin_mark,
      shippingAddress: {
        firstName: "Ada",
        lastName: "Lovelace",
        address1: "Hafenstraße 1",
        zip: "24103",
        city: "Kiel",
        countryCode: "DE",
      },
    });
    expect(order?.metafields).toContainEqual(
      expect.objectContaining({ key: "origin", value: leg?.origin_mark }),
    );
    expect(order?.customAttributes).toContainEqual({ key: "Origin order", value: "#1001" });
    expect(order?.customAttributes).toContainEqual({
      key: "Origin store",
      value: expect.stringContaining(destination.domain.split("-")[0] ?? ""),
    });
  }
  const link = portal.getByRole("region", { name: /^nordwolle/ }).getByRole("link", { name: "#1001" });
  await admin.goto((await link.getAttribute("href")) ?? "");
  expect(await admin.getByRole("main").innerText()).toContain("A-LAMP");
});

test("an order cancelled in the shop is cancelled in the portal", async () => {
  await admin.goto(`${bench.stack.sandboxUrl}/${bench.world.destination.domain}/admin`);
  await admin.getByRole("link", { name: "#1001", exact: true }).click();
  await admin.getByRole("button", { name: "Cancel order" }).click();
  await sees(admin, "CANCELLED");
  await sees(portal, "Cancelled");
  // The source orders are still shown.
  await portal
    .getByRole("region", { name: /^maison/ })
    .getByRole("link", { name: "#1001" })
    .waitFor();
  await portal.getByRole("link", { name: "Orders" }).first().click();
  await tab(portal, "Cancelled", 1).click();
  await portal.getByRole("link", { name: "#1001", exact: true }).waitFor();
  await tab(portal, "Pushed", 0).waitFor();
});

test("with automatic order push turned on, an order is pushed as soon as it is paid", async () => {
  const owner = await bench.signedIn(await bench.person("owner"));
  await tab(owner, "Not pushed", 0).click();
  await owner.getByText("Automatic order push is off for").getByRole("link").click();
  const push = owner.getByRole("switch", { name: "Push new orders automatically" });
  expect(await push.isChecked()).toBe(false);
  await push.click();
  await sees(owner, "No other app pushed orders of this store in the last 7 days.");
  await owner.getByRole("button", { name: "Start automatic push now" }).click();
  await sees(owner, "Automatic push is on for orders that are placed from now on.");
  await expect.poll(() => push.isChecked()).toBe(true);

  // The shop's times are whole seconds, and the order must be newer than the switch.
  await owner.waitForTimeout(1_100);
  const number = await placeByHand({
    items: [
      ["LAMP-1", 1],
      ["MUG-1", 3],
    ],
    paid: false,
  });
  await tab(portal, "All", 2).click();
  await portal.getByRole("link", { name: number, exact: true }).click();
  // The list has the same words.
  await portal.waitForURL(/\/orders\/ord_/);
  await sees(portal, "The order is not paid.");
  expect(await ordersOf(bench.world.sourceA.domain)).toHaveLength(1);

  await admin.getByRole("button", { name: "Mark as paid" }).click();
  await sees(portal, "Pushed");
  expect(await portal.getByRole("main").innerText()).toContain("automatically");
  for (const [shop, lines] of [
    [bench.world.sourceA, [["A-LAMP", 2]]],
    [bench.world.sourceB, [["B-MUG", 3]]],
  ] as const) {
    const orders = await ordersOf(shop.domain);
    expect(orders.map((order) => order.lines.map(({ sku, quantity }) => [sku, quantity]))[1]).toEqual(lines);
    expect(orders).toHaveLength(2);
  }
});
