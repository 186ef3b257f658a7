import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Bench, fillSignIn, patience, sees, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

const shop = "from-shopify.myshopify.com";
const second = "second-from-shopify.myshopify.com";
const [clientId, clientSecret] = ["client-from-shopify", "shpss_from_shopify"];

let bench: Bench;
let handle: string;
beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { sandbox } = bench.stack;
  await sandbox.post("/apps", { clientId, clientSecret, name: "Crossdock" });
  for (const [domain, name] of [
    [shop, "Seaside"],
    [second, "Lakeside"],
  ]) {
    await sandbox.post("/shops", { domain, name, currency: "EUR", timezone: "Europe/Berlin" });
  }
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;

/** Opens the app in the shop's Shopify admin, and confirms on the consent page. */
async function openApp(page: Page, domain = shop): Promise<void> {
  const { url: link } = await bench.stack.sandbox.post<{ url: string }>(`/shops/${domain}/install-link`, {
    ...{ clientId, appUrl: url(`/api/shopify/${handle}/install`) },
  });
  await page.goto(link);
  await page.getByRole("button", { name: "Install", exact: true }).click();
}

test("an install that begins in Shopify is claimed in its browser, and found again", async () => {
  const owner = await bench.person("owner");
  const page = await bench.signedIn(owner);
  await page.goto(url("/apps"));
  await page.getByLabel("Name", { exact: true }).fill("Public app");
  await page.getByLabel("Client ID", { exact: true }).fill(clientId);
  await page.getByLabel("Client secret", { exact: true }).fill(clientSecret);
  await page.getByLabel("Distribution", { exact: true }).selectOption("public");
  // A public app has expiring tokens only.
  await page.getByLabel("Access tokens", { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Register the app" }).click();
  await page.getByRole("region", { name: "Public app" }).waitFor();
  expect(await violations(page)).toEqual([]);
  const [app] = await bench.sql`SELECT handle FROM app_credential WHERE client_id = ${clientId}`;
  handle = app?.handle;

  // The merchant's browser is not signed in, and nobody types the shop's domain.
  const merchant = await bench.newPage();
  await openApp(merchant);
  await merchant.waitForURL(url("/sign-in?why=installed"));
  await sees(merchant, /^The app is installed on the shop/);
  await fillSignIn(merchant, owner);
  await merchant.waitForURL(url("/stores/claim"));
  await merchant.getByRole("heading", { name: shop }).waitFor();
  expect(await violations(merchant)).toEqual([]);
  for (const path of ["/stores", "/stores/connect"]) {
    await merchant.goto(url(path));
    await merchant.getByRole("region", { name: "Installations that wait" }).waitFor();
  }
  // Another browser of the same organization sees nothing of it, and a callback without the cookie is refused.
  await page.goto(url("/stores"));
  expect(await page.getByRole("region", { name: "Installations that wait" }).count()).toBe(0);
  await page.goto(url("/stores/claim"));
  await sees(page, "No installation waits in this browser");
  expect(await violations(page)).toEqual([]);

  await merchant.getByRole("link", { name: "Finish connecting" }).click();
  await merchant.getByLabel("What the store is for").selectOption("source");
  await merchant.getByRole("button", { name: "Connect the store" }).click();
  await merchant.waitForURL(/\/stores\/sto_\w+\?connected=new$/);
  await merchant.getByRole("heading", { name: "Seaside" }).waitFor();
  await merchant
    .getByText(/^(All is well|Not checked yet)$/)
    .first()
    .waitFor();

  // A shop that granted too little for the chosen role is authorized again, with the role and the merchant as chosen.
  await bench.stack.sandbox.post("/faults", { kind: "oauth-fewer-scopes", shop: second, times: 1 });
  await openApp(merchant, second);
  await merchant.waitForURL(url("/stores/claim"));
  const waiting = merchant.getByRole("region", { name: second });
  await waiting.getByLabel("Merchant", { exact: true }).selectOption("new");
  await waiting.getByLabel("Name of the new merchant").fill("Lakeside & Co");
  await waiting.getByRole("button", { name: "Connect the store" }).click();
  await waiting.getByText(/^The shop granted fewer access scopes/).waitFor();
  await waiting.getByRole("button", { name: "Authorize again" }).click();
  await merchant.getByRole("button", { name: "Install", exact: true }).click();
  await merchant.waitForURL(/\/stores\/sto_\w+\?connected=new$/);
  await merchant.getByText("Lakeside & Co", { exact: false }).first().waitFor();

  // Opening the app again leads to the same store.
  await openApp(merchant);
  await merchant.waitForURL(url("/stores/claim"));
  const seaside = merchant.getByRole("region", { name: shop, exact: true });
  await seaside.getByRole("link", { name: "Open the store" }).click();
  await merchant.getByRole("heading", { name: "Seaside" }).waitFor();

  // The store's page says what a shop took back, with the way to grant it again.
  await bench.stack.sandbox.post(`/shops/${shop}/rename`, { domain: "moved-shore.myshopify.com" });
  await vi.waitFor(async () => {
    const rows = await bench.sql`SELECT shop_domain FROM store WHERE name = 'Seaside'`;
    expect(rows).toEqual([{ shop_domain: "moved-shore.myshopify.com" }]);
  }, patience);
  await merchant.goto(url("/stores"));
  await sees(merchant, /^moved-shore\.myshopify\.com/);
});

test("an address that Shopify did not sign is refused with a sentence", async () => {
  const page = await bench.signedIn(await bench.person("owner"));
  await page.goto(url(`/api/shopify/${handle}/install?shop=${shop}&timestamp=1&hmac=00`));
  await page
    .getByRole("alert")
    .filter({ hasText: /not signed/ })
    .waitFor();
  // Without a signature the portal says how to begin in Shopify, because a public app never asks for a domain.
  await page.goto(url(`/api/shopify/${handle}/install?shop=${shop}`));
  await page.getByRole("heading", { name: "This app is installed in Shopify" }).waitFor();
  expect(await page.getByLabel("Shop", { exact: true }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  // A custom app asks for it.
  const [custom] = await bench.sql`SELECT handle FROM app_credential WHERE distribution = 'custom' LIMIT 1`;
  await page.getByLabel("Shopify app", { exact: true }).selectOption(custom?.handle);
  await page.getByLabel("Shop", { exact: true }).waitFor();
});

test("a member of one merchant connects its store by a store key, and the supplier's side approves", async () => {
  const owner = await bench.signedIn(await bench.person("owner"));
  const stores =
    await bench.sql`SELECT id, merchant_id FROM store WHERE name = 'Seaside' OR id = ${bench.world.destination.storeId}
    ORDER BY merchant_id NULLS FIRST`;
  const [supplier, destination] = stores.map((row) => url(`/stores/${row.id}`));
  await owner.goto(supplier ?? "");
  await owner.getByLabel("New connections wait for approval").click();
  await sees(owner, "Saved.");
  await owner.getByRole("button", { name: "Create a key", exact: true }).click();
  const key = (await owner.getByRole("status").locator("code").innerText()).trim();

  const limited = [stores[1]?.merchant_id];
  const member = await bench.signedIn(await bench.person("admin", undefined, limited));
  await member.goto(supplier ?? "");
  await sees(member, "There is nothing here");
  await member.goto(destination ?? "");
  const field = member.getByLabel("Add a supplier by its store key");
  const connect = member.getByRole("button", { name: "Connect by key", exact: true });
  await field.fill("not a key");
  await connect.click();
  await sees(member, "No source store of your organization has this key.");
  await field.fill(key);
  await connect.click();
  const asked = member
    .getByRole("region", { name: "Suppliers" })
    .getByRole("listitem")
    .filter({ hasText: "Seaside" });
  await asked.getByText("Waiting for approval", { exact: true }).waitFor();
  // The side of the destination store cannot approve.
  expect(await asked.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
  expect(await violations(member)).toEqual([]);

  await owner.goto(supplier ?? "");
  await owner.getByRole("button", { name: /^Approve / }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByRole("button", { name: "Approve", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await member.reload();
  await asked.getByText("Active", { exact: true }).waitFor();
});
