import { expect, it } from "vitest";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { connectOwnShop } from "@/lib/services/stores/connect-own-shop";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { readStoreList } from "@/lib/services/stores/read-store-list";
import { agencies } from "./agencies";

const origin = "http://127.0.0.1:9";
const DAY = 24 * 60 * 60_000;
const SCOPES = [
  ...[
    "write_orders",
    "read_products",
    "read_inventory",
    "read_locations",
    "read_fulfillments",
    "read_customers",
  ],
  ...["merchant_managed", "third_party", "assigned"].map((kind) => `write_${kind}_fulfillment_orders`),
];

const { sandbox, tools, agency: organization, shop: createShop } = await agencies();

/** An agency with a custom app of its own, which is installed on a shop of the same organization on Shopify's side. */
async function agency() {
  const { tag, ctx, client } = await organization();
  const { handle } = await registerApp(ctx, { name: "Own", ...client });
  await sandbox.control.post("/apps", { ...client, organization: tag });
  const shop = async (name: string, organization: string, installed = true) => {
    const domain = await createShop(`${name}-${tag}.myshopify.com`, { name, organization });
    const wanted = { shop: domain, clientId: client.clientId, scopes: SCOPES };
    if (installed) await sandbox.control.post("/tokens", wanted);
    return domain;
  };
  const connect = (shopDomain: string, more: Partial<Parameters<typeof connectOwnShop>[1]> = {}) =>
    connectOwnShop(ctx, {
      appHandle: handle,
      shopDomain,
      merchantId: null,
      roles: ["destination"],
      origin,
      ...more,
    });
  return { tag, ctx, handle, client, shop, connect };
}

const refusal = (why: string) => ({ kind: "refused", why, scopes: [] });

it("connects a shop of the app's own organization without a consent page, and renews its token each day", async () => {
  const one = await agency();
  const { merchantId } = await createMerchant(one.ctx, { name: "Fjordlys" });
  const domain = await one.shop("atelier", one.tag);
  const first = await one.connect(domain, { merchantId });
  expect(first).toMatchObject({ kind: "connected", new: true });
  expect(await one.connect(domain, { merchantId })).toEqual({ ...first, new: false });
  expect(await readStoreList(one.ctx, { merchant: null, store: null })).toMatchObject([
    { name: "atelier", merchantName: "Fjordlys", problems: [] },
  ]);
  const storeId = first.kind === "connected" ? first.storeId : "";
  const before = await shopAccess(one.ctx, storeId);
  expect(before.tokenEnds).toBe(false);
  tools.advance(DAY);
  await sandbox.control.delete("/tokens", { accessToken: before.accessToken });
  const ended = await shopAccess(one.ctx, storeId);
  expect(ended).toMatchObject({ accessToken: before.accessToken, tokenEnds: true });
  await Promise.all([1, 2, 3].map(() => one.ctx.shopify.readShop(ended)));
  const after = await shopAccess(one.ctx, storeId);
  expect(after).toMatchObject({ tokenEnds: false });
  expect(after.accessToken).not.toBe(before.accessToken);
  const calls = await sandbox.control.get<{ variables: { grant_type?: string } }[]>(`/log?shop=${domain}`);
  const asked = calls.filter(({ variables }) => variables?.grant_type === "client_credentials");
  // Two connections, and one renewal for three calls.
  expect(asked).toHaveLength(3);
});

it("refuses shops of other organizations and without the app, foreign apps and merchants, and a wrong secret", async () => {
  const [one, two] = [await agency(), await agency()];
  expect(await one.connect(await one.shop("stranger", "elsewhere"))).toEqual(refusal("shop_not_permitted"));
  expect(await one.connect(await one.shop("empty", one.tag, false))).toEqual(refusal("shop_not_permitted"));
  const domain = await one.shop("atelier", one.tag);
  expect(await one.connect(domain, { appHandle: two.handle })).toEqual(refusal("unknown_app"));
  const { merchantId } = await createMerchant(two.ctx, { name: "Theirs" });
  expect(await one.connect(domain, { merchantId })).toEqual(refusal("unknown_merchant"));
  await sandbox.control.post("/faults", { kind: "oauth-no-expiry", shop: domain, times: 1 });
  expect(await one.connect(domain)).toEqual(refusal("token_without_expiry"));
  // An app of the portal's operator: its organization on Shopify's side is not the agency's.
  const shared = { handle: `shared-${one.tag}`, clientId: `s-${one.tag}`, clientSecret: "shared-secret" };
  await saveAppCredential(tools, shared);
  expect(await one.connect(domain, { appHandle: shared.handle })).toEqual(refusal("shared_app"));
  for (const clientSecret of ["changed-once", "changed-twice"]) {
    await sandbox.control.post("/apps", { ...one.client, clientSecret });
  }
  expect(await one.connect(domain)).toEqual(refusal("app_secret_refused"));
  expect(await readStoreList(one.ctx, { merchant: null, store: null })).toEqual([]);
});

it("an app asks for expiring tokens until its owner changes it; others cannot", async () => {
  const [one, two] = [await agency(), await agency()];
  const tokens = async () => (await readApps(one.ctx)).find(({ own }) => own)?.tokens;
  expect(await tokens()).toBe("expiring");
  const change = { handle: one.handle, tokens: "permanent" } as const;
  expect(await changeAppTokens(two.ctx, change)).toEqual({ kind: "not_found" });
  expect(await tokens()).toBe("expiring");
  expect(await changeAppTokens(one.ctx, change)).toEqual({ kind: "changed" });
  expect(await tokens()).toBe("permanent");
  // A new secret does not change which tokens are asked for.
  await saveAppCredential(one.ctx, { handle: one.handle, ...one.client, clientSecret: "another-secret" });
  expect(await tokens()).toBe("permanent");
});
