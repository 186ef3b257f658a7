import type { Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Bench, type Person, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

const LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
const ARABIC = "ليلى بنت عبد الرحمن الفاسي";
const JAPANESE = "東京都千代田区千代田一丁目一番一号皇居外苑管理事務所気付";

let bench: Bench;
let operator: Person;
let page: Page;
let orderId: string;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  operator = await bench.person("owner");
  orderId = await bench.world.ingest((await bench.world.place({ tags: [LONG.slice(0, 40), "هدية"] })).gid);
  page = await bench.signedIn(operator);
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;
const heading = (name: string, on = page) => on.getByRole("heading", { level: 1, name, exact: true });
const pushDialog = async () => {
  await page.goto(url(`/orders/${orderId}`));
  await page.getByRole("button", { name: /^Push to \d suppliers?…$/ }).click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: /^Push to \d suppliers?$/ });
  await send.waitFor();
  return { dialog, send };
};
const pushes = async () =>
  Number((await bench.sql`select count(*) from push where order_id = ${orderId}`)[0]?.count);

describe("a page that does not exist", () => {
  test.each(["/orders/ord_none", "/stores/sto_none", "/jobs/run_none"])(
    "is a 404 inside the portal: %s",
    async (path) => {
      const answer = await page.goto(url(path));
      expect(answer?.status()).toBe(404);
      await heading("There is nothing here").waitFor();
      await page.getByRole("navigation", { name: "Pages" }).waitFor();
      await page.getByRole("link", { name: "Go to the orders" }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  test("is a 404 with a link to the portal outside of it", async () => {
    const stranger = await bench.newPage();
    const answer = await stranger.goto(url("/no/such/page"));
    expect(answer?.status()).toBe(404);
    await heading("Page not found", stranger).waitFor();
    expect(await violations(stranger)).toEqual([]);
    await stranger.context().close();
  });
});

describe("a page that fails", () => {
  test.each([
    { table: "delivery", path: "/deliveries", title: "Deliveries", framed: true },
    { table: "merchant", path: "/orders", title: "Orders", framed: false },
  ])(
    "shows a reference that is also in the log, without the table $table",
    async ({ table, path, title, framed }) => {
      await bench.sql.unsafe(`alter table ${table} rename to ${table}_away`);
      try {
        await page.goto(url(path));
        await heading("This page could not be loaded").waitFor();
        const reference = await page.locator("code").textContent();
        expect(bench.stack.output("web")).toContain(`"reference":"${reference}"`);
        expect(await page.getByRole("navigation", { name: "Pages" }).count()).toBe(framed ? 1 : 0);
        expect(await violations(page)).toEqual([]);
      } finally {
        await bench.sql.unsafe(`alter table ${table}_away rename to ${table}`);
      }
      await page.getByRole("button", { name: "Try again" }).click();
      await heading(title).waitFor();
    },
  );
});

describe("offline", () => {
  // A failing test must not leave the following ones offline.
  afterEach(() => page.context().setOffline(false));

  test("the page says so, keeps its content and selections, and is refreshed when online again", async () => {
    const { dialog, send } = await pushDialog();
    await page.context().setOffline(true);
    await page.getByText(/^You are offline\. This page is from \d\d:\d\d\.$/).waitFor();
    await send.click();
    await dialog.getByText(/^You are offline, and the portal did not answer/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await pushes()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Stores" }).click();
    await page.getByText(/^You are offline\. Follow the link again/).waitFor();
    expect(page.url()).toBe(url(`/orders/${orderId}`));
    await bench.sql`update "order" set name = '#while-away' where id = ${orderId}`;
    await page.context().setOffline(false);
    await page.getByText("Back online, up to date").waitFor();
    await heading("#while-away").waitFor();
  });

  test("the page keeps its content and selections if the connection ends during a refresh", async () => {
    const read = new Promise<Route>((hold) => page.route(`**/orders/${orderId}?_rsc=*`, hold));
    const { dialog, send } = await pushDialog();
    const chosen = dialog.getByRole("checkbox").first();
    await chosen.uncheck();
    const cut = await read;
    await page.context().setOffline(true);
    await cut.abort("internetdisconnected");
    await page.getByText(/^You are offline\. This page is from/).waitFor();
    await send.click();
    await dialog.getByText(/^You are offline, and the portal did not answer/).waitFor();
    await page.unroute(`**/orders/${orderId}?_rsc=*`);
    await bench.sql`update "order" set name = '#cut-off' where id = ${orderId}`;
    await page.context().setOffline(false);
    await page.getByText("Back online, up to date").waitFor();
    await page.locator("h1", { hasText: "#cut-off" }).waitFor();
    expect(await chosen.isChecked()).toBe(false);
    expect(await pushes()).toBe(0);
  });
});

test("a page that is older than the portal says so, is not refreshed, and keeps its selections", async () => {
  const body = 'event: ready\ndata: "another build"\n\n';
  await page.route("**/api/live", (route) => route.fulfill({ contentType: "text/event-stream", body }));
  const reads: string[] = [];
  page.on("request", (request) => {
    if (request.headers().rsc && request.url().includes(`/orders/${orderId}?`)) reads.push(request.url());
  });
  // The page before this one may still be refreshed.
  page.on("framenavigated", () => reads.splice(0));
  const { dialog } = await pushDialog();
  await dialog.getByRole("checkbox").first().uncheck();
  await page.getByText("The portal was updated since this page was loaded.").waitFor();
  // Longer than the delay of a refresh.
  await page.waitForTimeout(1_500);
  expect(await dialog.getByRole("checkbox").first().isChecked()).toBe(false);
  expect(reads).toEqual([]);
  await page.unroute("**/api/live");
});

test("a refresh that is answered by a newer portal does not replace the page", async () => {
  let reads = 0;
  await page.route(`**/orders/${orderId}?_rsc=*`, async (route) => {
    if (route.request().headers()["next-router-prefetch"]) return route.fallback();
    reads += 1;
    if (reads === 1) return route.abort("connectionrefused");
    const answer = await route.fetch();
    const { "content-encoding": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers: { ...headers, "x-crossdock-build": "another build" } });
  });
  const { dialog } = await pushDialog();
  await dialog.getByRole("checkbox").first().uncheck();
  await page.getByText("The portal was updated since this page was loaded.").waitFor();
  expect(reads).toBe(2);
  expect(await dialog.getByRole("checkbox").first().isChecked()).toBe(false);
  await page.unroute(`**/orders/${orderId}?_rsc=*`);
});

test("an action of a page that is older than the portal says so, keeps the input, and offers a reload", async () => {
  await page.route("**/orders/**", (route) => {
    const headers = route.request().headers();
    if (!headers["next-action"]) return route.fallback();
    return route.continue({ headers: { ...headers, "next-action": "00".repeat(21) } });
  });
  const { dialog, send } = await pushDialog();
  await send.click();
  await dialog
    .getByText(/^The portal was updated since this page was loaded, so nothing was recorded/)
    .waitFor();
  expect(await dialog.getByRole("checkbox").first().isChecked()).toBe(true);
  expect(await pushes()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/orders/**");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const status = page.getByRole("status").filter({ hasText: "The portal was updated" });
  await Promise.all([
    page.waitForEvent("load"),
    status.getByRole("button", { name: "Reload", exact: true }).click(),
  ]);
  await expect.poll(() => page.getByText("The portal was updated").count()).toBe(0);
});

test("long, right-to-left and Japanese text fits on the pages at every width", async () => {
  await bench.sql`update order_contact set customer_name = ${ARABIC}, note = ${`${ARABIC}\n${LONG}`},
    shipping_address = shipping_address || ${bench.sql.json({ address1: JAPANESE, city: LONG })}
    where order_id = ${orderId}`;
  await bench.sql`update line_item set title = ${LONG} where order_id = ${orderId}`;
  await bench.sql`update "order" set shipping_method = ${LONG}, tags = ${[LONG, JAPANESE, ARABIC]},
    financial_status = 'PARTIALLY_REFUNDED', fulfillment_status = 'PARTIALLY_FULFILLED', currency = 'KWD',
    net_payment = 41250000, current_total = 59750000, created_at = now() - interval '8 months' where id = ${orderId}`;
  const beyond: string[] = [];
  // 640 px corresponds to 1280 px at 200 % zoom.
  for (const width of [390, 640, 1024, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/orders", `/orders/${orderId}`, "/stores", "/deliveries", "/jobs"]) {
      await page.goto(url(path));
      await page.getByRole("heading", { level: 1 }).waitFor();
      const pixels = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (pixels > 0) beyond.push(`${path} at ${width}: ${pixels}`);
      if (path !== "/orders" || width < 1280) continue;
      // On a wide screen the whole row is visible; the amount is its last cell.
      await page.getByRole("table").first().waitFor();
      const hidden = await page.evaluate(() => {
        const frame = document.querySelector("table")?.parentElement;
        return frame ? frame.scrollWidth - frame.clientWidth : Number.NaN;
      });
      if (hidden !== 0) beyond.push(`the list at ${width}: ${hidden}`);
    }
  }
  expect(beyond).toEqual([]);
  await page.goto(url(`/orders/${orderId}`));
  const direction = (text: string) =>
    page
      .getByText(text)
      .first()
      .evaluate((node) => getComputedStyle(node).direction);
  expect(await direction(ARABIC)).toBe("rtl");
  expect(await violations(page)).toEqual([]);
});

test("nothing moves for users who prefer reduced motion", async () => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(url("/orders"));
  await heading("Orders").waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .flatMap((node) => getComputedStyle(node).transitionDuration.split(", "))
      .filter((duration) => Number.parseFloat(duration) > 0.001),
  );
  expect(moving).toEqual([]);
});
