import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { violations } from "./axe";
import { type Bench, startBench } from "./bench";

let bench: Bench;
let page: Page;
let today: string;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  today = await bench.world.ingest((await bench.world.place()).gid);
  const earlier = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await bench.world.ingest((await bench.world.place({ createdAt: earlier })).gid);
  page = await bench.signedIn(await bench.person("operator"));
});
afterAll(() => bench?.stop());

const row = (on: Page) => on.getByRole("table", { name: "Today's orders by store" }).locator("tbody tr");
const number = (name: RegExp) => row(page).getByRole("link", { name });

test("the day stands first in the sidebar, and each number opens the list that it counts", async () => {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link").first().click();
  await page.waitForURL(/\/dashboard$/);
  await page.getByRole("heading", { name: "Today", exact: true }).waitFor();
  await expect.poll(() => row(page).count()).toBe(1);
  await number(/^0 pushed, /).waitFor();
  await number(/^1 waiting, /).waitFor();
  const received = number(/^1 received, /);
  await received.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\?.*date=today/);
  await page.locator("tr[data-order]").first().waitFor();
  expect(await page.locator("tr[data-order]").count()).toBe(1);
  expect(await page.locator(`tr[data-order] a[href*="${today}"]`).count()).toBeGreaterThan(0);
});

test("an order that comes in is counted without a reload", async () => {
  await page.goto(`${bench.stack.origin}/dashboard`);
  await number(/^1 received, /).waitFor();
  await bench.world.ingest((await bench.world.place()).gid);
  await number(/^2 received, /).waitFor();
});

test("a store that is not there is said so, with a way out", async () => {
  await page.goto(`${bench.stack.origin}/dashboard?store=str_nowhere`);
  await page.getByText("No such store").waitFor();
});

test("axe finds nothing in either theme, and on a phone nothing scrolls sideways", async () => {
  await page.goto(`${bench.stack.origin}/dashboard`);
  await row(page).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page
    .getByRole("listitem")
    .getByRole("link", { name: /received, / })
    .waitFor();
  expect(await violations(page)).toEqual([]);
});
