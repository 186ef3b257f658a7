import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, patience, sees, startBench } from "@/testing/stack/bench";
import { pushByOtherApp, registerOtherApp } from "@/testing/stack/other-app";
import { violations } from "./axe";

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: true });
  page = await bench.signedIn(await bench.person("owner"));
  await registerOtherApp(bench.stack.sandbox);
});
afterAll(() => bench?.stop());

test("an agency moves over from another app: nothing is pushed twice", async () => {
  const { world, stack, sql } = bench;
  const { sandbox } = stack;
  const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 2 }] };
  const first = await world.place(lamp);
  await pushByOtherApp(sandbox, world, first, "attributes");

  await page.goto(`${stack.origin}/stores/${world.destination.storeId}`);
  const toggle = page.getByRole("switch", { name: "Push new orders automatically" });
  await toggle.click();
  const before = page.getByRole("region", { name: "Before automatic push starts" });
  await before.getByText("pushed 1 order of this store to").waitFor();
  const start = before.getByRole("button", { name: "Start automatic push now" });
  expect(await start.isDisabled()).toBe(true);
  await before.getByRole("checkbox", { name: "The other app no longer pushes orders of this store" }).click();
  expect(await violations(page)).toEqual([]);
  await start.click();
  await sees(page, "Automatic push is on for orders that are placed from now on.");
  await expect.poll(() => toggle.isChecked()).toBe(true);

  // The other app was not turned off after all. The shop's times are whole seconds.
  await page.waitForTimeout(1_100);
  await sandbox.post("/faults", {
    ...{ shop: world.destination.domain, kind: "webhook-delay", ms: 2_000, times: 5 },
  });
  const second = await world.place(lamp);
  const other = await pushByOtherApp(sandbox, world, second, "tags");
  const held = () =>
    sql`select id from "order" where name = ${second.name} and 'other_app' = any (held_reasons)`;
  await expect.poll(async () => (await held()).length, patience).toBe(1);
  const [order] = await held();
  await page.goto(`${stack.origin}/orders/${order?.id}`);
  const found = page.getByRole("region", { name: "Pushed by another app" });
  expect(await found.getByRole("link", { name: other.name }).getAttribute("href")).toContain(
    other.id.split("/").at(-1),
  );
  expect(await violations(page)).toEqual([]);
  await found.getByRole("button", { name: `Link ${other.name}` }).click();
  await sees(page, "Linked: another app created the source order");
  expect((await world.sourceOrders(world.sourceA)).length).toBe(2);
});
