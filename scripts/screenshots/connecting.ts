import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { freeShops } from "@/scripts/demo/empty-agency";
import type { DemoUser } from "@/scripts/supervisor/demo-secrets";
import { newPage, settled, signIn } from "./portal-page";

type Portal = {
  origin: string;
  /** The owner of the empty organization. */
  user: DemoUser;
  /** The app that the owner registers. */
  app: { clientId: string; clientSecret: string };
};

/** The pictures of `docs/connect.md`. */
export const connectingPictures = [
  "connect-first-steps",
  "connect-register",
  "connect-app",
  "connect-store",
  "connect-connected",
] as const;

/** Connects two stores as the owner of the demo's empty organization does, and takes the pictures of `docs/connect.md`. */
export async function pictureConnecting(browser: Browser, portal: Portal, folder: string): Promise<void> {
  const page = await newPage(browser, { width: 1024, height: 768, theme: "light" });
  const take = async (name: (typeof connectingPictures)[number]) => {
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  };
  await signIn(page, portal);
  await page.waitForURL(/\/first-steps/);
  await take("connect-first-steps");

  await page.goto(`${portal.origin}/apps`);
  await page.getByLabel("Name", { exact: true }).fill("Fjordlys");
  await page.getByLabel("Client ID", { exact: true }).fill(portal.app.clientId);
  await page.getByLabel("Client secret", { exact: true }).fill(portal.app.clientSecret);
  await take("connect-register");
  await page.getByRole("button", { name: "Register the app" }).click();
  await page.getByRole("region", { name: "Fjordlys" }).waitFor();
  // Without the notice that the app is registered.
  await page.reload();
  await take("connect-app");

  await fillIn(page, portal, { shop: freeShops.destination.domain, use: "destination" });
  await take("connect-store");
  await page.getByRole("button", { name: "Continue on Shopify" }).click();
  await page.getByRole("button", { name: "Install" }).click();
  await page.waitForURL(/connected=new/);
  const destination = page.url();
  await fillIn(page, portal, { shop: freeShops.source.domain, use: "source" });
  await page.getByRole("button", { name: "Continue on Shopify" }).click();
  await page.getByRole("button", { name: "Install" }).click();
  await page.waitForURL(/connected=new/);
  await page.goto(destination);
  await page.getByLabel("Add a supplier of this store").waitFor();
  await take("connect-connected");
  await page.context().close();
}

async function fillIn(page: Page, { origin }: Portal, store: { shop: string; use: string }): Promise<void> {
  await page.goto(`${origin}/stores/connect`);
  await page.getByLabel("Shop", { exact: true }).fill(store.shop);
  await page.getByLabel("What the store is for").selectOption(store.use);
  const name = page.getByLabel("Name of the new merchant");
  if (await name.isVisible()) await name.fill("Fjordlys");
}
