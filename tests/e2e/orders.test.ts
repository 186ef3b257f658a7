import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { type Bench, fillSignIn, sees, startBench, tab } from "@/testing/stack/bench";
import { keepUncertain } from "./keep-uncertain";

let bench: Bench;
let page: Page;
/** Orders by purpose: the id in Crossdock, and the number that users see. */
const orders: Record<string, { id: string; number: string }> = {};

async function seed(
  name: string,
  order: Record<string, unknown>,
  beforeIngest?: (legacyId: string) => Promise<unknown>,
) {
  const placed = await bench.world.place(order);
  await beforeIngest?.(placed.legacyId);
  orders[name] = { id: await bench.world.ingest(placed.gid), number: placed.name };
}

function order(name: string): { id: string; number: string; url: string } {
  const found = orders[name];
  if (!found) throw new Error(`There is no order "${name}"`);
  return { ...found, url: `${bench.stack.origin}/orders/${found.id}` };
}

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { world, stack } = bench;
  const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };
  const mug = { lineItems: [{ sku: "MUG-1", quantity: 1 }] };
  await seed("refused", lamp);
  await seed("uncertain", mug);
  await seed("unpaid", { ...mug, paid: false, tags: ["Wholesale"], email: "grace@example.com" });
  await seed("cancelled", mug, (id) =>
    stack.sandbox.post(`/shops/${world.destination.domain}/orders/${id}/cancel`, { reason: "CUSTOMER" }),
  );
  await seed("unsynced", { lineItems: [{ sku: "POSTER-1", quantity: 1 }] });
  page = await bench.signedIn(await bench.person("operator"));
});
afterAll(() => bench?.stop());

test("tabs count their orders, and the counts follow the search", async () => {
  for (const [name, count] of [
    ["Not pushed", 3],
    ["Partially pushed", 0],
    ["Pushed", 0],
    ["Cancelled", 1],
    ["All", 5],
  ] as const) {
    await tab(page, name, count).click();
    await page.locator("[aria-current=page]", { hasText: new RegExp(`^${name}`) }).waitFor();
    await expect.poll(() => page.locator("tr[data-order]").count()).toBe(count);
  }
  const search = page.getByRole("textbox", { name: /^Search orders/ });
  await search.fill("GRACE@ex");
  await tab(page, "All", 1).waitFor();
  await tab(page, "Not pushed", 1).waitFor();
  await tab(page, "Cancelled", 0).waitFor();
  await page.getByRole("link", { name: order("unpaid").number, exact: true }).waitFor();
  await search.fill("nothing-like-it");
  await sees(page, "No order matches");
  await page.getByRole("link", { name: "Clear search and filter" }).click();
  await tab(page, "All", 5).waitFor();
});

test("an order with a caution is pushed only with a reason, which is shown", async () => {
  await page.goto(order("unpaid").url);
  await sees(page, "The order is not paid.");
  await page.getByRole("button", { name: "Push to 1 supplier…" }).click();
  const button = page.getByRole("button", { name: "Push to 1 supplier", exact: true });
  const reason = page.getByLabel("Reason for pushing anyway");
  await reason.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await reason.fill("Pays by invoice");
  await button.click();
  await sees(page, "Pushed");
  await sees(page, "Reason: Pays by invoice");
});

test("a refused leg shows why and what to do, and offers a retry", async () => {
  const { sandbox } = bench.stack;
  const supplier = `/shops/${bench.world.sourceA.domain}/orders`;
  const bought = await sandbox.post<{ legacyId: string }>(supplier, {
    lineItems: [{ sku: "A-LAMP", quantity: 999 }],
  });
  const pushed = await requestPush(bench.world.ctx(), { orderId: order("refused").id, sourceStoreIds: null });
  expect(pushed.kind).toBe("recorded");
  await page.goto(order("refused").url);
  await sees(page, "Refused");
  await page
    .getByText(/does not have enough stock/)
    .first()
    .waitFor();
  await page.getByText(/^Ask the supplier to restock/).waitFor();

  const viewer = await bench.signedIn(await bench.person("viewer"));
  await viewer.goto(order("refused").url);
  await sees(viewer, "Refused");
  expect(await viewer.getByRole("button", { name: "Retry" }).count()).toBe(0);

  await sandbox.post(`${supplier}/${bought.legacyId}/cancel`, { reason: "OTHER", restock: true });
  await page.getByRole("button", { name: "Retry", exact: true }).click();
  await sees(page, "Pushed");
  const created = await bench.world.sourceOrders(bench.world.sourceA);
  expect(created.filter((one) => one.sourceIdentifier !== null)).toHaveLength(1);
});

test("an uncertain leg offers a look-up, which finds the order instead of sending it again", async () => {
  const { world, stack, sql } = bench;
  const { id, url } = order("uncertain");
  await keepUncertain(bench, world.sourceB.domain, "reply-lost-after-commit");
  await requestPush(world.ctx(), { orderId: id, sourceStoreIds: null });
  await page.goto(url);
  await sees(page, "Uncertain");
  await stack.sandbox.delete("/faults");
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await sees(page, "Pushed");
  const [leg] = await sql`SELECT origin_mark FROM push_leg WHERE order_id = ${id}`;
  const created = await world.sourceOrders(world.sourceB);
  expect(created.filter((one) => one.sourceIdentifier === leg?.origin_mark)).toHaveLength(1);
});

test("a page shows a change that happened before its live stream was open", async () => {
  await seed("early", { lineItems: [{ sku: "MUG-1", quantity: 3 }] });
  const { id, url } = order("early");
  const pushed = () =>
    vi.waitFor(
      async () =>
        expect(await bench.sql`SELECT push_status FROM "order" WHERE id = ${id}`).toMatchObject([
          { push_status: "pushed" },
        ]),
      { timeout: 20_000, interval: 100 },
    );
  const late = await bench.signedIn(await bench.person("viewer"));
  await late.route("**/api/live", async (route) => {
    await pushed();
    await route.continue();
  });
  await late.goto(url);
  await sees(late, "Not pushed");
  await requestPush(bench.world.ctx(), { orderId: id, sourceStoreIds: null });
  await sees(late, "Pushed");
});

test("HTML in names, addresses, items and shipping methods is shown as text", async () => {
  const image = '<img src=x onerror="window.hacked=1">';
  const [street, item, method] = [
    "<script>window.hacked=1</script>",
    "<svg onload=window.hacked=1>",
    "<u>Fast</u>",
  ];
  const name = { firstName: "Eve", lastName: image };
  await seed("html", {
    lineItems: [
      { sku: "MUG-1", quantity: 1 },
      { title: item, price: "3.00", quantity: 1 },
    ],
    email: "eve@example.com",
    customer: name,
    shippingAddress: { ...name, address1: street, city: "Ulm", countryCode: "DE" },
    shippingLine: { title: method, price: "4.90" },
  });
  await page.goto(`${bench.stack.origin}/orders`);
  for (const text of [`Eve ${image}`, method]) await sees(page, text);
  expect(await page.evaluate(() => Reflect.has(window, "hacked"))).toBe(false);
  await page.goto(order("html").url);
  for (const text of [`Eve ${image}`, street, item, method]) await sees(page, text);
  expect(await page.evaluate(() => Reflect.has(window, "hacked"))).toBe(false);
});

test("a dialog whose session has ended says so, and nothing is pushed", async () => {
  const person = await bench.person("operator");
  await seed("late", { lineItems: [{ sku: "MUG-1", quantity: 2 }] });
  const late = await bench.signedIn(person);
  // Without live updates, which would show the sign-in page before the button can be pressed.
  await late.route("**/api/live", (route) => route.abort());
  await late.goto(order("late").url);
  await late.getByRole("button", { name: "Push to 1 supplier…" }).click();
  const button = late.getByRole("button", { name: "Push to 1 supplier", exact: true });
  await late.getByText("Not forwarded:").waitFor();
  await bench.sql`
    UPDATE session SET revoked_at = now()
    WHERE user_id = (SELECT id FROM "user" WHERE email = ${person.email})`;
  await button.click();
  await sees(late, "You are signed out. Sign in again; nothing was changed.");
  expect(await bench.sql`SELECT id FROM push WHERE order_id = ${order("late").id}`).toEqual([]);
});

test("a disabled user is told so, and the limit of sign-in attempts applies to each user separately", async () => {
  const person = await bench.person("operator");
  const disabled = await bench.signedIn(person);
  await bench.sql`UPDATE "user" SET disabled_at = now() WHERE email = ${person.email}`;
  await disabled.goto(`${bench.stack.origin}/orders`);
  await sees(disabled, /^Your account is disabled/);

  const victim = await bench.person("operator");
  await disabled.evaluate(async (email) => {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const body = new URLSearchParams({ csrfToken, email, password: "guess", json: "true" });
      await fetch("/api/auth/callback/credentials", { method: "POST", body });
    }
  }, victim.email);
  await fillSignIn(disabled, victim);
  await sees(disabled, /^Too many attempts\. Try again in \d+ minutes\.$/);
  await fillSignIn(disabled, await bench.person("operator"));
  await disabled.waitForURL(/\/orders$/);
});
