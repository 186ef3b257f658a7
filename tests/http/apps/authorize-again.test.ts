import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { mintScope } from "@/db/scope";
import { type StoreRole, scopesFor } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { authorizeAgain } from "@/lib/services/stores/authorize-again";
import { connectOwnShop } from "@/lib/services/stores/connect-own-shop";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { type Agency, finish, grantHarness, origin, stores } from "./agency";

const { tools, sandbox, superuserUrl, agency: makeAgency, shop, confirmed, granted } = await grantHarness();
const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

/** An agency whose shops are of its app's organization on Shopify's side. */
async function agency() {
  const one = await makeAgency();
  const open = (name: string) => shop(`${name}-${one.tag}.myshopify.com`, { name, organization: one.tag });
  const connect = async (shopDomain: string, role: StoreRole, merchantId: string | null) => {
    const wanted = { shop: shopDomain, roles: [role], merchantId, oldOrders: role === "destination" };
    const connected = await finish(one.ctx, one.appHandle, await granted(one, wanted));
    if (connected.kind !== "connected") throw new Error(connected.why);
    return connected.storeId;
  };
  const answer = async (url: string) => finish(one.ctx, one.appHandle, await confirmed(url));
  return { ...one, shop: open, connect, answer };
}

const authorize = (ctx: Ctx, storeId: string) =>
  authorizeAgain(ctx, { storeId, origin, shopifyBaseUrl: sandbox.url });
const entries = (storeId: string) => admin<{ verb: string; actor: string }[]>`
  select verb, actor_label as actor from audit_entry where noun_id = ${storeId} order by at, id`;

/** Begins to authorize a store again. Returns the address, with its shop and the scopes that it asks for. */
async function asked({ ctx }: Agency, storeId: string) {
  const begun = await authorize(ctx, storeId);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const url = new URL(begun.url);
  return {
    url: url.href,
    shop: url.pathname.split("/")[1],
    scopes: url.searchParams.get("scope")?.split(","),
  };
}

it("a store keeps its shop, its merchant and its roles, and loses no scope, when its app is authorized again", async () => {
  const one = await agency();
  const { merchantId } = await createMerchant(one.ctx, { name: "Fjordlys" });
  const [destination, source] = [await one.shop("atelier"), await one.shop("supplier")];
  const destinationId = await one.connect(destination, "destination", merchantId);
  const sourceId = await one.connect(source, "source", null);

  // Before the first connection, the merchant tells the role.
  const ofSource = scopesFor(["source"], { optional: true });
  expect(await asked(one, sourceId)).toMatchObject({ shop: source, scopes: ofSource });
  const ofDestination = scopesFor(["destination"], { optional: true, approved: true });
  expect(await asked(one, destinationId)).toMatchObject({ shop: destination, scopes: ofDestination });

  // A supplier that has a supplier of its own has both roles.
  const third = await one.connect(await one.shop("factory"), "source", null);
  await connectStores(one.ctx, { destinationStoreId: destinationId, sourceStoreId: sourceId });
  await connectStores(one.ctx, { destinationStoreId: sourceId, sourceStoreId: third });
  const problems = async (storeId: string) =>
    (await stores(one.ctx)).find(({ id }) => id === storeId)?.problems;
  // The new role needs more than the shop granted, which is said at once.
  expect(await problems(sourceId)).toEqual(["scopes_missing"]);
  const both = await asked(one, sourceId);
  expect(both.scopes).toEqual(
    expect.arrayContaining(scopesFor(["destination", "source"], { optional: true })),
  );
  expect(await one.answer(both.url)).toEqual({ kind: "connected", storeId: sourceId, new: false });
  expect(await problems(sourceId)).toEqual([]);
  const [kept] = (await stores(one.ctx)).filter(({ id }) => id === destinationId);
  expect(kept).toMatchObject({ merchantName: "Fjordlys" });
});

it("a disconnected store is connected again in the same way, and its history says so", async () => {
  const one = await agency();
  const storeId = await one.connect(await one.shop("supplier"), "source", null);
  // A domain of a public app is not typed here, because it is the store's.
  await tools.db.sql`update app_credential set distribution = 'public' where handle = ${one.appHandle}`;
  await changeStoreState(one.ctx, { storeId, move: "disconnect", inFlight: "withdraw" });
  expect(await one.answer((await asked(one, storeId)).url)).toMatchObject({ storeId, new: false });
  expect(await entries(storeId)).toEqual([
    { verb: "store.claimed", actor: "Mara" },
    { verb: "store.disconnected", actor: "Mara" },
    { verb: "store.reconnected", actor: "Mara" },
  ]);
});

it("a store of the app's own organization is connected again at once", async () => {
  const one = await agency();
  const shopDomain = await one.shop("own");
  const scopes = scopesFor(["source"], { optional: true });
  await sandbox.control.post("/tokens", { shop: shopDomain, clientId: `client-${one.tag}`, scopes });
  const connected = await connectOwnShop(one.ctx, {
    ...{ appHandle: one.appHandle, shopDomain, merchantId: null, roles: ["source"], origin },
  });
  const storeId = connected.kind === "connected" ? connected.storeId : "";
  expect(await authorize(one.ctx, storeId)).toEqual({ kind: "connected", storeId, new: false });
});

it("a store is authorized again only by a member of its organization who sees all merchants", async () => {
  const [one, two] = [await agency(), await agency()];
  const storeId = await one.connect(await one.shop("atelier"), "source", null);
  expect(await authorize(two.ctx, storeId)).toEqual({ kind: "not_found" });
  const { merchantId } = await createMerchant(one.ctx, { name: "Fjordlys" });
  await admin`update store set merchant_id = ${merchantId} where id = ${storeId}`;
  const limited = { ...one.ctx, scope: mintScope(one.ctx.scope.organizationId, [merchantId]) };
  expect(await authorize(limited, storeId)).toEqual({ kind: "limited" });
  // Another shop has its domain now, so that it was renamed.
  const taken = await one.shop("taken");
  await admin`update installation set shop_domain = ${taken} where id = (
    select installation_id from store where id = ${storeId})`;
  await admin`update store set shop_domain = ${taken} where id = ${storeId}`;
  expect(await one.connect(taken, "source", null)).not.toBe(storeId);
  expect(await authorize(one.ctx, storeId)).toEqual({ kind: "unknown_domain" });
});
