import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { createOrganization } from "@/lib/services/people/create-organization";
import { type Bench, fillSignIn, patience, sees, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

const destination = "first-steps-harbour.myshopify.com";
const source = "first-steps-nordwolle.myshopify.com";
const secret = "shpss_first_steps_secret";

let bench: Bench;
let page: Page;
let ctx: Ctx;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { organizationId } = await createOrganization(bench.tools, { name: "Harbour & Vale" });
  ctx = {
    ...bench.tools,
    scope: mintScope(organizationId),
    actor: { kind: "user", id: "usr_script", label: "Script" },
  };
  // The bench's own app belongs to another organization.
  await bench.sql`UPDATE app_credential SET owner_organization_id = ${bench.world.organizationId}`;
  const { sandbox } = bench.stack;
  await sandbox.post("/apps", { clientId: "first-steps-client", clientSecret: secret, name: "Crossdock" });
  for (const [domain, sku] of [
    [destination, "LAMP-1"],
    [source, "A-LAMP"],
  ]) {
    await sandbox.post("/shops", {
      ...{ domain, name: `Shop ${sku}`, currency: "EUR", timezone: "Europe/Berlin" },
      products: [{ title: "Lamp", variants: [{ sku, price: "12.50" }] }],
    });
  }
  page = await bench.newPage();
  await page.goto(`${bench.stack.origin}/sign-in`);
  await fillSignIn(page, await bench.person("owner", organizationId));
  await page.waitForURL(`${bench.stack.origin}/first-steps`);
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;

/** Fills in the form that connects a shop, and sends it. */
async function begin(shop: string, use: string): Promise<void> {
  await page.goto(url("/stores/connect"));
  await page.getByLabel("Shop", { exact: true }).fill(shop);
  await page.getByLabel("What the store is for").selectOption(use);
  const name = page.getByLabel("Name of the new merchant");
  if (await name.isVisible()) await name.fill("Fjordlys");
  await page.getByRole("button", { name: "Continue on Shopify" }).click();
}

/** Connects a shop through the portal and the sandbox's consent page. */
async function connect(shop: string, use: string, decision = "Install"): Promise<void> {
  await begin(shop, use);
  await page.getByRole("button", { name: decision, exact: true }).click();
}

test("an owner with an empty organization connects two stores, approves their connection, invites an operator, who pushes an order", async () => {
  expect(await violations(page)).toEqual([]);
  const steps = page.getByRole("listitem").filter({ hasText: ", not done" });
  expect(await steps.count()).toBe(8);
  await page.goto(url("/stores"));
  await sees(page, "No store is connected");
  await page.getByRole("link", { name: "Connect a store" }).first().click();
  await sees(page, "No Shopify app is registered");
  await page.goto(url("/first-steps"));
  await page.getByRole("link", { name: "Register a Shopify app" }).last().click();
  await page.getByLabel("Name", { exact: true }).fill("Custom app");
  await page.getByLabel("Client ID", { exact: true }).fill("first-steps-client");
  await page.getByLabel("Client secret", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Register the app" }).click();
  await page.getByRole("region", { name: "Custom app" }).waitFor();
  expect(await violations(page)).toEqual([]);

  await begin("not a shop", "destination");
  await page.getByText(/^This is no Shopify shop/).waitFor();
  await connect(destination, "destination", "Cancel");
  await sees(page, "The installation was cancelled on Shopify's page. Nothing was changed.");
  await connect(destination, "destination");
  await page.waitForURL(/\/stores\/sto_\w+\?connected=new$/);
  const destinationStoreId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await connect(source, "source");
  await page.waitForURL(/connected=new$/);
  const sourceStoreId = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await approveConnection(destinationStoreId, sourceStoreId);
  await map(destinationStoreId, sourceStoreId);

  await page.goto(url("/people"));
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByLabel("E-mail", { exact: true }).fill("operator@harbour.example");
  await page.getByRole("button", { name: "Create the link" }).click();
  const link = (await page.getByRole("status").locator("code").innerText()).trim();

  await bench.stack.sandbox.post(`/shops/${destination}/orders`, {
    lineItems: [{ sku: "LAMP-1", quantity: 2 }],
    email: "ada@example.com",
    customer: { firstName: "Ada", lastName: "Example" },
    shippingAddress: {
      ...{ firstName: "Ada", lastName: "Example", address1: "Lange Reihe 1" },
      ...{ city: "Hamburg", zip: "20099", countryCode: "DE" },
    },
  });
  const operator = await bench.newPage();
  await operator.goto(link);
  await operator.getByLabel("Your name").fill("Ida Berg");
  await operator.getByLabel("Password", { exact: true }).fill("a sentence of hers");
  await operator.getByRole("button", { name: "Join" }).click();
  await operator.waitForURL(url("/orders"));
  await operator.getByRole("link", { name: /^#1/ }).click();
  // The list has buttons to push, too.
  await operator.waitForURL(/\/orders\/ord_/);
  await operator.getByRole("button", { name: /^Push/ }).first().click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Push/ }).click();
  await vi.waitFor(async () => {
    const { orders } = await bench.stack.sandbox.get<{ orders: unknown[] }>(`/shops/${source}`);
    expect(orders).toHaveLength(1);
  }, patience);
  await page.goto(url("/first-steps"));
  // Only automatic order push is left to turn on.
  await vi.waitFor(async () => {
    expect(await steps.allInnerTexts()).toEqual([expect.stringContaining("automatic order push")]);
  }, patience);
});

/** Lets new connections to the source store wait, requests one, and approves it. */
async function approveConnection(destinationStoreId: string, sourceStoreId: string): Promise<void> {
  await page.goto(url(`/stores/${sourceStoreId}`));
  await page.getByLabel("New connections wait for approval").click();
  await sees(page, "Saved.");
  await page.goto(url(`/stores/${destinationStoreId}`));
  await page.getByLabel("Add a supplier of this store").selectOption(sourceStoreId);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await sees(page, "Waiting for approval");
  await page.goto(url(`/stores/${sourceStoreId}`));
  await page.getByRole("button", { name: /^Approve / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Approve", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("region", { name: "Supplies" }).getByText("Active", { exact: true }).waitFor();
  await page.goto(url(`/stores/${destinationStoreId}`));
  await page.getByRole("heading", { name: "Automatic order push" }).waitFor();
}

/** Maps the lamp, until the portal has a page for it. */
async function map(destinationStoreId: string, sourceStoreId: string): Promise<void> {
  for (const storeId of [destinationStoreId, sourceStoreId]) await importVariants(ctx, { storeId });
  const rows = await bench.sql`
    SELECT v.store_id, v.shopify_gid, c.id AS connection_id FROM variant v
    JOIN connection c ON v.store_id IN (c.destination_store_id, c.source_store_id)
    WHERE c.destination_store_id = ${destinationStoreId}`;
  const gid = (storeId: string) => rows.find((row) => row.store_id === storeId)?.shopify_gid;
  const pairs = [{ destinationVariantGid: gid(destinationStoreId), sourceVariantGid: gid(sourceStoreId) }];
  expect(await mapVariants(ctx, { connectionId: rows[0]?.connection_id, pairs })).toMatchObject({
    kind: "mapped",
  });
}

test("a browser that is not signed in is asked to sign in when Shopify's answer comes", async () => {
  const stranger = await bench.newPage();
  await stranger.goto(url("/api/shopify/some-app/callback?shop=x.myshopify.com&code=1&state=2&hmac=00"));
  await stranger.getByText(/^Sign in, and begin again to connect the shop/).waitFor();
  // An installation that begins on Shopify's side asks to sign in, too.
  await stranger.goto(url("/api/shopify/some-app/install?shop=x.myshopify.com"));
  await stranger.waitForURL(/\/sign-in/);
  await fillSignIn(stranger, await bench.person("viewer"));
  await stranger.waitForURL(url("/orders"));
});
