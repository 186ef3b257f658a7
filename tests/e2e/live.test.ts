import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, patience, startBench } from "@/testing/stack/bench";

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: true });
  page = await bench.signedIn(await bench.person("operator"));
}, 120_000);
afterAll(() => bench?.stop());

const place = async () => (await bench.world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).name;
const names = () =>
  page
    .locator("tr[data-order] a")
    .filter({ hasText: /^#\d+$/ })
    .allTextContents();

test("new orders appear at the top; after scrolling, they wait behind a button, and no row moves", async () => {
  await page.setViewportSize({ width: 1_280, height: 500 });
  await page.goto(`${bench.stack.origin}/orders`);
  const first = [];
  for (let n = 0; n < 20; n += 1) first.push(await place());
  await expect.poll(async () => (await names()).toSorted(), patience).toEqual(first.toSorted());

  await page.evaluate(() => window.scrollTo({ top: 400 }));
  const before = await names();
  const [late, later] = [await place(), await place()];
  const waiting = page.getByRole("button", { name: "2 new orders" });
  await waiting.waitFor();
  expect(await names()).toEqual(before);

  // A changed row stays in its place.
  const [cancelled = ""] = before.slice(10);
  const [row] = await bench.sql`select shopify_gid from "order" where name = ${cancelled}`;
  const id = String(row?.shopify_gid).split("/").at(-1);
  await bench.stack.sandbox.post(`/shops/${bench.world.destination.domain}/orders/${id}/cancel`, {});
  await page
    .getByRole("row")
    .filter({ hasText: cancelled })
    .getByText("Cancelled", { exact: false })
    .waitFor();
  expect(await names()).toEqual(before);

  await waiting.click();
  await expect
    .poll(async () => (await names()).slice(0, 2).toSorted(), patience)
    .toEqual([late, later].toSorted());
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});
