import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { type Bench, patience, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";
import { keepUncertain } from "./keep-uncertain";

let bench: Bench;
let page: Page;
const orderIds: string[] = [];
let runId = "";

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { world, sql } = bench;
  await keepUncertain(bench, world.sourceB.domain, "reply-lost-after-commit");
  for (const order of [
    {
      lineItems: [
        { sku: "LAMP-1", quantity: 2 },
        { sku: "MUG-1", quantity: 1 },
        { sku: "POSTER-1", quantity: 1 },
      ],
    },
    { paid: false },
    { lineItems: [{ sku: "POSTER-1", quantity: 1 }], test: true },
  ]) {
    orderIds.push(await world.ingest((await world.place(order)).gid));
  }
  // One leg is sent, the other one is uncertain.
  await requestPush(world.ctx(), { orderId: orderIds[0] ?? "", sourceStoreIds: null });
  for (const state of ["waiting", "parked", "ignored"]) {
    await sql`
      INSERT INTO delivery (id, app_credential_id, shop_domain, webhook_id, topic, received_at, installation_id, state, reason)
      SELECT ${`dlv_${state}`}, app_credential_id, shop_domain, ${state}, 'orders/create', now(), id, ${state}, 'The body is not JSON.'
      FROM installation WHERE shop_domain = ${world.destination.domain}`;
  }
  await sql`
    INSERT INTO problem (organization_id, id, kind, store_id, opened_at)
    SELECT organization_id, 'prb_1', 'unauthorized', id, now() FROM store WHERE id = ${world.destination.storeId}`;
  page = await bench.signedIn(await bench.person("owner"));
  // Without live updates, because a page's title is empty for about 0.3 s while the page is refreshed.
  await page.route("**/api/live", (route) => route.abort());
  await vi.waitFor(async () => {
    const legs = await sql`SELECT state FROM push_leg ORDER BY state`;
    expect(legs.map((leg) => leg.state)).toEqual(["created", "uncertain"]);
  }, patience);
  const [run] = await sql`SELECT id FROM engine.runs WHERE function_id = 'crossdock-push-order'`;
  runId = run?.id;
});
afterAll(() => bench?.stop());

test("axe finds nothing on the sign-in page, empty and with an error", async () => {
  const stranger = await bench.newPage();
  await stranger.goto(`${bench.stack.origin}/sign-in?why=expired`);
  await stranger.getByLabel("E-mail", { exact: true }).fill("nobody@agency.example");
  await stranger.getByLabel("Password", { exact: true }).fill("wrong");
  expect(await violations(stranger)).toEqual([]);
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await stranger.getByText(/do not match/).waitFor();
  expect(await violations(stranger)).toEqual([]);
});

test.each([
  ["today", () => "/today"],
  ["the orders list", () => "/orders"],
  ["a tab without orders", () => "/orders?tab=cancelled"],
  ["a partly pushed order", () => `/orders/${orderIds[0]}`],
  ["a held order", () => `/orders/${orderIds[1]}`],
  ["the stores", () => "/stores"],
  ["a destination store with a problem", () => `/stores/${bench.world.destination.storeId}`],
  ["the merchants", () => "/merchants"],
  ["the deliveries", () => "/deliveries"],
  ["the jobs", () => "/jobs"],
  ["the jobs without a match", () => "/jobs?state=failed"],
  ["a job", () => `/jobs/${runId}`],
  ["a page that does not exist", () => "/orders/ord_unknown"],
])("axe finds nothing on %s", async (_, path) => {
  await page.goto(bench.stack.origin + path());
  await page.getByRole("heading").first().waitFor();
  expect(await violations(page)).toEqual([]);
});

test("axe finds nothing on the page of a store under an emergency stop of each level, with its health", async () => {
  const { world } = bench;
  const subjects = [
    { level: "organization", subjectId: "" },
    { level: "store", subjectId: world.destination.storeId },
    { level: "connection", subjectId: world.sourceA.connectionId },
  ] as const;
  const stops = [];
  for (const subject of subjects)
    stops.push(await beginStop(world.ctx(), { ...subject, reason: "A supplier called" }));
  await page.goto(`${bench.stack.origin}/stores/${world.destination.storeId}`);
  await page.getByRole("region", { name: "Connection with Shopify" }).waitFor();
  expect(await page.getByText("A supplier called").count()).toBeGreaterThanOrEqual(subjects.length);
  expect(await violations(page)).toEqual([]);
  for (const stop of stops)
    if (stop.kind === "begun") await liftStop(world.ctx(), { stopId: stop.stopId, reason: "Cleared" });
});

test("axe finds nothing in the push dialog", async () => {
  await page.goto(`${bench.stack.origin}/orders/${orderIds[1]}`);
  await page.getByRole("button", { name: "Push to 2 suppliers…" }).click();
  await page.getByLabel("Reason for pushing anyway").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("axe finds nothing in the dialog that declares an uncertain order absent", async () => {
  await page.goto(`${bench.stack.origin}/orders/${orderIds[0]}`);
  await page.getByRole("button", { name: "Declare absent…" }).click();
  await page.getByLabel("Reason", { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("axe finds nothing in the palette, with and without results", async () => {
  await page.goto(`${bench.stack.origin}/orders`);
  await page.keyboard.press("ControlOrMeta+k");
  const dialog = page.getByRole("dialog", { name: "Go to an order, a store or a page" });
  await dialog.getByRole("combobox").fill("#1001");
  await dialog.getByRole("option", { name: "#1001" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("combobox").fill("no such thing at all");
  await dialog.getByText("No results.").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
});

test("axe finds nothing in the orders list on a phone", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${bench.stack.origin}/orders`);
  await page.getByRole("listitem").first().waitFor();
  expect(await violations(page)).toEqual([]);
});
