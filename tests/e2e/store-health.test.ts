import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scopesFor } from "@/lib/domain/installations/access-scopes";
import { type Bench, patience, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let page: Page;
const storePage = () => `${bench.stack.origin}/stores/${bench.world.destination.storeId}`;
const card = () => page.getByRole("region", { name: "Connection with Shopify" });
const shop = (path: string, input: object) =>
  bench.stack.sandbox.post(`/shops/${bench.world.destination.domain}/${path}`, input);

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  await grantAll(bench.world.destination.domain);
  page = await bench.signedIn(await bench.person("owner"));
  // Without live updates, because a page's title is empty for about 0.3 s while the page is refreshed.
  await page.route("**/api/live", (route) => route.abort());
});
afterAll(() => bench?.stop());

/** Opens the store's page, and expects its state and nothing from axe at each width. */
async function opens(state: string) {
  await page.goto(storePage());
  await card().getByText(state, { exact: true }).waitFor();
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    // What is wider than the window, by its text. The layout may still be settling.
    const overflow = () =>
      page.evaluate(() =>
        document.documentElement.scrollWidth <= window.innerWidth
          ? []
          : [...document.querySelectorAll<HTMLElement>("main *")]
              .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
              .map((element) => `${element.tagName} ${element.innerText.slice(0, 60)}`),
      );
    await vi.waitFor(async () => expect(await overflow(), `${width} px`).toEqual([]), patience);
  }
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Presses the button as soon as the page handles clicks. */
async function check() {
  const button = card().getByRole("button", { name: "Check now", exact: true });
  const handled = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps"));
  await vi.waitFor(async () => expect(await button.evaluate(handled)).toBe(true), patience);
  await button.click();
}

/** Gives a shop's app every access scope of both roles. */
async function grantAll(domain: string) {
  const { sql, tools, stack } = bench;
  const [app] = await sql`
    SELECT client_id FROM app_credential WHERE id = (SELECT app_credential_id FROM installation WHERE shop_domain = ${domain})`;
  const scopes = scopesFor(["destination", "source"], { optional: true });
  const { accessToken } = await stack.sandbox.post<{ accessToken: string }>("/tokens", {
    ...{ shop: domain, clientId: app?.client_id, scopes },
  });
  await sql`UPDATE installation SET token_cipher = ${tools.secrets.seal(accessToken)}, scopes = ${scopes}
    WHERE shop_domain = ${domain}`;
}

test("a store that was never checked says so, and a check sets up its webhooks", async () => {
  await opens("Not checked yet");
  await check();
  await page.getByText(/webhooks? repaired\./).waitFor();
  await card().getByText("All is well", { exact: true }).waitFor();
  await card()
    .getByText(/^All \d+ webhooks are set up\.$/)
    .waitFor();
  await opens("All is well");
});

test("removed webhooks return, and the page says what may be missing", async () => {
  await shop("unsubscribe", { topics: ["ORDERS_CREATE"] });
  await check();
  await page.getByText("1 webhook repaired.").waitFor();
  await opens("Webhooks were missed");
  await card().getByText("Webhooks were missing for some time").waitFor();
  await card().getByText("orders/create").waitFor();
});

test("withheld customer data is one problem of the store, on Today and on the order; a check ends it", async () => {
  const placed = await bench.world.place();
  const orderId = await bench.world.ingest(placed.gid);
  await shop("withhold", { mode: "denied" });
  await shop(`orders/${placed.legacyId}/update`, { tags: ["vip"] });
  await bench.world.ingest(placed.gid);
  await opens("1 fault");
  await page.getByRole("list", { name: "Problems" }).getByText("Customer data withheld").waitFor();
  await card().getByText("Shopify withholds it for 1 order", { exact: false }).waitFor();
  await page.goto(`${bench.stack.origin}/today`);
  const troubled = page.getByRole("region", { name: "Stores with a problem" });
  await troubled.getByText("Customer data withheld").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await page.getByText("Customer and addresses as of").waitFor();
  await page.getByText("Kiel").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${bench.stack.origin}/stores`);
  await page.getByText("Customer data withheld").waitFor();
  await shop("withhold", { mode: null });
  await page.goto(storePage());
  await check();
  await card().getByText("Webhooks were missed", { exact: true }).waitFor();
  await page.getByRole("list", { name: "Problems" }).waitFor({ state: "detached" });
});

test("a refused token says that nothing can be checked, and offers to connect again", async () => {
  await bench.stack.sandbox.post("/faults", {
    ...{ shop: bench.world.destination.domain, kind: "http-status", status: 401, times: null },
  });
  await page.goto(storePage());
  await check();
  await card().getByRole("alert").getByText("The store no longer accepts our access token.").waitFor();
  await opens("1 fault");
  await card().getByText("They cannot be checked", { exact: false }).waitFor();
  await card().getByRole("button", { name: "Authorize again" }).waitFor();
  await page.getByRole("button", { name: "Connect the store again" }).click();
  // Straight on to Shopify's page, which names the shop.
  await page.waitForURL(
    new RegExp(`/${bench.world.destination.domain.replaceAll(".", "\\.")}/admin/oauth/authorize\\?`),
  );
  await page.getByRole("button", { name: "Install", exact: true }).waitFor();
});
