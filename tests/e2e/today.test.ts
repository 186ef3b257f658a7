import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { type Bench, fillSignIn, patience, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let page: Page;
let pushedName = "";
let seen: Record<string, number> = {};

const labels = ["Received", "Pushed", "Partially pushed", "Waiting", "In trouble"];
const url = (path: string) => `${bench.stack.origin}${path}`;
const row = (on: Page, merchant: string) => on.getByRole("row", { name: new RegExp(`^${merchant}`) });
const figure = (on: Page, merchant: string, label: string) =>
  row(on, merchant).getByRole("link", {
    name: new RegExp(`^[\\d,]+ ${label.toLowerCase()} today, ${merchant}$`),
  });
const value = async (merchant: string, label: string) =>
  Number.parseInt((await figure(page, merchant, label).textContent()) ?? "", 10);

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { world, sql } = bench;
  const place = async (order: Record<string, unknown>) => {
    const placed = await world.place(order);
    return { id: await world.ingest(placed.gid), name: placed.name };
  };
  const lamp = { sku: "LAMP-1", quantity: 1 };
  const mug = { sku: "MUG-1", quantity: 1 };
  const whole = await place({ lineItems: [lamp] });
  const part = await place({ lineItems: [lamp, mug] });
  await place({ lineItems: [lamp] });
  await place({ lineItems: [mug], shippingAddress: null });
  await place({ lineItems: [{ sku: "POSTER-1", quantity: 1 }] });
  await place({ lineItems: [lamp], createdAt: new Date(Date.now() - 2 * 86_400_000).toISOString() });
  pushedName = whole.name;
  await requestPush(world.ctx(), { orderId: whole.id, sourceStoreIds: null });
  await requestPush(world.ctx(), { orderId: part.id, sourceStoreIds: [world.sourceA.storeId] });
  // A second merchant without orders, in another time zone.
  await sql`INSERT INTO merchant (organization_id, id, name, created_at)
    VALUES (${world.organizationId}, 'mer_tokyo', '太田 Studio', now())`;
  await sql`INSERT INTO store (organization_id, id, merchant_id, installation_id, shop_domain, name, currency, time_zone, created_at)
    SELECT organization_id, 'str_tokyo', 'mer_tokyo', installation_id, 'tokyo.myshopify.com', 'Ota Tokyo', 'JPY', 'Asia/Tokyo', now()
    FROM store WHERE id = ${world.destination.storeId}`;
  await sql`INSERT INTO connection (organization_id, id, destination_store_id, source_store_id, created_at)
    VALUES (${world.organizationId}, 'con_tokyo', 'str_tokyo', ${world.sourceA.storeId}, now())`;
  await vi.waitFor(async () => {
    const orders = await sql`SELECT push_status FROM "order" WHERE id IN ${sql([whole.id, part.id])}`;
    expect(orders.map((each) => each.push_status).sort()).toEqual(["partially_pushed", "pushed"]);
  }, patience);
  page = await bench.signedIn(await bench.person("viewer"));
});
afterAll(() => bench?.stop());

test("Today shows each merchant's figures in the time zone of its stores", async () => {
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await page.waitForURL(url("/today"));
  await figure(page, "Fjordlys", "Received").waitFor();
  seen = Object.fromEntries(
    await Promise.all(labels.map(async (label) => [label, await value("Fjordlys", label)])),
  );
  expect(seen).toEqual({ Received: 5, Pushed: 1, "Partially pushed": 1, Waiting: 2, "In trouble": 1 });
  await row(page, "Fjordlys").getByText("Europe/Berlin").waitFor();
  await row(page, "太田 Studio").getByText("Asia/Tokyo").waitFor();
  for (const label of labels) expect(await value("太田 Studio", label), label).toBe(0);
  expect(await row(page, "太田 Studio").getByText("None pushed").count()).toBe(2);
});

test("each number of Today links to a list with that number of orders", async () => {
  for (const [label, number] of Object.entries(seen)) {
    await page.goto(url("/today"));
    await figure(page, "Fjordlys", label).click();
    await page.waitForURL(/\/orders\?/);
    const shown = page.locator("tr[data-order]");
    await expect.poll(() => shown.count(), { message: label }).toBe(number);
    expect(new URL(page.url()).searchParams.get("merchant")).toBe(bench.world.merchantId);
    await page.getByRole("button", { name: "Date: Today" }).waitFor();
  }
  await page.goto(url("/today"));
  await figure(page, "太田 Studio", "Received").click();
  await page.getByText("No order matches").first().waitFor();
});

test("the times from order to push link to the pushed orders and to the slowest one", async () => {
  await page.goto(url("/today"));
  await row(page, "Fjordlys")
    .getByRole("link", { name: /median time from order to push/ })
    .click();
  await expect.poll(() => page.locator("tr[data-order]").count()).toBe(1);
  await page.goBack();
  const worst = row(page, "Fjordlys").getByRole("link", { name: /longest time from order to push/ });
  expect(await worst.textContent()).toMatch(new RegExp(`(under 1 s|\\d+ s|\\d+ min.*) ${pushedName}`));
  await worst.click();
  await page.getByRole("heading", { name: new RegExp(pushedName) }).waitFor();
});

test("Today is opened and used with the keyboard only, even from the palette, and keeps the scope", async () => {
  await page.goto(url(`/orders?merchant=${bench.world.merchantId}`));
  await page.keyboard.press("ControlOrMeta+k");
  const dialog = page.getByRole("dialog", { name: "Go to an order, a store or a page" });
  await dialog.getByRole("combobox").fill("today");
  await dialog.getByRole("option", { name: "Today" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(url(`/today?merchant=${bench.world.merchantId}`));
  await page.getByRole("columnheader", { name: "Store", exact: true }).waitFor();
  const waiting = page.getByRole("link", { name: /^2 waiting today/ });
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press("Tab");
    if (await waiting.evaluate((link) => link === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\?tab=not_pushed&store=/);
  await expect.poll(() => page.locator("tr[data-order]").count()).toBe(2);
});

test("Today for an unknown store or merchant says so and links to all merchants", async () => {
  await page.goto(url("/today?store=str_tokyo"));
  await row(page, "Ota Tokyo").waitFor();
  expect(await page.getByRole("row").count()).toBe(2);
  await page.goto(url("/today?merchant=mer_unknown"));
  await page.getByText("No such merchant or store").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Show all merchants" }).click();
  await row(page, "Fjordlys").waitFor();
});

test("axe finds nothing on Today at 1440 px", async () => {
  await page.goto(url("/today"));
  await figure(page, "Fjordlys", "Received").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("Today on a phone shows each merchant as a block and does not scroll sideways", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(url("/today"));
  const block = page.getByRole("listitem").filter({ hasText: "Fjordlys" });
  await block.getByRole("link", { name: /^5 received today/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  await block.getByRole("link", { name: /^1 in trouble today/ }).click();
  await page.waitForURL(/tab=attention/);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("Today counts a new order without a reload", async () => {
  await page.goto(url("/today"));
  await figure(page, "Fjordlys", "Received").waitFor();
  await page.evaluate(() => Reflect.set(window, "sameDocument", true));
  const placed = await bench.world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] });
  await bench.world.ingest(placed.gid);
  await expect.poll(() => value("Fjordlys", "Received"), { timeout: 20_000 }).toBe(6);
  await expect.poll(() => value("Fjordlys", "Waiting"), { timeout: 20_000 }).toBe(3);
  expect(await page.evaluate(() => Reflect.get(window, "sameDocument"))).toBe(true);
});

test("Today tells an organization without a store what to do", async () => {
  await bench.sql`INSERT INTO organization (organization_id, name, created_at) VALUES ('org_new', 'New agency', now())`;
  const newcomer = await bench.newPage();
  await newcomer.goto(url("/sign-in"));
  await fillSignIn(newcomer, await bench.person("owner", "org_new"));
  // An owner without a store is led to the first steps.
  await newcomer.waitForURL(url("/first-steps"));
  await newcomer.goto(url("/today"));
  await newcomer.getByText("No destination store is connected").first().waitFor();
  expect(await violations(newcomer)).toEqual([]);
});

test("Today is reloaded at midnight", async () => {
  const late = await page.context().newPage();
  await late.clock.install();
  // Without live updates, so that only midnight refreshes the page.
  await late.route("**/api/live", (route) => route.abort());
  let reads = 0;
  late.on("request", (request) => {
    const headers = request.headers();
    if (request.url().startsWith(url("/today")) && headers.rsc && !headers["next-router-prefetch"])
      reads += 1;
  });
  await late.goto(url("/today"));
  await figure(late, "Fjordlys", "Received").waitFor();
  await late.clock.fastForward("00:01");
  expect(reads).toBe(0);
  await expect
    .poll(async () => {
      await late.clock.fastForward("24:00:00");
      return reads;
    })
    .toBeGreaterThan(0);
  await late.close();
});
