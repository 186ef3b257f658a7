import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { requestPush } from "@/lib/services/push/request-push";
import { type Bench, patience, sees, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  page = await bench.signedIn(await bench.person("operator"));
});
afterAll(() => bench?.stop());

async function order(line: { sku: string; quantity: number }, more: { tags?: string[] } = {}) {
  const placed = await bench.world.place({ lineItems: [line], ...more });
  return { orderId: await bench.world.ingest(placed.gid), name: placed.name };
}
const legState = (orderId: string) => async () =>
  (await bench.sql`select state from push_leg where order_id = ${orderId}`).map((leg) => leg.state);

test("a refused send shows its exact input and answer without the shopper's data", async () => {
  const { orderId } = await order({ sku: "MUG-1", quantity: 1_001 });
  await requestPush(bench.world.ctx(), { orderId, sourceStoreIds: null });
  await expect.poll(legState(orderId), patience).toEqual(["rejected"]);
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await page.getByText("1 send or look-up").click();
  await page.getByRole("button", { name: "Input and answer" }).click();
  const dialog = page.getByRole("dialog", { name: /^Sent: refused/ });
  const sent = dialog.getByRole("region", { name: "Input", exact: true });
  await expect.poll(() => sent.textContent(), patience).toContain('"sourceIdentifier": "crossdock-');
  expect(await dialog.getByRole("region", { name: "Answer", exact: true }).textContent()).toContain(
    "userErrors",
  );
  expect(await dialog.textContent()).not.toContain("ada@example.com");
  await dialog.getByText("Also sent, but not stored here:", { exact: false }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
});

test("a leg that waits for points can be withdrawn; it is not sent, and its items can be pushed again", async () => {
  const { sourceA } = bench.world;
  await bench.sql`update installation set bucket_available = 0, bucket_at = now() + interval '5 minutes'
    where shop_domain = ${sourceA.domain}`;
  const { orderId } = await order({ sku: "LAMP-1", quantity: 1 });
  const before = (await bench.world.sourceOrders(sourceA)).length;
  await requestPush(bench.world.ctx(), { orderId, sourceStoreIds: null });
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await page.getByRole("button", { name: "Withdraw…" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw the send" });
  await dialog.getByText("Nothing was sent yet.").waitFor();
  await dialog.getByLabel("Reason").fill("The shopper asked to wait");
  await dialog.getByRole("button", { name: "Withdraw the send" }).click();
  await sees(page, "Given up: it is not sent");
  await sees(page, "Reason: The shopper asked to wait");
  await bench.sql`update installation set bucket_available = bucket_maximum, bucket_at = now(), queue_at = null
    where shop_domain = ${sourceA.domain}`;
  await page.getByRole("button", { name: "Push to 1 supplier…" }).waitFor();
  expect((await bench.world.sourceOrders(sourceA)).length).toBe(before);
});

test("next and previous stay within the list that the order was opened from, and a link returns to it", async () => {
  const tags = ["gift-wrap"];
  await order({ sku: "LAMP-1", quantity: 1 }, { tags });
  await order({ sku: "LAMP-1", quantity: 1 });
  await order({ sku: "LAMP-1", quantity: 1 }, { tags });
  await page.goto(`${bench.stack.origin}/orders?tag=gift-wrap`);
  // Orders created in the same second are sorted by their ids.
  const names = page.getByRole("row").getByRole("link", { name: /^#\d+$/ });
  await names.nth(1).waitFor();
  const [above = "", below = ""] = await names.allTextContents();
  await names.first().click();
  await page.getByRole("heading", { name: above }).waitFor();
  expect(await page.getByRole("button", { name: "Previous order: there is none" }).isDisabled()).toBe(true);
  const onward = async () => {
    await page.keyboard.press("j");
    return page.getByRole("heading", { name: below }).isVisible();
  };
  await expect.poll(onward, patience).toBe(true);
  expect(await page.getByRole("button", { name: "Next order: there is none" }).isDisabled()).toBe(true);
  await page.getByRole("link", { name: "Previous order" }).click();
  await page.getByRole("heading", { name: above }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Orders" }).click();
  await page.waitForURL((url) => url.pathname === "/orders" && url.searchParams.get("tag") === "gift-wrap");
});

test("an order pushed in a second tab cannot be pushed again in the first one", async () => {
  const { orderId } = await order({ sku: "LAMP-1", quantity: 1 });
  const second = await page.context().newPage();
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await second.goto(`${bench.stack.origin}/orders/${orderId}`);
  // A dialog that was opened before the other tab pushed.
  await page.getByRole("button", { name: "Push to 1 supplier…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Push to 1 supplier", exact: true }).waitFor();
  await second.getByRole("button", { name: "Push to 1 supplier…" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Push to 1 supplier", exact: true }).click();
  await expect.poll(legState(orderId), patience).toEqual(["created"]);
  await page.getByRole("dialog").getByRole("button", { name: "Push to 1 supplier", exact: true }).click();
  await page.getByRole("dialog").getByText("Nothing left to push", { exact: false }).waitFor();
  expect(await bench.sql`select id from push where order_id = ${orderId}`).toHaveLength(1);
  await second.close();
});

test("a line that two suppliers can ship goes to the one that the user chooses", async () => {
  const { destination, sourceB, ctx } = bench.world;
  const variant = async (domain: string, sku: string) => {
    const shop = await bench.stack.sandbox.get<{ products: { variants: { id: string; sku: string }[] }[] }>(
      `/shops/${domain}`,
    );
    return shop.products.flatMap(({ variants }) => variants).find((one) => one.sku === sku)?.id ?? "";
  };
  await mapVariants(ctx(), {
    connectionId: sourceB.connectionId,
    pairs: [
      {
        destinationVariantGid: await variant(destination.domain, "LAMP-1"),
        sourceVariantGid: await variant(sourceB.domain, "B-MUG"),
        ratio: 3,
      },
    ],
  });
  const { orderId } = await order({ sku: "LAMP-1", quantity: 2 });
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await page.getByRole("button", { name: "Push to 1 supplier…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Push / });
  const ships = dialog.getByRole("combobox", { name: "Supplier of Lamp" });
  await ships.waitFor();
  const names = await ships.getByRole("option").allTextContents();
  await ships.selectOption({ index: 1 });
  await dialog.getByText("= 6 supplier units").waitFor();
  await dialog.getByText(`What ${names[1]} receives, field by field`).click();
  await expect.poll(() => dialog.getByRole("definition").allTextContents(), patience).toContain("6");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Push to 1 supplier", exact: true }).click();
  await expect.poll(legState(orderId), patience).toEqual(["created"]);
  const [leg] = await bench.sql<{ store: string; units: number }[]>`
    select l.source_store_id as store, ll.quantity as units from push_leg l
    join push_leg_line ll on ll.leg_id = l.id where l.order_id = ${orderId}`;
  expect(leg).toEqual({ store: sourceB.storeId, units: 2 });
});
