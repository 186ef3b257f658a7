import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, type Person, startBench } from "@/testing/stack/bench";
import { createWorld, type World } from "@/testing/stack/world";

let bench: Bench;
let operator: Person;
let page: Page;
let orderId: string;
let elsewhere: World;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  operator = await bench.person("operator");
  orderId = await bench.world.ingest((await bench.world.place()).gid);
  elsewhere = await createWorld(bench.tools, bench.stack.sandbox);
  await elsewhere.ingest((await elsewhere.place()).gid);
  const { organizationId, sourceA, sourceB } = bench.world;
  // A second merchant with a destination store; otherwise there is no choice of merchants.
  await bench.sql`insert into merchant (organization_id, id, name, created_at)
    values (${organizationId}, 'mer_south', 'Südwind', now())`;
  await bench.sql`update store set merchant_id = 'mer_south' where id = ${sourceB.storeId}`;
  await bench.sql`insert into connection
    (organization_id, id, destination_store_id, source_store_id, created_at)
    values (${organizationId}, 'con_second', ${sourceB.storeId}, ${sourceA.storeId}, now())`;
  page = await bench.signedIn(operator);
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;

test("the palette opens an order by its number with the keyboard only", async () => {
  const [row] = await bench.sql`select name from "order" where id = ${orderId}`;
  await page.keyboard.press("ControlOrMeta+k");
  const dialog = page.getByRole("dialog", { name: "Go to an order, a store or a page" });
  await dialog.getByRole("combobox").fill(String(row?.name));
  await dialog.getByRole("option", { name: String(row?.name) }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(url(`/orders/${orderId}`));
  await page.keyboard.press("ControlOrMeta+k");
  await dialog.getByRole("combobox").fill("no such thing at all");
  await dialog.getByText("No results.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("the palette never offers another organization's orders", async () => {
  const [foreign] = await bench.sql<{ id: string; name: string }[]>`
    select id, name from "order" where organization_id = ${elsewhere.organizationId}`;
  const found = await page.evaluate(async (name) => {
    const response = await fetch(`/api/palette?q=${encodeURIComponent(name)}`);
    const body = (await response.json()) as { orders: { id: string }[] };
    return body.orders.map((order) => order.id);
  }, foreign?.name ?? "");
  // Both shops start their numbers at 1001, so the same words match one order in each.
  expect(found).toEqual([orderId]);
});

test("the scope is part of the URL and is kept on other pages", async () => {
  await page.goto(url("/stores"));
  await page.getByLabel("Show", { exact: true }).selectOption("Fjordlys");
  await page.waitForURL(url(`/stores?merchant=${bench.world.merchantId}`));
  // In `main`, because streamed content is outside of the page for a moment.
  await page.getByRole("main").getByText(bench.world.destination.domain).waitFor();
  expect(await page.getByRole("main").getByText(bench.world.sourceB.domain).count()).toBe(0);
  await page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link", { name: /^Orders/ })
    .click();
  await page.waitForURL(url(`/orders?merchant=${bench.world.merchantId}`));
  await page.goto(url("/stores?merchant=mer_other"));
  await page.getByRole("main").getByText("No such store").waitFor();
});

test("a user of two organizations switches between them, and cannot see any other organization", async () => {
  const [user] = await bench.sql`select id from "user" where email = ${operator.email}`;
  await bench.sql`insert into membership (organization_id, id, user_id, role, created_at)
    values (${elsewhere.organizationId}, 'mem_second', ${user?.id}, 'viewer', now())`;
  await page.goto(url("/orders"));
  const organization = page.getByLabel("Organization", { exact: true });
  await organization.selectOption(elsewhere.organizationId);
  await page.waitForLoadState();
  await expect.poll(() => organization.inputValue()).toBe(elsewhere.organizationId);
  await page.goto(url(`/orders/${orderId}`));
  await page.getByText("There is nothing here").waitFor();
  await bench.sql`delete from membership where id = 'mem_second'`;
  await page.goto(url("/orders"));
  await expect.poll(() => organization.count()).toBe(0);
  await page.goto(url(`/orders/${orderId}`));
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByText("There is nothing here").count()).toBe(0);
});
